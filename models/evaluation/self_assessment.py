from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import float_round

from .assessment_criterion import HIGHEST, KINDS

#: The least index of each category, as the ministry grades the evaluation of public services (PEKPPP).
CATEGORIES = (
    (4.51, "A"),
    (4.01, "A-"),
    (3.51, "B"),
    (3.01, "B-"),
    (2.51, "C"),
    (2.01, "C-"),
    (1.51, "D"),
    (1.01, "E"),
)
#: The categories as they stand on paper.
CATEGORY_WORDS = {
    "A": "Pelayanan Prima",
    "A-": "Sangat Baik",
    "B": "Baik",
    "B-": "Baik (dengan catatan)",
    "C": "Cukup",
    "C-": "Cukup (dengan catatan)",
    "D": "Buruk",
    "E": "Sangat Buruk",
    "F": "Gagal",
}
OFFICIAL_KINDS = {
    "pekppp": "Pemantauan dan Evaluasi Kinerja Penyelenggaraan Pelayanan Publik (PEKPPP)",
    "star": "Kualifikasi bintang PTSP menurut kriteria BKPM",
}
_BY_HAND = frozenset(("line_ids", "remark", "stars_given"))
#: Chosen when it is opened.
_CHOSEN = frozenset(("service_id", "year", "kind"))
_FIRST_YEAR, _LAST_YEAR = 2010, 2099


