from odoo import api, models

#: Whom an invitation is for. Answers are each one's own.
_WHOM = frozenset(("event_id", "partner_id", "email", "common_name"))


class AttendeeOfAppointment(models.Model):
    """Who takes part in an appointment stands in the appointment: the calendar follows."""

    _inherit = "calendar.attendee"

    @api.model_create_multi
    def create(self, vals_list):
        attendees = super().create(vals_list)
        attendees.event_id._ptsp_check_own_hand()
        return attendees

    def write(self, vals):
        if not _WHOM.isdisjoint(vals):
            self.event_id._ptsp_check_own_hand()
        result = super().write(vals)
        if "event_id" in vals:
            self.event_id._ptsp_check_own_hand()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_of_appointments(self):
        self.event_id._ptsp_check_own_hand()
