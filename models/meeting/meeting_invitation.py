from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.mail import email_normalize

from ...tools import ics

#: What an invitation says. With another time, place or agenda it is another invitation.
SAID = ("starts_at", "ends_at", "place", "agenda")


class MeetingInvitation(models.Model):
    """The invitation to a meeting: a numbered letter of the agency, sent with the appointment (steps 12 to 14)."""

    _inherit = "ptsp.meeting"

    invitation_number = fields.Char(
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        help="Of the invitation to this meeting. Another time, place or agenda takes another invitation.",
    )
    invitation_date = fields.Date(readonly=True, copy=False, procedure=True, groups="ptsp_exhibition.group_reader")
    invited_at = fields.Datetime(
        "Invitations Sent", readonly=True, copy=False, procedure=True, groups="ptsp_exhibition.group_reader"
    )
    invitation_sequence = fields.Integer(
        "Moved",
        readonly=True,
        copy=False,
        procedure=True,
        aggregator=None,
        groups="ptsp_exhibition.group_reader",
        help="How often it was moved after the invitations had gone out.",
    )

    def action_number_invitation(self):
        """Give the invitations their numbers and date. From then on they can be printed.

        :return: True
        :raises AccessError: the user is no head
        :raises UserError: a meeting is not agreed, or its invitation has a number
        """
        self.check_access("read")
        self._check_heads()
        self._lock_meetings()
        for meeting in self:
            if meeting.invitation_number:
                raise UserError(
                    self.env._(
                        "The invitation of %(name)s has the number %(number)s already: print it.",
                        name=meeting._lead_sudo().name,
                        number=meeting.invitation_number,
                    )
                )
        self._check_callable()
        self._as_procedure()._number_invitations()
        return True

    def action_invite(self):
        """Send the invitations: to whoever was not invited yet; to everybody once more where all were.

        :return: True
        :raises AccessError: the user is no head
        :raises UserError: a meeting is not agreed or lies behind, or nobody of it has an e-mail address
        """
        self.check_access("read")
        self._check_heads()
        self._lock_meetings()
        self._check_callable()
        for meeting in self.sudo():
            if not any(participant._addresses() for participant in meeting.participant_ids):
                raise UserError(
                    self.env._("Nobody of this meeting has an e-mail address. Enter one under Participants.")
                )
        for meeting in self._as_procedure():
            if not meeting.invitation_number:
                meeting._number_invitations()
            people = meeting.participant_ids.filtered(lambda one: one._addresses())
            meeting._send_invitations(people.filtered(lambda one: not one.invited_at) or people)
        return True

    def _check_callable(self):
        """Refuse to call to a meeting that nobody has agreed to, that says not enough, or that lies behind.

        :raises UserError: with the reason
        """
        self._check_said()
        for meeting in self:
            if meeting.state != "agreed":
                raise UserError(self.env._("Invitations go to a meeting that a head has agreed to. Agree first."))
            if meeting.starts_at < fields.Datetime.now():
                raise UserError(self.env._("Invitations go to a meeting that lies ahead. Correct its time."))

    def _number_invitations(self):
        """Take the next numbers of the register, in procedure mode."""
        now = fields.Datetime.now()
        leads = [meeting._lead_sudo() for meeting in self]
        numbers = self.env["ptsp.register.entry"]._take_numbers("invitation", leads, now)
        for meeting, lead, number in zip(self, leads, numbers, strict=True):
            meeting.write({"invitation_number": number, "invitation_date": lead.service_id._local_day(now)})

    def write(self, vals):
        if self._is_procedure or not set(SAID).intersection(vals):
            return super().write(vals)
        said = {meeting: meeting._said() for meeting in self if meeting.sudo().invitation_number}
        result = super().write(vals)
        for meeting, before in said.items():
            if meeting._said() != before:
                meeting._as_procedure()._take_another_invitation()
        return result

    def _said(self):
        """Return what an invitation says of the meeting."""
        return [self[name] for name in SAID]

    def _take_another_invitation(self):
        """Let a meeting that has changed have another invitation, in procedure mode. The number before stays used."""
        self.ensure_one()
        self.write({"invitation_number": False, "invitation_date": False})
        invited = self.participant_ids.filtered("invited_at")
        if invited and self.state == "agreed":
            self._check_callable()
            self.invitation_sequence += 1
            self._number_invitations()
            self._send_invitations(invited)

    def _send_invitations(self, participants):
        """Invite, in procedure mode.

        :param participants: ``ptsp.meeting.participant`` of this meeting
        """
        self.ensure_one()
        now = fields.Datetime.now()
        self.env.flush_all()
        participants._write_to("meeting_invitation").write({"invited_at": now})
        self.invited_at = now

    def _tell_called_off(self):
        """Tell who was invited that the meeting is called off, in procedure mode."""
        for meeting in self:
            if invited := meeting.participant_ids.filtered("invited_at"):
                meeting.invitation_sequence += 1
                invited._write_to("meeting_called_off")

    def _appointment(self, participant, name, address):
        """Return the meeting as the calendar of somebody takes it.

        :param participant: a ``ptsp.meeting.participant``, in the language of who reads it
        :param str name: of who reads it
        :param str address: e-mail address
        :return: ``Appointment``
        """
        self.ensure_one()
        address_of_agency = email_normalize(self.company_id.email or "")
        kinds = dict(self._fields["kind"]._description_selection(participant.env))
        return ics.Appointment(
            uid=f"meeting-{self.id}@{self.env['ir.config_parameter'].get_param('database.uuid')}",
            sequence=self.invitation_sequence,
            start=self.starts_at,
            stop=self.ends_at,
            summary=f"{kinds[self.kind]}: {participant._about()}",
            place=self.place,
            description=self.agenda or "",
            host=(self.company_id.name, address_of_agency) if address_of_agency else None,
            # Each sees the own address, and nobody else's.
            attendee=(name, address),
        )
