from odoo import api, fields, models
from odoo.exceptions import UserError

#: What the calendar shows of a meeting, beside its times. Answers and reminders are each one's own.
_SHOWN = frozenset(
    (
        "ptsp_meeting_id",
        "ptsp_agency_id",
        "name",
        "description",
        "location",
        "active",
        "partner_ids",
        "attendee_ids",
        "user_id",
        "privacy",
        "res_id",
    )
)


class CalendarEventOfMeeting(models.Model):
    """The events of a meeting show what the meeting says, and are changed there."""

    _inherit = "calendar.event"

    ptsp_meeting_id = fields.Many2one(
        "ptsp.meeting",
        "Meeting about Applications",
        readonly=True,
        copy=False,
        ondelete="cascade",
        index="btree_not_null",
        groups="ptsp_exhibition.group_reader",
        help="The meeting about applications that this event is.",
    )
    ptsp_agency_id = fields.Many2one(
        "ptsp.agency",
        "OPD That Meets",
        readonly=True,
        copy=False,
        ondelete="cascade",
        index="btree_not_null",
        groups="ptsp_exhibition.group_reader",
        help="The OPD whose event of the meeting it is; empty for the agency's own.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        # Whatever context or defaults came along.
        if not self._ptsp_by_meeting() and events.sudo().ptsp_meeting_id:
            self._ptsp_refuse_meeting()
        return events

    def write(self, vals):
        if (_SHOWN | self._get_time_fields() | self._get_recurrent_fields()) & set(vals):
            self._ptsp_check_no_meeting()
        if vals.get("ptsp_meeting_id") and not self._ptsp_by_meeting():
            self._ptsp_refuse_meeting()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_meetings(self):
        self._ptsp_check_no_meeting()

    def _ptsp_by_meeting(self):
        return self.env["ptsp.meeting"]._is_procedure

    def _ptsp_check_no_meeting(self):
        """Refuse to change the event of a meeting in the calendar.

        :raises UserError: with the way to do it
        """
        if not self._ptsp_by_meeting() and self.sudo().ptsp_meeting_id:
            self._ptsp_refuse_meeting()

    def _ptsp_refuse_meeting(self):
        """Say where a meeting is changed.

        :raises UserError: always
        """
        raise UserError(
            self.env._(
                "A meeting about applications is planned, moved and called off in its own form, under Meetings. "
                "The calendar follows."
            )
        )
