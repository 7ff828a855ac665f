from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ...tools.boolean_search import positive
from ...tools.client_action import notification
from .application_filing import FRONT_OFFICE

#: What Odoo notes of an e-mail that did not arrive.
_FAILED = ("exception", "bounce")


class ApplicationUndelivered(models.Model):
    """E-mails to applicants that did not arrive: they show as such, and are sent again."""

    _inherit = "ptsp.application"

    has_undelivered = fields.Boolean(
        "Not Delivered",
        compute="_compute_undelivered",
        search="_search_has_undelivered",
        groups="ptsp_exhibition.group_reader",
        help="An e-mail to the applicant did not arrive.",
    )
    undelivered_reason = fields.Char(
        "Why Not Delivered",
        compute="_compute_undelivered",
        groups="ptsp_exhibition.group_reader",
        help="What became of the last e-mail that did not arrive.",
    )

    @api.depends_context("lang")
    def _compute_undelivered(self):
        failures = self._undelivered().grouped(lambda failure: failure.mail_message_id.res_id)
        reasons = dict(self.env["mail.notification"]._fields["failure_type"]._description_selection(self.env))
        for application in self:
            failed = failures.get(application._origin.id)
            application.has_undelivered = bool(failed)
            application.undelivered_reason = failed and reasons.get(failed[-1].failure_type or "mail_bounce")

    def _search_has_undelivered(self, operator, values):
        return positive(operator, values, self._domain_undelivered)

    @api.model
    def _domain_undelivered(self):
        """Return the domain of the applications of which an e-mail to the applicant did not arrive."""
        # Who reads an application is told so, whoever sent the e-mail.
        failures_sudo = self.env["mail.notification"].sudo().search(self._domain_failures())
        return Domain("id", "in", failures_sudo.mail_message_id.mapped("res_id"))

    @api.model
    def _domain_failures(self):
        """Return the domain of the ``mail.notification`` of e-mails to applicants that did not arrive."""
        return (
            Domain("notification_type", "=", "email")
            & Domain("notification_status", "in", _FAILED)
            & Domain("res_partner_id.partner_share", "=", True)
            & Domain("mail_message_id.model", "=", self._name)
        )

    def _undelivered(self):
        """Return, as superuser, the ``mail.notification`` of these applications that failed, oldest first."""
        notifications_sudo = self.env["mail.notification"].sudo()
        mine = Domain("mail_message_id.res_id", "in", self._origin.ids)
        return notifications_sudo.search(self._domain_failures() & mine, order="id")

    def action_send_again(self):
        """Send the e-mails again that did not arrive, to the address that the applicant has now.

        :return: the action that tells so
        :raises AccessError: the user is not of the front office, or may not read an application
        :raises UserError: nothing failed, or an applicant has no address
        """
        self.check_access("read")
        if not self._is_front_office():
            raise AccessError(
                self.env._(
                    "E-mails are sent again by: %(roles)s. Ask a colleague of that role.",
                    roles=", ".join(self.env["res.groups"]._ptsp_role_label(role) for role in FRONT_OFFICE),
                )
            )
        failures_sudo = self._undelivered()
        if not failures_sudo:
            raise UserError(self.env._("Every e-mail has arrived or is on its way. Reload the page."))
        for recipient_sudo in failures_sudo.res_partner_id:
            if not recipient_sudo.email:
                raise UserError(
                    self.env._("Enter the e-mail address of %(name)s first.", name=recipient_sudo.display_name)
                )
        failures_sudo.mail_message_id._ptsp_send_again(failures_sudo)
        self.invalidate_recordset(["has_undelivered", "undelivered_reason"])
        reload = {"type": "ir.actions.client", "tag": "soft_reload"}
        return notification(self.env._("The e-mails are on their way again."), next_action=reload)


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
