from odoo import models
from odoo.fields import Command

#: What a calendar shows of an appointment; who takes part is noted with the participants.
_SHOWN = frozenset(("kind", "starts_at", "ends_at", "place"))


class AppointmentCalendar(models.AbstractModel):
    """An appointment stands in Odoo's calendar, for those who take part and nobody else.

    A model that is one has ``calendar_ids``, the events by a link of their own, which it names in
    ``_ptsp_appointment_fields`` of ``calendar.event``.
    """

    _inherit = "ptsp.appointment.mixin"

    def write(self, vals):
        result = super().write(vals)
        if not self._is_procedure and not _SHOWN.isdisjoint(vals):
            self._as_procedure()._note_in_calendar()
        return result

    def _changed_in_its_form(self):
        """Return the sentence that says where its events are changed."""
        return self.env._("An appointment is changed in its own form. The calendar follows.")

    def _event_name(self):
        """Return what its events are called."""
        return self.display_name

    def _organizer(self):
        """Return the ``res.users`` whose event it is, of those that are the agency's own."""
        return self.env["res.users"]

    def _people_by_party(self):
        """Return who sees it in the calendar, in an event for each party: those of an empty OPD in the agency's own.

        :return: dict from ``ptsp.agency`` to ``res.partner``
        """
        return {}

    def _is_in_calendar(self):
        """Tell whether it has a place in the calendar."""
        self.ensure_one()
        return bool(self.starts_at and self.ends_at)

    def _calendar_events(self):
        """Return the events of appointments, called off or not, with the right to change them, in procedure mode."""
        link = self._fields["calendar_ids"].inverse_name
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
            .search([(link, "in", self.ids)])
        )

    def _event_values(self):
        """Return what the calendar shows of an appointment."""
        self.ensure_one()
        return {
            "name": self._event_name(),
            "start": self.starts_at,
            "stop": self.ends_at,
            "location": " ".join((self.place or "").split()),
            "active": self.state != "called_off",
        }

    def _note_in_calendar(self):
        """Let the calendar show appointments as they stand, in procedure mode."""
        link = self._fields["calendar_ids"].inverse_name
        for appointment in self.filtered(lambda one: one._is_in_calendar()):
            events = appointment._calendar_events()
            people = appointment._people_by_party()
            there = {event.ptsp_agency_id: event for event in events}
            for agency, event in there.items():
                appointment._note_in_event(event, people.get(agency))
            for agency in people.keys() - there.keys():
                if people[agency] and appointment.state != "called_off":
                    events.create(
                        {
                            **appointment._event_values(),
                            link: appointment.id,
                            "ptsp_agency_id": agency.id,
                            "user_id": False if agency else appointment._organizer().id,
                            # Nobody else learns by the calendar which OPD was asked.
                            "privacy": "private",
                            "partner_ids": [Command.set(people[agency].ids)],
                        }
                    )

    def _note_in_event(self, event, partners):
        """Let one event show the appointment as it stands, in procedure mode.

        :param event: the ``calendar.event``
        :param partners: who takes part in it; None where its party does not any more
        """
        self.ensure_one()
        values = self._event_values()
        if partners is None:
            values["active"] = False
        changed = {name: value for name, value in values.items() if event[name] != value}
        if partners is not None and event.partner_ids != partners:
            changed["partner_ids"] = [Command.set(partners.ids)]
        if changed:
            event.write(changed)
