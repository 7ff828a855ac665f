import logging

from odoo import api, fields, models

from ...tools.attempt import attempt
from ..clock.service_periods import last_semester

_logger = logging.getLogger(__name__)


class CompanyEvaluation(models.Model):
    """An agency may do without evaluations."""

    _inherit = "res.company"

    ptsp_uses_evaluation = fields.Boolean(
        "Evaluation",
        default=True,
        help="Officers are evaluated every six months, services assess themselves every year.",
    )
    ptsp_evaluation_day = fields.Date(readonly=True, help="Day on which it was looked last what is to be evaluated.")

    @api.model
    def _ptsp_parts(self):
        menus = ("evaluation_menu", "self_assessment_menu", "evaluation_criterion_menu", "assessment_criterion_menu")
        return {**super()._ptsp_parts(), "ptsp_uses_evaluation": menus}

    @api.model
    def _cron_evaluation(self):
        """Open the evaluations of the last semester, and in the first half of a year the self-assessments of the last.

        Runs as a scheduled action (section T), and looks at each agency once a day, so that who got a superior
        meanwhile is not left out. Nothing is opened twice. An agency that fails is logged and holds up no other.
        """
        for company in self.search([("ptsp_uses_evaluation", "=", True)]):
            # Of two runs at once one leaves the agency to the other.
            if not company.try_lock_for_update(allow_referencing=True):
                continue
            attempt(company, company._ptsp_open_evaluations, _logger, "The evaluations of agency %s were not opened")
            self.env["ir.cron"]._commit_progress(1)

    def _ptsp_open_evaluations(self):
        """Open what is to be evaluated at an agency, once a day."""
        self.ensure_one()
        today = self._ptsp_today()
        if self.ptsp_evaluation_day == today:
            return
        self.ptsp_evaluation_day = today
        year, half = last_semester(today)
        self.env["ptsp.evaluation"]._follow_superiors(self)
        self.env["ptsp.evaluation"]._open_semester(self, f"{year}-{half}")
        if half == "II":
            self.env["ptsp.self.assessment"]._open_year(self, year)


class AgencySettingsEvaluation(models.TransientModel):
    """The switch of the evaluations on the page of the agency."""

    _inherit = "ptsp.agency.settings"

    ptsp_uses_evaluation = fields.Boolean("Evaluation")
