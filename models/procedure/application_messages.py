from odoo import api, models


class ApplicationMessages(models.Model):
    """Who reads what is written about an application: the agency all of it, the applicant what was meant for him."""

    _inherit = "ptsp.application"

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        user = self.env.user
        if message_operation == "read" and user._is_internal() and not self._reads_confined():
            # Members of an OPD read the application, not what the agency notes about it: nothing that they may do.
            return dict.fromkeys(self, "unlink")
        if message_operation == "create" and user._is_internal() and self._reads_confined():
            # Notes; of what goes out, the message itself asks who writes to whom.
            return dict.fromkeys(self, "read")
        return super()._mail_get_operation_for_mail_message_operation(message_operation)

    @api.model
    def _get_allowed_message_params(self):
        # What a browser writes is a comment: nobody lets it look like what the system notes.
        return super()._get_allowed_message_params() - {"message_type"}

    def _writes_to_applicant(self):
        """Tell whether the user may write to the applicant, whosever turn it is: an officer who reads the file.

        Who only oversees, and who is at an OPD, may not.
        """
        self.ensure_one()
        user = self.env.user
        roles = user._ptsp_roles(self.sudo().company_id) - self.env["res.groups"]._ptsp_opd_roles()
        return bool(roles) and user._is_internal() and self.has_access("read")

    def _people_of_applicant(self, partners):
        """Return which of some contacts may speak for the applicant: the applicant, its people, the representative.

        A room that knows more of their rights says it more exactly.

        :param partners: ``res.partner``
        """
        self.ensure_one()
        mine_sudo = self.sudo()
        return partners.filtered(
            lambda partner: (
                partner.sudo().commercial_partner_id == mine_sudo.commercial_partner_id
                or (mine_sudo.is_represented and partner == mine_sudo.representative_id)
            )
        )