class SelfAssessment(models.Model):
    """How a service sees itself, once a year (*penilaian mandiri pelayanan*, section T): scores, targets, gaps."""

    _name = "ptsp.self.assessment"
    _description = "Self-Assessment of a Service"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]
    _order = "year desc, service_id, kind, id"
    _check_company_auto = True

    service_id = fields.Many2one("ptsp.service", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="service_id.company_id", store=True, index=True)
    year = fields.Integer(required=True, aggregator=None, default=lambda self: self.env.company._ptsp_today().year - 1)
    kind = fields.Selection(KINDS, "Assessed After", required=True, default="pekppp")
    state = fields.Selection([("open", "Open"), ("closed", "Closed")], required=True, readonly=True, default="open")
    opened_on = fields.Date("Opened", required=True, readonly=True, default=lambda self: self.env.company._ptsp_today())
    closed_at = fields.Datetime("Closed on", readonly=True, copy=False)
    closed_by_id = fields.Many2one(
        "res.users", "Closed by", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )
    line_ids = fields.One2many("ptsp.self.assessment.line", "assessment_id", "Aspects")
    remark = fields.Text("Note", max_chars=4000, max_lines=80)
    stars_given = fields.Integer(aggregator=None, help="As the board has decided; 0 where it has not.")
    score = fields.Float(
        compute="_compute_score", store=True, digits=(16, 2), aggregator="avg", help="Weighted mean of the scores."
    )
    target = fields.Float(compute="_compute_score", store=True, digits=(16, 2), aggregator="avg")
    gap = fields.Float(
        compute="_compute_score", store=True, digits=(16, 2), aggregator="avg", help="What is missing to the target."
    )
    category = fields.Char(compute="_compute_score", store=True, help="As the ministry grades the score, A to F.")

    _once = models.UniqueIndex(
        "(service_id, year, kind)", "This service has such a self-assessment of this year already: open that one."
    )
    _check_numbers = models.Constraint(
        f"CHECK (year BETWEEN {_FIRST_YEAR} AND {_LAST_YEAR} AND stars_given BETWEEN 0 AND {HIGHEST})",
        f"A year lies between {_FIRST_YEAR} and {_LAST_YEAR}, stars between 0 and {HIGHEST}.",
    )

    @property
    def _protected_fields(self):
        return frozenset(self._fields) - _BY_HAND - _CHOSEN - {"id"}

    @api.depends("service_id", "year", "kind")
    def _compute_display_name(self):
        kinds = {"pekppp": "PEKPPP", "star": "BKPM"}
        for assessment in self:
            words = (assessment.service_id.code, assessment.year and str(assessment.year), kinds.get(assessment.kind))
            assessment.display_name = " ".join(filter(None, words))

    @api.depends("kind", "line_ids.score", "line_ids.target", "line_ids.weight")
    def _compute_score(self):
        for assessment in self:
            lines = assessment.line_ids
            weight = sum(lines.mapped("weight"))
            score, target = (
                float_round(sum(line.weight * line[name] for line in lines) / weight, 2) if weight else 0
                for name in ("score", "target")
            )
            assessment.score, assessment.target = score, target
            assessment.gap = max(0, target - score)
            # Above the least of a category by less than a hundredth is at it.
            graded = next((name for least, name in CATEGORIES if score > least - 0.005), "F")
            assessment.category = graded if assessment.kind == "pekppp" and score else False

    @api.model_create_multi
    def create(self, vals_list):
        assessments = super().create(
            [vals if self._is_procedure else {n: v for n, v in vals.items() if n != "line_ids"} for vals in vals_list]
        )
        for assessment in assessments:
            assessment._take_aspects()
        return assessments

    def write(self, vals):
        if not self._is_procedure and vals:
            self._check_protected(vals)
            self._check_open()
            if changed := _CHOSEN.intersection(vals):
                raise UserError(
                    self.env._(
                        "%(fields)s are chosen when a self-assessment is opened. Delete this one and open another.",
                        fields=", ".join(sorted(self._fields[name]._description_string(self.env) for name in changed)),
                    )
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_open(self):
        self._check_open()

    def copy(self, default=None):  # pylint: disable=unknown-option-value,method-required-super
        raise UserError(self.env._("Each year has a self-assessment of its own. Open a new one."))

    def _check_open(self):
        """Refuse to change what is closed.

        :raises UserError: naming it
        """
        for assessment in self:
            if assessment.state != "open":
                raise UserError(self.env._("%(name)s is closed, and stays as it is.", name=assessment.display_name))

    def _take_aspects(self):
        """Copy the aspects of the agency, with what this system shows for each as of today.

        :raises UserError: the agency has none
        """
        self.ensure_one()
        criteria_sudo = (
            self.env["ptsp.assessment.criterion"]
            .sudo()
            .search([("company_id", "=", self.company_id.id), ("kind", "=", self.kind)])
        )
        if not criteria_sudo:
            raise UserError(
                self.env._("Enter aspects of the self-assessment first, under Configuration, Aspects of Services.")
            )
        assessment = self._as_procedure()
        assessment.line_ids = [Command.create(criterion._as_copied()) for criterion in criteria_sudo]
        assessment.line_ids._take_evidence()

    @api.model
    def _open_year(self, company, year):
        """Open the self-assessments of a year for the services in force, where they are not there yet (section T).

        :param company: a ``res.company``
        :param int year: the year that is over
        :return: what was opened
        """
        Assessments = self._as_procedure()
        services = Assessments.env["ptsp.service"]._in_force_on(company._ptsp_today(), company)
        groups = Assessments.env["ptsp.assessment.criterion"]._read_group([("company_id", "=", company.id)], ["kind"])
        there = Assessments.search([("company_id", "=", company.id), ("year", "=", year)])
        # A service that was revised is another record with the same code.
        known = {(assessment.service_id.code, assessment.kind) for assessment in there}
        begins = {service: service.in_force_from for service in services}
        return Assessments.create(
            [
                {"service_id": service.id, "year": year, "kind": kind, "opened_on": company._ptsp_today()}
                for service in services
                for (kind,) in groups
                if (service.code, kind) not in known and begins[service].year <= year
            ]
        ).with_env(self.env)

    def action_renew_evidence(self):
        """Take what this system shows as of today.

        :return: True
        :raises AccessError: the user is no manager of the agency
        :raises UserError: it is closed
        """
        self._check_manager()
        self._as_procedure().line_ids._take_evidence()
        return True

    def action_close(self):
        """Close self-assessments: from then on nothing in them changes.

        :return: True
        :raises AccessError: the user is no manager of the agency
        :raises UserError: it is closed already, or an aspect has no score
        """
        self._check_manager()
        for assessment in self:
            if missing := assessment.line_ids.filtered(lambda line: not line.score and not (line.remark or "").strip()):
                raise UserError(
                    self.env._(
                        "Give a score, or a remark why there is none, for: %(aspects)s.",
                        aspects=", ".join(missing.mapped("name")),
                    )
                )
        self._as_procedure().write(
            {"state": "closed", "closed_at": fields.Datetime.now(), "closed_by_id": self.env.uid}
        )
        return True

    def _check_manager(self):
        """Refuse who does not manage the agency, and what is closed.

        :raises AccessError: the user is no manager of it
        :raises UserError: it is closed
        """
        self.check_access("write")
        for company in self.company_id:
            self.env["ptsp.agency.settings"]._check_manages(company)
        self.invalidate_recordset(["state"])
        self._check_open()

    # As it stands on paper

    def _official_kind(self):
        """Return after what the service assesses itself, as it stands on paper."""
        return OFFICIAL_KINDS[self.kind]

    def _official_category(self):
        """Return the category with its words, such as ``A- (Sangat Baik)``; empty where there is none."""
        return f"{self.category} ({CATEGORY_WORDS[self.category]})" if self.category else ""
