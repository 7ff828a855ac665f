from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class AppointmentMixin(models.AbstractModel):
    """Several people come to a place at a time: a visit on site, a meeting. It is changed in its own form only.

    First its plan is written, once it was held its minutes. A model that is one names the fields of both in ``_plan``
    and ``_minutes``, has a ``state`` with ``held`` and ``called_off``, a ``company_id``, and says who keeps it.
    """

    _name = "ptsp.appointment.mixin"
    _description = "Appointment"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]

    #: Its word in the names of its e-mails and in other calendars.
    _word = ""
    #: The state in which it lies ahead, and people are invited.
    _ahead = ""
    #: What is written until it is held, and what while its minutes are kept.
    _plan = frozenset()
    _minutes = frozenset()

    starts_at = fields.Datetime("Begins", copy=False, index=True)
    ends_at = fields.Datetime("Ends", compute="_compute_ends_at", store=True, readonly=False, copy=False)
    place = fields.Char(copy=False, max_chars=200)
    held_at = fields.Datetime("Took Place", readonly=True, copy=False, procedure=True)
    call_off_reason = fields.Text(
        "Called Off Because", readonly=True, copy=False, procedure=True, max_chars=1000, max_lines=20
    )

    @api.depends("starts_at")
    def _compute_ends_at(self):
        for appointment in self:
            starts_at = appointment.starts_at
            if starts_at and (not appointment.ends_at or appointment.ends_at <= starts_at):
                appointment.ends_at = starts_at + timedelta(hours=2)

    def write(self, vals):
        if self._is_procedure:
            return super().write(vals)
        self._check_keeper()
        for appointment in self:
            open_now = self._minutes if appointment.state == "held" else self._plan
            if late := set(vals) - open_now - {"id"}:
                label = self._fields[min(late)]._description_string(self.env)
                raise UserError(appointment._why_not_now(label))
        result = super().write(vals)
        if "starts_at" in vals:
            self._check_ahead()
        return result

    def _check_keeper(self):
        """Refuse whoever does not keep these appointments, or too late. Whoever comes at the same moment waits.

        :raises UserError: with the reason
        """
        raise NotImplementedError

    def _check_ahead(self):
        """Refuse appointments that would begin in the past.

        :raises UserError: saying what to correct
        """
        raise NotImplementedError

    def _why_not_now(self, label):
        """Return the sentence that says when a field is written, where that is not now.

        :param str label: of the field
        """
        raise NotImplementedError

    def _participants(self):
        """Return who takes part, of a model with ``ptsp.participant.mixin``."""
        raise NotImplementedError

    def _held_as_planned(self):
        """Return when it was held where nobody says otherwise: as planned, or now where that lies ahead."""
        self.ensure_one()
        now = fields.Datetime.now()
        return min(self.starts_at or now, now)

    def _note_held(self, held_at=None):
        """Note when appointments were held, in procedure mode.

        :param datetime held_at: naive UTC; as planned where empty
        """
        for appointment in self:
            appointment.held_at = held_at or appointment._held_as_planned()
        self._note_in_calendar()

    def _note_called_off(self, reason):
        """Note why appointments are called off, and tell who was invited, in procedure mode.

        :param str reason: why
        """
        self.call_off_reason = reason
        self._note_in_calendar()
        self._tell_called_off()
