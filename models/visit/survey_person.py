from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

#: How many people take part in a visit.
PEOPLE_LIMIT = 30
CAPACITIES = [
    ("opd", "OPD"),
    ("applicant", "Applicant"),
    ("office", "One-Stop Service"),
    ("other", "Other"),
]


class SurveyPerson(models.Model):
    """Who is invited to a visit on site, was there, and has signed its minutes."""

    _name = "ptsp.survey.person"
    _description = "Participant of a Visit on Site"
    _inherit = "ptsp.participant.mixin"
    _order = "visit_id, sequence, id"

    _takes_part_in = "visit_id"
    _known_by = frozenset(("user_id", "capacity"))

    visit_id = fields.Many2one("ptsp.survey.visit", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, max_chars=100)
    capacity = fields.Selection(CAPACITIES, "Takes Part As", required=True, default="opd")
    office = fields.Char("Position", max_chars=100, help="As it stands below the signature.")
    email = fields.Char(help="Where the invitation goes to, for who has no account here.")
    partner_id = fields.Many2one(
        "res.partner",
        "Contact",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        procedure=True,
        copy=False,
        groups="ptsp_exhibition.group_reader",
        help="Of the applicant, and of who has an account here.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Member of the OPD",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('id', 'in', allowed_user_ids)]",
        help="Sees the visit in the calendar, and is invited there.",
    )
    allowed_user_ids = fields.Many2many(
        "res.users", compute="_compute_allowed_user_ids", compute_sudo=True, help="Who can be chosen."
    )
    present = fields.Boolean("Was There")

    @api.depends("visit_id")
    def _compute_allowed_user_ids(self):
        for person in self:
            agency = person.visit_id.review_id.agency_id
            person.allowed_user_ids = agency.member_ids | agency.delegation_ids.filtered("in_force").deputy_id

    @api.onchange("user_id")
    def _onchange_user_id(self):
        if self.user_id:
            self.name = self.user_id.name
            self.capacity = "opd"

    @api.constrains("user_id", "visit_id")
    def _check_user_id(self):
        for person in self:
            if person.user_id and person.user_id not in person.allowed_user_ids:
                raise ValidationError(
                    self.env._("%(person)s: choose a member of the OPD, or leave the member empty.", person=person.name)
                )

    @api.constrains("visit_id")
    def _check_number(self):
        for visit in self.visit_id:
            if len(visit.person_ids) > PEOPLE_LIMIT:
                raise ValidationError(
                    self.env._("At most %(limit)s people take part in a visit on site.", limit=PEOPLE_LIMIT)
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_without_signature(self):
        if not self._is_procedure and any(person.signature for person in self):
            raise UserError(self.env._("Who has signed stays in the minutes. Take the signature away first."))

    def _contacts(self):
        self.ensure_one()
        return self.sudo().partner_id

    def _mail_lang(self):
        return self.sudo().partner_id.lang or super()._mail_lang()

    def _moment_for_mail(self):
        """Return when the visit begins, as an e-mail says it."""
        self.ensure_one()
        person = self.with_context(lang=self._mail_lang())
        return person.visit_id.application_id.service_id._moment_in_words(person.visit_id.starts_at)

    def _follow_user(self):
        # The contact is that of the chosen user.
        for person in self:
            applicant = person.capacity == "applicant" and person.visit_id.application_id.partner_id
            person.partner_id = person.user_id.partner_id or applicant


class PeopleOfVisit(models.Model):
    """A visit begins with who plans it and with the applicant."""

    _inherit = "ptsp.survey.visit"

    def _participants(self):
        return self.person_ids

    def _add_first_people(self):
        """Add who plans the visit, and the applicant, in procedure mode, where they are not there yet."""
        self.ensure_one()
        vals_list = []
        planner = self.env.user
        is_member = self.agency_id.is_mine
        if planner not in self.person_ids.user_id:
            vals_list.append(
                {
                    "visit_id": self.id,
                    "sequence": 1,
                    "name": planner.name,
                    "capacity": "opd" if is_member else "office",
                    "user_id": planner.id if is_member else False,
                    "partner_id": planner.partner_id.id,
                }
            )
        if self.with_applicant and "applicant" not in self.person_ids.mapped("capacity"):
            vals_list.append(self._applicant_as_person())
        self.env["ptsp.survey.person"].create(vals_list)

    def _applicant_as_person(self):
        """Return the values of the applicant as one who takes part."""
        application = self.application_id
        return {
            "visit_id": self.id,
            "sequence": 90,
            "name": application._who_appears().name or application.partner_id.name,
            "capacity": "applicant",
            "partner_id": application.partner_id.id,
        }
