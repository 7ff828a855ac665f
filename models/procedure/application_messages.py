from odoo import models


class ApplicationMessages(models.Model):
    """Who reads what is written about an application: the agency all of it, the applicant what was meant for him."""

    _inherit = "ptsp.application"

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        user = self.env.user
        if message_operation == "read" and user._is_internal() and not self._reads_confined():
            # Members of an OPD read the application, not what the agency notes about it: nothing that they may do.
            return dict.fromkeys(self, "unlink")
        if message_operation == "create" and user._is_internal() and self._reads_confined():
            # Notes; of what goes out, the message itself asks whose turn it is.
            return dict.fromkeys(self, "read")
        return super()._mail_get_operation_for_mail_message_operation(message_operation)
