import logging

from odoo import models

_logger = logging.getLogger(__name__)


class ApplicationNotice(models.Model):
    """What the applicant is told by e-mail. It stands in the chatter, which shows whether it could be delivered."""

    _inherit = "ptsp.application"

    def _send_notice(self, name):
        """Queue an e-mail to the applicants. Whatever goes wrong with it never blocks the procedure.

        :param str name: the template is ``mail_template_<name>``
        """
        applications = self.filtered(lambda application: application.partner_id.email)
        template = self.env.ref(f"ptsp_exhibition.mail_template_{name}", raise_if_not_found=False)
        if not applications or not template:
            return
        try:
            with self.env.cr.savepoint():
                # As a notification the text stays in the chatter when the mail itself is deleted after sending.
                mails = template.send_mail_batch(
                    applications.ids, force_send=False, email_values={"is_notification": True}
                )
                # Odoo notes there whether each of them was sent.
                mails._ptsp_follow()
        except Exception:
            _logger.exception("The notice %s to the applicants of %s could not be written", name, applications.ids)
