from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...tools import number_format
from ...tools.boolean_search import positive
from ...tools.letter_html import LetterHtml


class Service(models.Model):
    """A kind of service under one revision of its SOP."""

    _name = "ptsp.service"
    _description = "Service"
    _inherit = ["ptsp.confined.mixin", "ptsp.remembered.mixin", "ptsp.thread.mixin", "mail.activity.mixin"]
    _order = "code, in_force_from desc, id desc"

    name = fields.Char(required=True, translate=True, tracking=True)
    code = fields.Char(
        required=True,
        tracking=True,
        help="Stands in the numbers of the service. Revisions of one service share it, and so share the numbering.",
    )
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        required=True,
        index=True,
    )

    # The SOP
    sop_number = fields.Char("SOP Number", required=True, tracking=True)
    sop_revision = fields.Char("SOP Revision", required=True, tracking=True)
    sop_date = fields.Date("SOP Date", tracking=True)
    in_force_from = fields.Date(
        tracking=True,
        help="New applications are filed under the revision that is in force on that day. "
        "Leave it empty while a revision is being prepared.",
    )
    in_force = fields.Boolean(
        compute="_compute_in_force",
        search="_search_in_force",
        help="New applications are filed under this revision today.",
    )
    requirement_ids = fields.One2many("ptsp.requirement", "service_id", "Requirements", copy=True)
    step_ids = fields.One2many("ptsp.step", "service_id", "Steps", copy=True)
    application_ids = fields.One2many("ptsp.application", "service_id", "Applications")
    application_count = fields.Integer(compute="_compute_application_count")

    # The promise
    sla_days = fields.Integer(
        "Promised Days",
        default=1,
        required=True,
        tracking=True,
        help="Working days within which the letter is promised, counted from the day on which the promise begins.",
    )
    at_risk_percent = fields.Integer(
        "At Risk After (%)",
        default=75,
        required=True,
        help="Share of the promised working time after which an application counts as at risk.",
    )
    calendar_id = fields.Many2one(
        "resource.calendar",
        "Service Hours",
        required=True,
        index=True,
        tracking=True,
        ondelete="restrict",
        default=lambda self: self.env.company.resource_calendar_id,
        help="Service hours and public holidays. The promise is counted in this working time only.",
    )

    # Numbers and letters
    registration_format = fields.Char(
        "Registration Number",
        default="{number:04d}/{code}/REG/{year}",
        required=True,
        help="Placeholders: {number:04d}, {code}, {year}, {month}, {roman_month}.",
    )
    cover_letter_format = fields.Char(
        "Cover Letter Number",
        default="{number:04d}/{code}/SP/{roman_month}/{year}",
        required=True,
        help="Placeholders: {number:04d}, {code}, {year}, {month}, {roman_month}.",
    )
    invitation_format = fields.Char(
        "Invitation Number",
        default="{number:04d}/{code}/UND/{roman_month}/{year}",
        required=True,
        help="Placeholders: {number:04d}, {code}, {year}, {month}, {roman_month}.",
    )
    letter_format = fields.Char(
        "Letter Number",
        default="503/{number:04d}/{code}/{roman_month}/{year}",
        required=True,
        help="Placeholders: {number:04d}, {code}, {year}, {month}, {roman_month}.",
    )
    letter_classification = fields.Char(
        "Classification (Sifat)", default="Biasa", help="Stands at the head of letters."
    )
    letter_enclosures = fields.Char("Enclosures (Lampiran)", default="-", help="Stands at the head of letters.")
    letter_copies_to = fields.Text("Copies To (Tembusan)", help="One addressee a line; printed under the letter.")
    validity = fields.Char(
        help="How long the letter is valid, as the sentence in it goes on, such as: selama perusahaan menjalankan "
        "kegiatan usahanya. It stands in the letter, the leaflet and on the public page."
    )
    correspondence_role = fields.Selection(
        [
            ("agency_head", "The agency head"),
            ("division_head", "The division head on behalf of the agency head"),
            ("section_head", "The section head on behalf of the agency head"),
        ],
        "Cover Letters and Invitations Signed by",
        default="division_head",
        required=True,
    )
    legal_basis_ids = fields.One2many("ptsp.legal.basis", "service_id", copy=True)
    letter_template_recommended = LetterHtml(
        "Text of a Recommendation",
        help="Placeholders such as [[partner_name]] are filled in from the application; [[legal_basis]], [[facts]], "
        "[[opd_opinions]] and [[opd_conditions]] fill a paragraph of their own. Any other must be replaced by the "
        "officer who drafts.",
    )
    letter_template_refused = LetterHtml(
        "Text of a Refusal",
        help="Placeholders such as [[partner_name]] are filled in from the application; [[legal_basis]], [[facts]], "
        "[[opd_opinions]] and [[opd_conditions]] fill a paragraph of their own. Any other must be replaced by the "
        "officer who drafts.",
    )
    questionnaire_id = fields.Many2one(
        "survey.survey",
        "Satisfaction Questionnaire",
        help="Its address is sent to the applicant when the letter is handed over.",
    )

    _sla_days_positive = models.Constraint("CHECK (sla_days > 0)", "The promise must be at least one working day.")
    _at_risk_percent_range = models.Constraint(
        "CHECK (at_risk_percent BETWEEN 1 AND 100)",
        "The share after which an application is at risk must be 1 to 100 %.",
    )
    _revision_unique = models.UniqueIndex(
        "(company_id, code, sop_revision)", "This service already has an SOP revision of that number."
    )

    @api.constrains("registration_format", "cover_letter_format", "invitation_format", "letter_format")
    def _check_number_formats(self):
        for service in self:
            for name in ("registration_format", "cover_letter_format", "invitation_format", "letter_format"):
                unknown, missing = number_format.problems(service[name])
                label = service._fields[name]._description_string(self.env)
                if unknown:
                    raise ValidationError(
                        self.env._(
                            "%(field)s has an unknown placeholder: %(names)s. Use only %(known)s.",
                            field=label,
                            names=", ".join(unknown),
                            known=", ".join(f"{{{known}}}" for known in number_format.PLACEHOLDERS),
                        )
                    )
                if missing:
                    raise ValidationError(
                        self.env._(
                            "%(field)s must contain %(names)s, or two letters could bear the same number.",
                            field=label,
                            names=", ".join(f"{{{name}}}" for name in missing),
                        )
                    )

    @api.constrains("calendar_id")
    def _check_calendar(self):
        for service in self:
            if not service.calendar_id.attendance_ids:
                raise ValidationError(
                    self.env._(
                        "The calendar %(calendar)s has no service hours. Enter them before it is used for a service.",
                        calendar=service.calendar_id.display_name,
                    )
                )

    @api.depends("code", "company_id", "in_force_from", "active")
    def _compute_in_force(self):
        current = self._in_force_today(self.company_id)
        for service in self:
            service.in_force = service in current

    def _search_in_force(self, operator, values):
        return positive(operator, values, lambda: Domain("id", "in", self._in_force_today(self.env.companies).ids))

    @api.depends("application_ids")
    def _compute_application_count(self):
        counts = dict(
            self.env["ptsp.application"]._read_group([("service_id", "in", self.ids)], ["service_id"], ["__count"])
        )
        for service in self:
            service.application_count = counts.get(service, 0)

    @api.depends("name", "sop_revision")
    def _compute_display_name(self):
        for service in self:
            service.display_name = (
                self.env._("%(name)s (rev. %(revision)s)", name=service.name, revision=service.sop_revision)
                if service.sop_revision
                else service.name
            )

    @api.model
    def _in_force_today(self, companies):
        """Return the revision in force of every service, on the day it is at each agency.

        :param companies: the companies whose services are meant
        """
        return self.browse().union(*(self._in_force_on(company._ptsp_today(), company) for company in companies))

    @api.model
    def _in_force_on(self, day, companies):
        """Return the revision in force of every service.

        :param date day: the day
        :param companies: the companies whose services are meant
        :return: one ``ptsp.service`` for each company and code
        """
        services = self.search(
            # Whatever a client lets searches find: an archived revision is none in force.
            [("company_id", "in", companies.ids), ("active", "=", True), ("in_force_from", "<=", day)],
            order="in_force_from desc, id desc",
        )
        current = {}
        for service in services:
            current.setdefault((service.company_id, service.code), service)
        return self.browse(service.id for service in current.values())

    def copy_data(self, default=None):
        default = dict(default or {})
        vals_list = super().copy_data(default)
        for service, vals in zip(self, vals_list, strict=True):
            if "sop_revision" not in default:
                vals["sop_revision"] = service._next_revision()
            vals["in_force_from"] = default.get("in_force_from", False)
        return vals_list

    def _next_revision(self):
        """Return a revision number that this service does not have yet, such as ``04`` after ``03``."""
        taken = set(
            self.with_context(active_test=False)
            .search([("code", "=", self.code), ("company_id", "=", self.company_id.id)])
            .mapped("sop_revision")
        )
        numbers = [int(revision) for revision in taken if revision.isdigit()]
        return f"{max(numbers, default=0) + 1:02d}"

    def action_new_revision(self):
        """Copy the service as its next SOP revision, not yet in force, and open it.

        :return: the action that opens the new revision
        """
        self.ensure_one()
        revision = self.copy()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": revision.id,
            "view_mode": "form",
        }

    def action_view_applications(self):
        """Open the applications filed under this revision.

        :return: the action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.application_action_all")
        return {**action, "domain": [("service_id", "=", self.id)], "context": {"default_service_id": self.id}}

    def _step_of(self, state):
        """Return the step of the SOP that is being done in a state, possibly none.

        :param str state: key of the state
        """
        return self.env["ptsp.step"].browse(self._step_ids_by_state().get(state))

    def _is_of_several_states(self, step_id):
        """Tell whether a step goes on from one state to another.

        :param int step_id: of a step of the service
        """
        return list(self._step_ids_by_state().values()).count(step_id) > 1

    @tools.ormcache("self.id")
    def _step_ids_by_state(self):
        """Return a dict from keys of states to ids of steps, remembered until a step changes."""
        return {state: step.id for step in self.sudo().step_ids for state in step._states()}

    @tools.ormcache("self.id")
    def _legal_basis(self):
        """Return the regulations that letters cite, as a tuple of texts, remembered until one changes."""
        return tuple(self.sudo().legal_basis_ids.filtered("in_letter").mapped("name"))
