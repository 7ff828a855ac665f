from odoo import api, fields, models

from ...tools.identity_number import masked
from .application_filing import FRONT_OFFICE

#: Who holds the identity card in hand, and so needs its whole number (steps 3 to 7 and 16).
NEEDING = (*FRONT_OFFICE, "help_desk", "registration", "verification", "pickup")
#: The fields that hold such a number; beside each stands one by the name with ``_masked``.
IDENTITIES = ("applicant_identity", "recipient_identity")


class ApplicationIdentityMasked(models.Model):
    """Numbers of identity cards are whole only for who needs them whole; all others read the first and last digits.

    For those the field does not exist: not in a form, a list, an export, a domain, a group. The SOP's papers have it.
    """

    _inherit = "ptsp.application"

    applicant_identity_masked = fields.Char(
        "Identity Number (Masked)", compute="_compute_identities_masked", compute_sudo=True
    )
    recipient_identity_masked = fields.Char(
        "Recipient's Identity Number (Masked)", compute="_compute_identities_masked", compute_sudo=True
    )

    @api.depends(*IDENTITIES)
    def _compute_identities_masked(self):
        for application in self:
            for name in IDENTITIES:
                application[f"{name}_masked"] = masked(application[name])

    @api.model
    def _reads_identities(self):
        """Tell whether the user reads numbers of identity cards whole: by office, or acting for somebody."""
        return bool(self.env.user._ptsp_roles().intersection(NEEDING))

    @api.model
    def _has_field_access(self, field, operation):
        if not super()._has_field_access(field, operation):
            return False
        # As in Odoo's own method of this name.
        if self.env.su:  # nosemgrep: superuser-mode-is-no-permission
            return True
        return field.name not in IDENTITIES or self._reads_identities()

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if not self._reads_identities():
            for name in IDENTITIES:
                for node in arch.xpath(f"//field[@name='{name}'][not(ancestor::field)]"):
                    node.set("name", f"{name}_masked")
                    node.set("string", self._fields[name]._description_string(self.env))
        return arch, view

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self._reads_identities())

    def _changes_since(self, told):
        changes = super()._changes_since(told)
        for vals in changes:
            if vals["detail"] in IDENTITIES and vals["old_value"] != vals["new_value"]:
                old, new = masked(vals["old_value"]), masked(vals["new_value"])
                vals["old_value"] = old
                # What was changed shows also where it lies between the digits that are shown.
                vals["new_value"] = self.env._("%(number)s (other digits)", number=new) if old == new else new
        return changes


class RequestIdentityMasked(models.Model):
    """What an applicant answers about the number of the identity card is read by more than who needs it."""

    _inherit = "ptsp.request"

    def _enter_detail(self, value):
        said = super()._enter_detail(value)
        return masked(said) if self.field_name in IDENTITIES else said
