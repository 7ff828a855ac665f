from odoo import fields, models
from odoo.exceptions import AccessError, UserError

#: What an invitation says of the meeting.
_SAID = ("meeting_at", "meeting_place", "meeting_agenda")


class ApplicationMeeting(models.Model):
    """The meeting to which a head may call applicant and OPD, and the invitation to it (steps 12 to 14)."""

    _inherit = "ptsp.application"

    meeting_at = fields.Datetime(
        copy=False,
        editable_in="meeting",
        groups="ptsp_exhibition.group_reader",
        help="When applicant and OPD meet, where a head asks for it (steps 12 to 14).",
    )
    meeting_place = fields.Char(copy=False, editable_in="meeting", groups="ptsp_exhibition.group_reader")
    meeting_agenda = fields.Text(copy=False, editable_in="meeting", groups="ptsp_exhibition.group_reader")
    invitation_number = fields.Char(
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        help="Of the invitation to this meeting. Another time, place or agenda takes another invitation.",
    )
    invitation_date = fields.Date(readonly=True, copy=False, procedure=True, groups="ptsp_exhibition.group_reader")

    def write(self, vals):
        if self._is_procedure or not set(_SAID).intersection(vals):
            return super().write(vals)
        said = {application: application._said_of_meeting() for application in self if application.invitation_number}
        result = super().write(vals)
        # What was called off is not sent; its number stays used.
        for application, before in said.items():
            if application._said_of_meeting() != before:
                application._as_procedure().write({"invitation_number": False, "invitation_date": False})
        return result

    def _said_of_meeting(self):
        """Return what an invitation says of the meeting."""
        return [self[name] for name in _SAID]

    def action_number_invitation(self):
        """Give the invitation its number and date (steps 12 to 14). From then on it can be printed.

        :return: True
        :raises AccessError: it is not the user's turn
        :raises UserError: no meeting is called now, it says not enough, or its invitation has a number
        """
        self.check_access("read")
        if any(not application.my_turn for application in self):
            raise AccessError(self.env._("An invitation is numbered by the head on whose desk the file is."))
        self._lock_for_procedure()
        for application in self:
            if "meeting" not in application._state().opens:
                raise UserError(
                    self.env._(
                        "%(name)s is at %(state)s: a meeting is called while a head has the file.",
                        name=application.name,
                        state=application._state_label(),
                    )
                )
            if missing := [name for name in _SAID if not application[name]]:
                raise UserError(
                    self.env._(
                        "Fill in for the invitation of %(name)s: %(fields)s.",
                        name=application.name,
                        fields=", ".join(self._fields[name]._description_string(self.env) for name in missing),
                    )
                )
            if application.invitation_number:
                raise UserError(
                    self.env._(
                        "The invitation of %(name)s has the number %(number)s already: print it.",
                        name=application.name,
                        number=application.invitation_number,
                    )
                )
        now = fields.Datetime.now()
        applications = self._as_procedure()
        numbers = applications.env["ptsp.register.entry"]._take_numbers("invitation", list(applications), now)
        for application, number in zip(applications, numbers, strict=True):
            application.write({"invitation_number": number, "invitation_date": application.service_id._local_day(now)})
        return True
