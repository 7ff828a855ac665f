from odoo import fields, models
from odoo.fields import Command

#: What a calendar shows of a visit.
_SHOWN = frozenset(("starts_at", "ends_at", "place", "purpose"))


class VisitCalendar(models.Model):
    """A visit on site stands in Odoo's calendar, for those who take part and nobody else."""

    _inherit = "ptsp.survey.visit"

    calendar_ids = fields.One2many(
        "calendar.event",
        "ptsp_visit_id",
        "In the Calendar",
        readonly=True,
        copy=False,
        groups="ptsp_exhibition.group_reader",
    )

    def write(self, vals):
        result = super().write(vals)
        if _SHOWN.intersection(vals) and not self._is_procedure:
            self._as_procedure()._note_in_calendar()
        return result

    def _events_of_visit(self):
        """Return the event of the visit, called off or not, with the right to change it, in procedure mode."""
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
            .search([("ptsp_visit_id", "in", self.ids)])
        )

    def _event_values(self):
        """Return what the calendar shows of a visit."""
        self.ensure_one()
        return {
            "name": self.env._("Visit on site: %(name)s", name=self.application_id.name),
            "start": self.starts_at,
            "stop": self.ends_at,
            "location": self._place_in_one_line(),
            "active": self.state != "called_off",
        }

    def _plan_in_calendar(self):
        """Put visits into the calendar, in procedure mode."""
        for visit in self:
            partners = visit.person_ids.partner_id
            visit._events_of_visit().create(
                {
                    **visit._event_values(),
                    "ptsp_visit_id": visit.id,
                    "user_id": visit.planned_by_id.id,
                    # Nobody else learns by the calendar that this OPD was asked.
                    "privacy": "private",
                    "partner_ids": [Command.set(partners.ids)],
                }
            )

    def _note_in_calendar(self):
        """Let the calendar show visits as they stand, in procedure mode."""
        for visit in self:
            for event in visit._events_of_visit():
                values = visit._event_values()
                changed = {name: value for name, value in values.items() if event[name] != value}
                partners = visit.person_ids.partner_id
                if event.partner_ids != partners:
                    changed["partner_ids"] = [Command.set(partners.ids)]
                if changed:
                    event.write(changed)
