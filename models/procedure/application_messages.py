from odoo import models


class ApplicationMessages(models.Model):
    """Who reads what is written about an application: the agency all of it, the applicant what was meant for him."""

    _inherit = "ptsp.application"

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        user = self.env.user
        if message_operation == "read" and user._is_internal() and not self._reads_confined():
            # Members of an OPD read the application, not what the agency notes about it: nothing that they may do.
            return dict.fromkeys(self, "unlink")
        return super()._mail_get_operation_for_mail_message_operation(message_operation)
