from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

#: Whose applications an account sees.
_COMPANY = frozenset(("is_company", "parent_id", "commercial_partner_id"))
#: Who a contact is.
_IDENTITY = _COMPANY | {
    "name",
    "vat",
    "company_registry",
    # Of Odoo's addon for Indonesia, where it is installed.
    "l10n_id_nik",
    "l10n_id_buyer_document_number",
    "company_name",
    "active",
}
#: What a contact with an account is known by.
_ACCOUNT = _COMPANY | {"email"}
#: With these a client would have changes leave no trace in the chatter.
_TRACELESS = ("tracking_disable", "mail_notrack")


class PartnerIdentity(models.Model):
    """Who has registered applications stays who it is: the front office corrects address and telephone, with a trace.

    Only an administrator changes the identity of such a contact, and nobody merges it with another one: whoever it
    became would see its applications. So it is with the company of a contact that has an account, and with its e-mail
    once somebody has used the account.
    """

    _inherit = "res.partner"

    def write(self, vals):
        # Who may not write a contact is told nothing of it.
        self.check_access("write")
        for contact in self:
            if problem := contact._ptsp_why_not(vals):
                raise UserError(problem[1])
        if any(self.env.context.get(key) for key in _TRACELESS) and self._ptsp_registered():
            self = self.with_context(**dict.fromkeys(_TRACELESS, False))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_applicants(self):
        for contact in self._ptsp_with_applications(Domain.TRUE):
            raise UserError(
                self.env._(
                    "%(name)s has applications and cannot be deleted. Correct its address, or enter another contact.",
                    name=contact.display_name,
                )
            )

    def _ptsp_why_not(self, vals):
        """Tell what of a contact cannot be changed by the user.

        :param dict vals: what is about to be written
        :return: pair of the names of the fields and a sentence; nothing where all may be written
        """
        self.ensure_one()
        if self.env.user._is_admin():
            return None
        # As superuser the forms of the portal write for whoever sent them, and Odoo links contacts to a company; of
        # what else runs so for an officer, its own code has asked who may.
        # nosemgrep: superuser-mode-is-no-permission
        asked = _COMPANY if self.env.su and self.env.user._is_internal() else _IDENTITY | _ACCOUNT
        changed = {name for name in asked if name in vals and self._ptsp_differs(name, vals[name])}
        identity, account = changed.intersection(_IDENTITY), changed.intersection(_ACCOUNT)
        if identity and self._ptsp_registered():
            return identity, self.env._(
                "%(fields)s of %(name)s stays as it is, because applications of this contact were registered. Ask an "
                "administrator to change it.",
                fields=self._ptsp_labels(identity),
                name=self.sudo().display_name,
            )
        own = self == self.env.user.partner_id and account == {"email"}
        accounts_sudo = self._ptsp_accounts() if account and not own else None
        # An address that was mistyped in the invitation is corrected.
        mistyped = account == {"email"} and accounts_sudo and all(user._ptsp_never_used() for user in accounts_sudo)
        if accounts_sudo and not mistyped:
            return account, self.env._(
                "%(fields)s of %(name)s stays as it is, because this contact has an account. Ask an administrator to "
                "change it.",
                fields=self._ptsp_labels(account),
                name=self.sudo().display_name,
            )
        return None

    def _ptsp_labels(self, names):
        """Return the labels of some fields, in the user's language, as one text."""
        return ", ".join(sorted(self._fields[name]._description_string(self.env) or name for name in names))

    def _ptsp_differs(self, name, value):
        """Tell whether a value is another one than the contact has: spaces around it make no difference.

        :param str name: name of a field
        :param value: as it is about to be written
        """
        field, contact_sudo = self._fields[name], self.sudo()
        now, then = (field.convert_to_cache(each, contact_sudo, validate=False) for each in (contact_sudo[name], value))
        if field.type == "char":
            now, then = (now or "").strip(), (then or "").strip()
        return now != then

    def _ptsp_registered(self):
        """Return which of the contacts have registered applications: as applicant, company or representative."""
        return self._ptsp_with_applications(self.env["ptsp.application"]._domain_of_registered())

    def _ptsp_with_applications(self, domain):
        """Return which of the contacts have applications of a domain.

        :param Domain domain: of ``ptsp.application``
        """
        found = set()
        # Whatever the user may read of them.
        applications_sudo = self.env["ptsp.application"].sudo()
        for name in ("partner_id", "commercial_partner_id", "representative_id"):
            groups = applications_sudo._read_group(Domain(name, "in", self.ids) & domain, [name])
            found.update(contact.id for (contact,) in groups)
        return self.filtered(lambda contact: contact.id in found)


class MergeOfContacts(models.TransientModel):
    """Contacts that have applications, and those of agencies, OPD and officers, are not merged."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        contacts = self.env["res.partner"].browse(partner_ids).exists()
        closed = contacts._ptsp_with_applications(Domain.TRUE).union(*contacts._ptsp_official())
        for contact in closed:
            raise UserError(
                self.env._(
                    "%(name)s cannot be merged with another contact, because it has applications or belongs to an "
                    "agency, an OPD or an officer. Correct the address of the contact instead.",
                    name=contact.display_name,
                )
            )
        return super()._merge(partner_ids, dst_partner=dst_partner, extra_checks=extra_checks)
