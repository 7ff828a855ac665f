from odoo import api, fields, models
from odoo.exceptions import UserError

#: What the calendar shows of an appointment, beside its times. Answers and reminders are each one's own.
_SHOWN = frozenset(
    (
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


class CalendarEventOfAppointment(models.Model):
    """The events of an appointment show what the appointment says, and are changed there."""

    _inherit = "calendar.event"

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

    @api.model
    def _ptsp_appointment_fields(self):
        """Return the names of the fields by which an event belongs to an appointment of one kind or another."""
        return frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        # Whatever context or defaults came along.
        events._ptsp_check_own_hand()
        return events

    def write(self, vals):
        links = self._ptsp_appointment_fields()
        if not (_SHOWN | links | self._get_time_fields() | self._get_recurrent_fields()).isdisjoint(vals):
            self._ptsp_check_own_hand()
        for name in links:
            if vals.get(name) and not self._ptsp_by_procedure():
                self._ptsp_refuse(name)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_appointments(self):
        self._ptsp_check_own_hand()

    @api.model
    def _ptsp_by_procedure(self):
        return self.env["ptsp.appointment.mixin"]._is_procedure

    def _ptsp_check_own_hand(self):
        """Refuse to change the event of an appointment in the calendar.

        :raises UserError: with the way to do it
        """
        if self._ptsp_by_procedure():
            return
        for name in self._ptsp_appointment_fields():
            if self.sudo()[name]:
                self._ptsp_refuse(name)

    @api.model
    def _ptsp_refuse(self, name):
        """Say where an appointment is changed.

        :param str name: of the field by which the event belongs to it
        :raises UserError: always
        """
        raise UserError(self.env[self._fields[name].comodel_name]._changed_in_its_form())
