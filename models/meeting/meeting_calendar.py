from odoo import fields, models
from odoo.fields import Command


class MeetingCalendar(models.Model):
    """A meeting that is agreed stands in Odoo's calendar: once for the agency, and once for each OPD.

    An event shows all that take part in it, and so an OPD has one of its own: whom else the agency meets is none of its
    business.
    """

    _inherit = "ptsp.meeting"

    calendar_ids = fields.One2many(
        "calendar.event",
        "ptsp_meeting_id",
        "Events in the Calendar",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
    )

    def write(self, vals):
        result = super().write(vals)
        if not self._is_procedure:
            self._as_procedure()._note_in_calendar()
        return result

    def _events_of_meeting(self):
        """Return the events of meetings, called off or not, with the right to change them, in procedure mode."""
        return (
            self.env["calendar.event"]
            .with_context(
                active_test=False,
                no_mail_to_attendees=True,
                skip_attendee_notification=True,
                skip_contact_description=True,
                dont_notify=True,
                mail_create_nolog=True,
                mail_create_nosubscribe=True,
                mail_notrack=True,
            )
            .search([("ptsp_meeting_id", "in", self.ids)])
        )

    def _people_by_party(self):
        """Return who sees the meeting in the calendar: officers of the agency under an empty OPD, of each OPD its own.

        :return: dict from ``ptsp.agency`` to ``res.partner``
        """
        self.ensure_one()
        office = self.env["ptsp.agency"]
        people = {office: self.participant_ids.user_id.partner_id}
        for agency in self.participant_ids.agency_id:
            people[agency] = agency._who_answers().partner_id
        return people

    def _event_values(self):
        """Return what the calendar shows of a meeting."""
        self.ensure_one()
        return {
            "name": dict(self._fields["kind"]._description_selection(self.env))[self.kind],
            "start": self.starts_at,
            "stop": self.ends_at,
            "location": self._place_in_one_line(),
            "active": self.state != "called_off",
        }

    def _note_in_calendar(self):
        """Let the calendar show meetings as they stand, in procedure mode."""
        for meeting in self:
            events = meeting._events_of_meeting()
            if meeting.state == "proposed" or not meeting.starts_at or not meeting.ends_at:
                continue
            people = meeting._people_by_party()
            there = {event.ptsp_agency_id: event for event in events}
            for agency, event in there.items():
                meeting._note_in_event(event, people.get(agency))
            for agency in people.keys() - there.keys():
                if people[agency] and meeting.state != "called_off":
                    events.create(
                        {
                            **meeting._event_values(),
                            "ptsp_meeting_id": meeting.id,
                            "ptsp_agency_id": agency.id,
                            "user_id": False if agency else (meeting.agreed_by_id or meeting.proposed_by_id).id,
                            "privacy": "private",
                            "partner_ids": [Command.set(people[agency].ids)],
                        }
                    )

    def _note_in_event(self, event, partners):
        """Let one event show the meeting as it stands, in procedure mode.

        :param event: the ``calendar.event``
        :param partners: who takes part in it; None where the OPD does not any more
        """
        self.ensure_one()
        values = self._event_values()
        if partners is None:
            values["active"] = False
        changed = {name: value for name, value in values.items() if event[name] != value}
        if partners and event.partner_ids != partners:
            changed["partner_ids"] = [Command.set(partners.ids)]
        if changed:
            event.write(changed)
