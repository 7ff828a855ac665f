from odoo import api, fields, models


class CalendarEventOfMeeting(models.Model):
    """The events of a meeting: the agency's own, and one of each OPD."""

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

    @api.model
    def _ptsp_appointment_fields(self):
        return super()._ptsp_appointment_fields() | {"ptsp_meeting_id"}
