from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

#: What a head enters on the application itself, and where the meeting keeps it.
_ENTERED = {"meeting_at": "starts_at", "meeting_place": "place", "meeting_agenda": "agenda"}
_NUMBERED = {"invitation_number": "invitation_number", "invitation_date": "invitation_date"}
_KEPT = _ENTERED | _NUMBERED
#: All of them are read off the meeting.
_READ = {"compute": "_compute_meeting_called", "copy": False, "groups": "ptsp_exhibition.group_reader"}


class ApplicationMeetingFields(models.Model):
    """The meeting that is called now, as the application itself shows it to integrations (steps 12 to 14).

    What is written here is written into that meeting; a head who has the file calls one so, with two calls.
    """

    _inherit = "ptsp.application"

    meeting_at = fields.Datetime(
        **_READ,
        readonly=False,
        editable_in="meeting",
        help="When the meeting begins that is called now (steps 12 to 14).",
    )
    meeting_place = fields.Char(**_READ, readonly=False, editable_in="meeting")
    meeting_agenda = fields.Text(**_READ, readonly=False, editable_in="meeting")
    invitation_number = fields.Char(
        **_READ,
        procedure=True,
        help="Of the invitation to this meeting. Another time, place or agenda takes another invitation.",
    )
    invitation_date = fields.Date(**_READ, procedure=True)

    @api.depends("meeting_ids.state", *(f"meeting_ids.{name}" for name in _KEPT.values()))
    def _compute_meeting_called(self):
        for application in self:
            meeting = application._meeting_called()
            for name, kept in _KEPT.items():
                application[name] = meeting[kept]

    def _meeting_called(self):
        """Return the meeting about the application that is called now: the last one that was not called off."""
        self.ensure_one()
        return self.meeting_ids.filtered(lambda meeting: meeting.state != "called_off").sorted("id")[-1:]

    @api.model_create_multi
    def create(self, vals_list):
        entered = [{name: vals.pop(name) for name in _KEPT if name in vals} for vals in vals_list]
        applications = super().create(vals_list)
        for application, values in zip(applications, entered, strict=True):
            if any(values.values()):
                application.write(values)
        return applications

    def write(self, vals):
        entered = {name: value for name, value in vals.items() if name in _KEPT}
        if not entered:
            return super().write(vals)
        self._check_protected(entered)
        if not self._is_procedure:
            self.check_access("write")
            self._check_editable(entered)
            # What stays the same calls no other meeting.
            if all(
                application[name] == self._meeting_value(name, entered[name])
                for application in self
                for name in entered
            ):
                entered = {}
        others = {name: value for name, value in vals.items() if name not in _KEPT}
        result = super().write(others) if others else True
        for application in self if entered else ():
            application._write_meeting({_KEPT[name]: value for name, value in entered.items()})
        return result

    def _meeting_value(self, name, value):
        """Return a value as the field of this name would read it."""
        field = self._fields[name]
        return field.convert_to_record(field.convert_to_cache(value, self), self[:1])

    def _write_meeting(self, vals):
        """Write what was entered on the application into the meeting that is called now; where there is none, call one.

        :param dict vals: of ``ptsp.meeting``
        """
        self.ensure_one()
        by_procedure = self._is_procedure
        meeting = self._meeting_called()
        if meeting.state not in ("proposed", "agreed"):
            if not any(vals.values()):
                return
            meeting = (
                self.env["ptsp.meeting"]
                ._as_procedure()
                .create(
                    {
                        "application_ids": [fields.Command.set(self.ids)],
                        "company_id": self.company_id.id,
                        "state": "agreed",
                    }
                )
            )
            meeting._begin()
            meeting.write({"agreed_by_id": self.env.uid, "agreed_at": fields.Datetime.now()})
        meeting = meeting._as_procedure() if by_procedure else meeting.with_env(self.env)
        meeting.write(vals)
        if meeting.state == "proposed" and not by_procedure:
            # Who enters it as a head agrees.
            meeting._as_procedure()._agree()

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
            if missing := [name for name in _ENTERED if not application[name]]:
                raise UserError(
                    self.env._(
                        "Fill in for the invitation of %(name)s: %(fields)s.",
                        name=application.name,
                        fields=", ".join(self._fields[name]._description_string(self.env) for name in missing),
                    )
                )
        meetings = self.env["ptsp.meeting"].union(*(application._meeting_called() for application in self))
        meetings.action_number_invitation()
        return True
