from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

#: The longest visit, in days.
LONGEST_DAYS = 14


class SurveyVisit(models.Model):
    """A visit on site (*peninjauan lapangan*) by which an OPD examines what it is asked about (step 10)."""

    _name = "ptsp.survey.visit"
    _description = "Visit on Site"
    _inherit = "ptsp.appointment.mixin"
    _order = "starts_at desc, id desc"

    review_id = fields.Many2one(
        "ptsp.technical.review",
        "Opinion Asked",
        required=True,
        ondelete="cascade",
        index=True,
        help="The opinion for which the site is visited.",
    )
    application_id = fields.Many2one(related="review_id.application_id", store=True, index=True)
    agency_id = fields.Many2one(related="review_id.agency_id", store=True, index=True)
    company_id = fields.Many2one(related="review_id.application_id.company_id")
    state = fields.Selection(
        [("planned", "Planned"), ("held", "Held"), ("called_off", "Called Off")],
        default="planned",
        required=True,
        readonly=True,
        copy=False,
        procedure=True,
        index=True,
    )
    starts_at = fields.Datetime(required=True)
    place = fields.Char(compute="_compute_place", store=True, readonly=False, help="Where those who take part meet.")
    purpose = fields.Text(
        "What Is Looked At", max_chars=2000, max_lines=40, help="Stands in the invitation. The applicant reads it."
    )
    with_applicant = fields.Boolean(
        "Invite the Applicant", default=True, help="The applicant gets the invitation, and takes part."
    )
    planned_by_id = fields.Many2one(
        "res.users", "Planned by", readonly=True, ondelete="restrict", index=True, procedure=True, copy=False
    )
    held_at = fields.Datetime(help="When the site was visited.")
    person_ids = fields.One2many("ptsp.survey.person", "visit_id", "People", copy=False)
    finding_ids = fields.One2many("ptsp.survey.finding", "visit_id", "Found on Site", copy=False)
    photo_ids = fields.One2many("ptsp.survey.photo", "visit_id", "Photos", copy=False)
    observations = fields.Text(
        copy=False, max_chars=5000, max_lines=100, help="What else was seen. It stands in the minutes."
    )
    conclusion = fields.Text(
        copy=False, max_chars=3000, max_lines=50, help="What follows for the opinion. It stands in the minutes."
    )

    @api.depends("review_id")
    def _compute_place(self):
        for visit in self:
            visit.place = visit.place or visit.review_id.application_id._place_of_visit()

    @api.depends("application_id", "starts_at")
    def _compute_display_name(self):
        for visit in self:
            application_sudo = visit.sudo().application_id
            moment = (
                application_sudo.service_id._moment_in_words(visit.starts_at)
                if visit.starts_at and application_sudo
                else ""
            )
            visit.display_name = ", ".join(filter(None, (application_sudo.name, moment))) or False

    @api.constrains("starts_at", "ends_at", "place")
    def _check_period(self):
        for visit in self:
            if not (visit.place or "").strip():
                raise ValidationError(self.env._("Enter where those who take part in the visit on site meet."))
            if not visit.ends_at:
                raise ValidationError(self.env._("Enter when the visit on site ends."))
            if visit.ends_at <= visit.starts_at:
                raise ValidationError(self.env._("The visit on site ends before it begins. Correct its time."))
            if visit.ends_at - visit.starts_at > timedelta(days=LONGEST_DAYS):
                raise ValidationError(
                    self.env._("A visit on site takes at most %(days)s days. Correct its end.", days=LONGEST_DAYS)
                )
            if visit.starts_at > fields.Datetime.now() + timedelta(days=366):
                raise ValidationError(self.env._("The visit on site lies more than a year ahead. Correct its time."))
