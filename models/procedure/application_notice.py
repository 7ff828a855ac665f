import logging

from odoo import models

_logger = logging.getLogger(__name__)


class PtspApplication(models.Model):
    """What the applicant is told by e-mail. It stands in the chatter."""

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
                template.send_mail_batch(applications.ids, force_send=False, email_values={"is_notification": True})
        except Exception:
            _logger.exception("The notice %s to the applicants of %s could not be written", name, applications.ids)

    def _deficient_lines(self):
        """Return the checklist lines that the applicant has to mend."""
        return self.checklist_ids.filtered(lambda line: line.applicable and line.current_result == "deficient")

    def _clarification_asked(self):
        """Return what the agency head asked the applicant to clarify, if that is why the file came back (step 14)."""
        self.ensure_one()
        last = self.sudo().control_ids.filtered("action").sorted("sequence")[-1:]
        return last.note if last.action == "request_clarification" else ""
