from odoo import fields, models
from odoo.tools.mail import email_normalize

from ...tools import ics


class AppointmentInvitation(models.AbstractModel):
    """Who takes part in an appointment is invited by e-mail, with an entry for the own calendar."""

    _inherit = "ptsp.appointment.mixin"

    #: What an invitation says. Who was invited is told when it changes.
    _said = ("starts_at", "ends_at", "place")

    invited_at = fields.Datetime("Invitations Sent", readonly=True, copy=False, procedure=True)
    invitation_sequence = fields.Integer(
        "Moved",
        readonly=True,
        copy=False,
        procedure=True,
        aggregator=None,
        help="How often it was moved after the invitations had gone out.",
    )

    def write(self, vals):
        if self._is_procedure or set(self._said).isdisjoint(vals):
            return super().write(vals)
        before = {appointment: appointment._as_said() for appointment in self if appointment._has_called()}
        result = super().write(vals)
        for appointment, said in before.items():
            if appointment._as_said() != said:
                appointment._as_procedure()._call_anew()
        return result

    def _as_said(self):
        """Return what an invitation says of the appointment."""
        return [self[name] for name in self._said]

    def _has_called(self):
        """Tell whether people were called to it, so that they have to be told what changes."""
        self.ensure_one()
        return bool(self.invited_at)

    def _call_anew(self):
        """Call people to an appointment that says something else now, in procedure mode."""
        self._invite_anew()

    def _summary_for(self, participant):
        """Return the appointment in one line, as a calendar of somebody takes it.

        :param participant: who reads it, in the own language
        """
        return self._event_name()

    def _agenda(self):
        """Return what it is about, or nothing."""
        return ""

    def _any_address(self):
        """Tell whether anybody who takes part can be written to."""
        self.ensure_one()
        return any(participant._addresses() for participant in self.sudo()._participants())

    def _invite_who_is_new(self):
        """Invite whoever was not invited yet, everybody once more where all were, in procedure mode."""
        self.ensure_one()
        people = self._participants().filtered(lambda one: one._addresses())
        self._send_invitations(people.filtered(lambda one: not one.invited_at) or people)

    def _invite_anew(self):
        """Invite who was invited already to what has changed, in procedure mode."""
        self.ensure_one()
        self.invitation_sequence += 1
        self._send_invitations(self._participants().filtered("invited_at"))

    def _send_invitations(self, participants):
        """Invite, in procedure mode.

        :param participants: of this appointment
        """
        self.ensure_one()
        if invited := participants._write_to("invitation"):
            now = fields.Datetime.now()
            invited.write({"invited_at": now})
            self.invited_at = now

    def _tell_called_off(self):
        """Tell who was invited that nobody need come any more, in procedure mode."""
        for appointment in self:
            if invited := appointment._participants().filtered("invited_at"):
                appointment.invitation_sequence += 1
                invited._write_to("called_off")

    def _entry_for(self, participant, address):
        """Return the appointment as the calendar of somebody takes it.

        :param participant: of this appointment, in the language of who reads it
        :param str address: e-mail address
        :return: ``ics.Appointment``
        """
        self.ensure_one()
        company = self.company_id
        host = email_normalize(company.email or "")
        return ics.Appointment(
            uid=f"{self._word}-{self.id}@{self.env['ir.config_parameter'].get_param('database.uuid')}",
            sequence=self.invitation_sequence,
            start=self.starts_at,
            stop=self.ends_at,
            summary=self._summary_for(participant),
            place=self.place,
            description=self._agenda() or "",
            host=(company.name, host) if host else None,
            # Each sees the own address, and nobody else's.
            attendee=(participant.name, address),
        )
