from odoo import fields, models


class ApplicationMeeting(models.Model):
    """The meeting to which a head may call applicant and OPD (steps 12 to 14)."""

    _inherit = "ptsp.application"

    meeting_at = fields.Datetime(
        copy=False,
        editable_in="meeting",
        groups="ptsp_exhibition.group_reader",
        help="When applicant and OPD meet, where a head asks for it (steps 12 to 14).",
    )
    meeting_place = fields.Char(copy=False, editable_in="meeting", groups="ptsp_exhibition.group_reader")
    meeting_agenda = fields.Text(copy=False, editable_in="meeting", groups="ptsp_exhibition.group_reader")
