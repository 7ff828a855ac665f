from odoo import models
from odoo.exceptions import UserError


class MailComposeMessage(models.TransientModel):
    """Whoever writes to applicants does so on each application, where it is seen whose turn it is."""

    _inherit = "mail.compose.message"

    def _action_send_mail_mass_mail(self, res_ids, auto_commit=False):
        if self.model == "ptsp.application":
            raise UserError(
                self.env._(
                    "Applicants are not written to in bulk. Open the application and write to its applicant there."
                )
            )
        return super()._action_send_mail_mass_mail(res_ids, auto_commit=auto_commit)
