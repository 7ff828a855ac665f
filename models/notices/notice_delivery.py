import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.client_action import notification
from ..front_desk.application_filing import FRONT_OFFICE
from .kinds import MESSAGE
from .notice import EMAIL

_logger = logging.getLogger(__name__)
#: How many waiting notices the job takes at once.
_PORTION = 50


class NoticeDelivery(models.Model):
    """How notices leave: e-mails with a task join Odoo's queue at once; a job does the rest. Nobody waits for it."""

    _inherit = "ptsp.notice"

    @api.model
    def _tell(self, kind, applications):
        """Write the notices of a kind for applicants, and let them leave.

        :param str kind: its key
        :param applications: ``ptsp.application``
        :return: the notices
        """
        vals_list = [
            {
                "application_id": application_sudo.id,
                "kind": kind,
                "channel": channel,
                "recipient_id": application_sudo.partner_id.id,
            }
            for application_sudo in applications.sudo()
            for channel in self._channels()
        ]
        notices = self._as_procedure().create(vals_list)
        notices._leave()
        return notices

    def _leave(self):
        """Let notices that wait leave. In procedure mode."""
        waiting = self.filtered(lambda notice: notice.state == "waiting")
        by_email = waiting.filtered(lambda notice: notice.channel == EMAIL)
        at_once = self.browse().union(
            *(notices for kind, notices in by_email.grouped("kind").items() if self._leaves_at_once(kind))
        )
        for notices in at_once.grouped("kind").values():
            notices._deliver()
        if waiting - at_once:
            cron_id = self.env["ir.model.data"]._xmlid_to_res_id("ptsp_exhibition.cron_notices", True)
            self.env["ir.cron"].sudo().browse(cron_id)._trigger()

    @api.model
    def _leaves_at_once(self, kind):
        """Tell whether the e-mail of a kind is to be acted on, and without a document, which takes its time.

        :param str kind: its key
        """
        return self._kind(kind).needed and not self._template(kind).sudo().report_template_ids

    def _deliver(self):
        """Hand notices of one kind and channel over, and keep what became of each. In procedure mode.

        Together where that goes; else one by one, so that one that fails takes no other with it.
        """
        # What is wrong with the step itself is no failure of its notice.
        self.env.flush_all()
        try:
            with self.env.cr.savepoint():
                self._hand_over()
        except Exception as error:
            if len(self) > 1:
                for notice in self:
                    notice._deliver()
                return
            _logger.exception(
                "The notice %s to the applicant of application %s could not be sent",
                self.kind,
                self.application_id.id,
            )
            self._count_attempt()
            by_email = self.channel == EMAIL
            # Only what a channel says in words is for people.
            said = str(error) if isinstance(error, UserError) and not by_email else False
            self._note("failed", error=said, failure_type=False if said else "unwritten" if by_email else "channel")

    def _hand_over(self):
        """Hand notices of one kind and channel over to those who want them. In procedure mode."""
        by_obstacle = self.grouped(lambda notice: notice._obstacle())
        wanted = by_obstacle.pop(False, self.browse())
        for obstacle, notices in by_obstacle.items():
            notices._note("skipped", failure_type=obstacle)
        if not wanted:
            return
        wanted._count_attempt()
        deliver = f"_channel_{wanted[:1].channel}"
        if wanted[:1].channel == EMAIL:
            getattr(wanted, deliver)()
            return
        for notice in wanted:
            address = getattr(notice, deliver)()
            if address:
                notice._note("sent", address=address)
            else:
                notice._note("skipped", failure_type="no_address")

    def _obstacle(self):
        """Return why a notice is not sent, a key of ``failure_type``; nothing where it can be."""
        self.ensure_one()
        recipient_sudo = self.sudo().recipient_id
        if not self._kind(self.kind).needed and not recipient_sudo._ptsp_wants_all():
            return "unwanted"
        return "no_address" if self.channel == EMAIL and not recipient_sudo.email else False

    def _count_attempt(self):
        for attempts, notices in self.grouped("attempts").items():
            notices.write({"attempts": attempts + 1})

    def _note(self, state, address=None, error=False, failure_type=False):
        """Keep what became of notices, and tell Customer Service of what failed. In procedure mode.

        :param str state: key of the state
        :param str address: where they went; None where that is as before
        :param str error: what went wrong, in words
        :param str failure_type: what went wrong, as a key
        """
        vals = {"state": state, "error": error, "failure_type": failure_type}
        if address is not None:
            vals["address"] = address
        if state == "sent":
            vals["sent_at"] = fields.Datetime.now()
        had_failed = any(notice.state == "failed" for notice in self)
        self.write(vals)
        if had_failed or state == "failed":
            self.application_id._leave_undelivered_to_dos()

    @api.model
    def _cron_deliver(self, portion=_PORTION):
        """Hand over what waits for a channel: each notice by itself, and none twice.

        :param int portion: how many at once
        """
        domain = [("state", "=", "waiting"), ("message_id", "=", False)]
        waiting = self._as_procedure().search(domain, order="id", limit=portion)
        for notice in waiting:
            if notice.try_lock_for_update() and notice.state == "waiting":
                notice._deliver()
            if not self.env["ir.cron"]._commit_progress(1, remaining=self.sudo().search_count(domain)):
                return

    # Again

    def _can_be_sent_again(self):
        """Tell whether a notice may be sent again: it has failed, or the applicant had no address."""
        return self.state == "failed" or (self.state == "skipped" and self.failure_type in ("no_address", "cancelled"))

    def action_send_again(self):
        """Send notices again that failed, to the address that the applicant has now.

        :return: the action that tells so
        :raises AccessError: the user is not of the front office, or may not read a notice
        :raises UserError: none of them has failed, or a recipient has no address
        """
        self.check_access("read")
        self._check_front_office()
        again = self.filtered(lambda notice: notice._can_be_sent_again())
        if not again:
            raise UserError(self.env._("Every notice has arrived or is on its way. Reload the page."))
        for recipient_sudo in again.sudo().filtered(lambda notice: notice.channel == EMAIL).recipient_id:
            if not recipient_sudo.email:
                raise UserError(
                    self.env._("Enter the e-mail address of %(name)s first.", name=recipient_sudo.display_name)
                )
        again._as_procedure()._send_again()
        reload = {"type": "ir.actions.client", "tag": "soft_reload"}
        return notification(self.env._("The notices are on their way again."), next_action=reload)

    def _check_front_office(self):
        """Refuse whoever is not of the front office.

        :raises AccessError: naming the roles that may
        """
        if not self.env["ptsp.application"]._is_front_office():
            raise AccessError(
                self.env._(
                    "Notices are sent again by: %(roles)s. Ask a colleague of that role.",
                    roles=", ".join(self.env["res.groups"]._ptsp_role_label(role) for role in FRONT_OFFICE),
                )
            )

    def _send_again(self):
        """Send notices again: those that were written as they were, the others anew. In procedure mode."""
        written = self.filtered("message_id")
        failures = written.message_id.notification_ids.filtered(
            lambda sent: sent.notification_status in ("exception", "bounce", "canceled")
        )
        written._count_attempt()
        written._note("waiting")
        written.message_id._ptsp_send_again(failures)
        unwritten = self - written
        unwritten.filtered(lambda notice: notice.kind == MESSAGE)._note("skipped", failure_type="cancelled")
        unwritten = unwritten.filtered(lambda notice: notice.kind != MESSAGE)
        unwritten._note("waiting")
        unwritten._leave()
