from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class AppointmentMixin(models.AbstractModel):
    """Several people come to a place at a time: a visit on site, a meeting. It is changed in its own form only.

    First its plan is written, once it was held its minutes. A model that is one names the fields of both in ``_plan``
    and ``_minutes``, has a ``state`` with ``held`` and ``called_off``, a ``company_id``, and says who keeps it. What it
    does not say has the answer of the methods here.
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
        """Refuse whoever does not keep these appointments, or too late. Of two at the same moment one is taken.

        :raises AccessError: the user has no right to them
        :raises UserError: with the reason
        """
        self._hold()
        for appointment in self:
            if reason := appointment._why_not_kept():
                raise UserError(reason)

    def _hold(self):
        """Hold the appointments until the transaction ends, for whoever may write them.

        :raises AccessError: the user has no right to them
        :raises LockError: somebody else acts on one of them at this very moment
        """
        self.check_access("write")
        self.lock_for_update(allow_referencing=True)

    def _why_not_kept(self):
        """Tell why the user can write nothing of the appointment now: one sentence, or nothing."""
        self.ensure_one()

    def _check_ahead(self):
        """Refuse appointments that would begin in the past, where a model plans none.

        :raises UserError: saying what to correct
        """

    def _why_not_now(self, label):
        """Return the sentence that says when a field is written, where that is not now.

        :param str label: of the field
        """
        return self.env._("%(field)s is written before the appointment is held, or with its minutes.", field=label)

    def _participants(self):
        """Return who takes part, of a model with ``ptsp.participant.mixin``."""
        return self.env["ptsp.participant.mixin"]

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
