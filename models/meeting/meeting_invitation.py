from odoo import fields, models
from odoo.exceptions import UserError


class MeetingInvitation(models.Model):
    """The invitation to a meeting: a numbered letter of the agency, sent with the appointment (steps 12 to 14)."""

    _inherit = "ptsp.meeting"

    _word = "meeting"
    _ahead = "agreed"
    # With another time, place or agenda it is another invitation.
    _said = ("starts_at", "ends_at", "place", "agenda")

    invitation_number = fields.Char(
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        help="Of the invitation to this meeting. Another time, place or agenda takes another invitation.",
    )
    invitation_date = fields.Date(readonly=True, copy=False, procedure=True, groups="ptsp_exhibition.group_reader")
    invited_at = fields.Datetime(groups="ptsp_exhibition.group_reader")
    invitation_sequence = fields.Integer(groups="ptsp_exhibition.group_reader")

    def action_number_invitation(self):
        """Give the invitations their numbers and date. From then on they can be printed.

        :return: True
        :raises AccessError: the user is no head
        :raises UserError: a meeting is not agreed, or its invitation has a number
        """
        self.check_access("read")
        self._check_heads()
        self._hold()
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
        self._hold()
        self._check_callable()
        for meeting in self:
            if not meeting._any_address():
                raise UserError(
                    self.env._("Nobody of this meeting has an e-mail address. Enter one under Participants.")
                )
        for meeting in self._as_procedure():
            if not meeting.invitation_number:
                meeting._number_invitations()
            meeting._invite_who_is_new()
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

    def _has_called(self):
        self.ensure_one()
        return bool(self.sudo().invitation_number)

    def _call_anew(self):
        # The number before stays used.
        self.ensure_one()
        self.write({"invitation_number": False, "invitation_date": False})
        if self.state == "agreed" and any(self.participant_ids.mapped("invited_at")):
            self._check_callable()
            self._number_invitations()
            self._invite_anew()

    def _summary_for(self, participant):
        kinds = dict(self._fields["kind"]._description_selection(participant.env))
        return f"{kinds[self.kind]}: {participant._about()}"

    def _agenda(self):
        return self.agenda
