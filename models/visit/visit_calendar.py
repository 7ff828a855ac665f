from odoo import fields, models


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

    def _changed_in_its_form(self):
        return self.env._(
            "A visit on site is planned, moved and called off in its own form, under Visits on Site. "
            "The calendar follows."
        )

    def _event_name(self):
        return self.env._("Visit on site: %(name)s", name=self.application_id.name)

    def _organizer(self):
        return self.planned_by_id

    def _people_by_party(self):
        # One event for all: nobody of another OPD takes part.
        return {self.env["ptsp.agency"]: self.person_ids.partner_id}
