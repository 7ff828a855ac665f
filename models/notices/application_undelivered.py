from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.boolean_search import positive

_FAILED = Domain("state", "=", "failed")


class ApplicationUndelivered(models.Model):
    """Notices to applicants that did not arrive: they show as such, leave a to-do, and are sent again."""

    _inherit = "ptsp.application"

    has_undelivered = fields.Boolean(
        "Not Delivered",
        compute="_compute_undelivered",
        search="_search_has_undelivered",
        groups="ptsp_exhibition.group_reader",
        help="A notice to the applicant did not arrive.",
    )
    undelivered_reason = fields.Char(
        "Why Not Delivered",
        compute="_compute_undelivered",
        groups="ptsp_exhibition.group_reader",
        help="What became of the last notice that did not arrive.",
    )

    @api.depends("notice_ids.state", "notice_ids.failure_type")
    @api.depends_context("lang")
    def _compute_undelivered(self):
        failed = self.env["ptsp.notice"].search(Domain("application_id", "in", self._origin.ids) & _FAILED, order="id")
        by_application = failed.grouped("application_id")
        for application in self:
            notices = by_application.get(application._origin)
            application.has_undelivered = bool(notices)
            application.undelivered_reason = notices and notices[-1].reason

    def _search_has_undelivered(self, operator, values):
        return positive(operator, values, lambda: Domain("notice_ids", "any", _FAILED))

    def action_send_again(self):
        """Send the notices again that did not arrive, to the address that the applicant has now.

        :return: the action that tells so
        :raises AccessError: the user is not of the front office, or may not read an application
        :raises UserError: nothing failed, or an applicant has no address
        """
        self.check_access("read")
        notices = self.env["ptsp.notice"]
        notices._check_front_office()
        return notices.search(Domain("application_id", "in", self.ids) & _FAILED).action_send_again()

    def _leave_undelivered_to_dos(self):
        """Leave Customer Service a to-do where a notice has failed, and take it away where none has any more.

        In procedure mode.
        """
        Activity = self.env["mail.activity"]
        type_id = self.env["ir.model.data"]._xmlid_to_res_id("ptsp_exhibition.activity_type_undelivered", True)
        there = Activity.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("activity_type_id", "=", type_id),
                ("automated", "=", True),
            ]
        )
        failed = self.env["ptsp.notice"].search(Domain("application_id", "in", self.ids) & _FAILED).application_id
        there.filtered(lambda activity: activity.res_id not in failed.ids).unlink()
        missing = failed.filtered(lambda application: application.id not in there.mapped("res_id"))
        if missing:
            Activity.create(
                [
                    {
                        "activity_type_id": type_id,
                        "automated": True,
                        "user_id": False,
                        "summary": self.env._("The applicant was not told: send again, or call"),
                        "date_deadline": application.service_id._local_day(fields.Datetime.now()),
                        "res_model_id": self.env["ir.model"]._get_id(self._name),
                        "res_id": application.id,
                    }
                    for application in missing
                ]
            )


class UndeliveredMessage(models.Model):
    """A message of which an e-mail did not arrive."""

    _inherit = "mail.message"

    def _ptsp_send_again(self, failures):
        """Queue the e-mails of these messages anew: Odoo deletes those that had no address to go to.

        :param failures: their ``mail.notification`` that failed
        """
        mails = self.env["mail.mail"].create(
            [
                {
                    "mail_message_id": message.id,
                    "body_html": message.body,
                    "recipient_ids": [fields.Command.set(failed.res_partner_id.ids)],
                    "is_notification": True,
                    "auto_delete": True,
                }
                for message, failed in failures.grouped("mail_message_id").items()
            ]
        )
        # What is queued anew need not be tried once more by itself.
        failures.mail_mail_id.filtered(lambda mail: mail.state == "exception").cancel()
        for mail, failed in zip(mails, failures.grouped("mail_message_id").values(), strict=True):
            failed.write(
                {
                    "mail_mail_id": mail.id,
                    "notification_status": "ready",
                    "failure_type": False,
                    "failure_reason": False,
                }
            )
