from odoo import api, models, tools
from odoo.exceptions import AccessError

from .application_filing import FRONT_OFFICE


class PartnerAccess(models.Model):
    """Applicants are entered and corrected by the front office, as applications are filed; also by who acts for it.

    Access rights know groups and no acting officers, so they let all staff through, and this looks again. It asks
    nothing of who may write contacts by another right, such as Odoo's own *Contact: Creation*: but for the contacts of
    agencies and OPD, which are the manager's, and those of officers, which are the administrator's, whoever asks.
    """

    _inherit = "res.partner"

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        # Odoo enters contacts of e-mails as superuser: who brings the e-mail is the one who must be allowed to.
        contact = super().message_new(msg_dict, custom_values=custom_values)
        contact.with_env(self.env.transaction.default_env).check_access("create")
        return contact

    def write(self, vals):
        result = super().write(vals)
        if vals.get("parent_id"):
            # Whose contacts they are now.
            self.check_access("write")
        return result

    def _check_access(self, operation):
        result = super()._check_access(operation)
        # Odoo asks nobody in superuser mode, and neither does this.
        if result or operation == "read" or self.env.su:  # nosemgrep: superuser-mode-is-no-permission
            return result
        of_agencies, of_officers = self._ptsp_official()
        is_manager = operation == "write" and self.env.user.has_group("ptsp_exhibition.group_manager")
        if not self._ptsp_other_right(operation) and not self.env.user._ptsp_roles().intersection(FRONT_OFFICE):
            closed = self - of_agencies if is_manager else self
            return (closed, closed._ptsp_not_front_office) if closed or not is_manager else None
        if self.env.user.has_group("base.group_erp_manager"):
            return None
        closed = of_officers if is_manager else of_officers | of_agencies
        return (closed, closed._ptsp_no_applicant) if closed else None

    @tools.ormcache("self.env.uid", "operation")
    def _ptsp_other_right(self, operation):
        """Tell whether the user may do something to contacts by another right than the one of this addon's staff.

        :param str operation: ``create``, ``write`` or ``unlink``
        """
        own_names = ("ptsp_exhibition.access_partner_staff", "ptsp_exhibition.access_partner_manager")
        own_ids = {self.env["ir.model.data"]._xmlid_to_res_id(name) for name in own_names}
        # Which rights there are, only administrators read.
        rights_sudo = (
            self.env["ir.model.access"]
            .sudo()
            .search([("model_id.model", "=", self._name), (f"perm_{operation}", "=", True)])
        )
        group_ids = {False, *self.env.user._get_group_ids()}
        return any(right.group_id.id in group_ids for right in rights_sudo if right.id not in own_ids)

    def _ptsp_official(self):
        """Return which of the contacts are no applicants.

        :return: pair of the contacts of agencies and OPD, and of those of whoever works here
        """
        if not self:
            return self, self
        # The front office reads contacts, but not all that hangs on them.
        contacts_sudo = self.sudo().with_context(active_test=False)
        families = {contact: contact._ptsp_with_contacts_above() for contact in contacts_sudo}
        in_all = [("partner_id", "in", contacts_sudo.union(*families.values()).ids)]
        official = contacts_sudo.env["res.company"].search(in_all).partner_id
        official |= contacts_sudo.env["ptsp.agency"].search(in_all).partner_id
        of_officers = contacts_sudo.filtered(
            lambda contact: any(not user.share or user._is_public() for user in contact.user_ids)
        )
        of_agencies = contacts_sudo.filtered(lambda contact: families[contact] & official) - of_officers
        return self.browse(of_agencies.ids), self.browse(of_officers.ids)

    def _ptsp_with_contacts_above(self):
        """Return a contact and those to which it belongs, such as a section, its office, and the agency."""
        self.ensure_one()
        family = self
        while above := family[-1].parent_id - family:
            family += above
        return family

    def _ptsp_not_front_office(self):
        """Return the error that tells who enters applicants."""
        return AccessError(
            self.env._(
                "Applicants are entered and corrected by: %(roles)s. Ask a colleague of that role.",
                roles=", ".join(self.env["res.groups"]._ptsp_role_label(role) for role in FRONT_OFFICE),
            )
        )

    def _ptsp_no_applicant(self):
        """Return the error that tells whose contact this is."""
        return AccessError(
            self.env._(
                "%(name)s is no applicant: a manager changes the contacts of agencies and OPD, an administrator those "
                "of officers.",
                name=self[:1].display_name,
            )
        )
