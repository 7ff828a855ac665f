from odoo import fields, models


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

    def _changed_in_its_form(self):
        return self.env._(
            "A meeting about applications is planned, moved and called off in its own form, under Meetings. "
            "The calendar follows."
        )

    def _event_name(self):
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]

    def _organizer(self):
        return self.agreed_by_id or self.proposed_by_id

    def _is_in_calendar(self):
        return self.state != "proposed" and super()._is_in_calendar()

    def _people_by_party(self):
        self.ensure_one()
        office = self.env["ptsp.agency"]
        people = {office: self.participant_ids.user_id.partner_id}
        for agency in self.participant_ids.agency_id:
            people[agency] = agency._who_answers().partner_id
        return people
