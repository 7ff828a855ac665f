from odoo import api, fields, models
from odoo.exceptions import UserError

from .opinion_finding import RESULTS


class ReviewFindings(models.Model):
    """What an OPD has found on each criterion of the kind of its opinion (step 10)."""

    _inherit = "ptsp.technical.review"

    finding_ids = fields.One2many(
        "ptsp.opinion.finding",
        "review_id",
        "Findings",
        copy=False,
        help="What the OPD has found on each criterion.",
    )
    open_finding_count = fields.Integer(
        "Criteria to Examine",
        compute="_compute_open_finding_count",
        compute_sudo=True,
        help="On how many criteria nothing is found yet.",
    )

    @api.depends("finding_ids.result")
    def _compute_open_finding_count(self):
        for review in self:
            review.open_finding_count = len(review.finding_ids.filtered(lambda finding: not finding.result))

    def action_open_findings(self):
        """Show the criteria of an opinion, for what was found on each (step 10).

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.opinion_finding_action")
        return {**action, "name": self.display_name, "domain": [("review_id", "=", self.id)]}

    def _follow_kind(self):
        result = super()._follow_kind()
        self.finding_ids.unlink()
        self.env["ptsp.opinion.finding"].create(
            [
                {
                    "review_id": review.id,
                    "criterion_id": criterion.id,
                    "sequence": criterion.sequence,
                    "name": criterion.name,
                }
                for review in self
                for criterion in review.kind_id._official_criteria()
            ]
        )
        return result

    def _opinion_given(self, more):
        result = super()._opinion_given(more)
        self._write_findings(more.get("findings"))
        return result

    def _write_findings(self, findings):
        """Write findings that came along with an opinion, in procedure mode.

        :param list findings: dicts with ``id`` of a finding, its ``result`` and, if there is one, its ``remark``
        :raises UserError: one is no finding of these opinions, or its result is unknown
        """
        if not findings:
            return
        Finding = self.env["ptsp.opinion.finding"]
        known = {finding.id: finding for finding in self.finding_ids}
        for given in findings if isinstance(findings, (list, tuple)) else [findings]:
            finding = known.get(given.get("id")) if isinstance(given, dict) else None
            if not finding or given.get("result") not in (*(key for key, _label in RESULTS), None, False, ""):
                raise UserError(self.env._("Choose for each criterion: met, not met, or not applicable."))
            finding.write(
                {
                    "result": given.get("result") or False,
                    "remark": Finding._ptsp_text("remark", given.get("remark")),
                }
            )

    def _findings_as_given(self):
        """Return the findings as the control sheet keeps them."""
        self.ensure_one()
        return [[finding.name, finding.result or "", finding.remark or ""] for finding in self.finding_ids]

    def _opinion_as_given(self):
        given = super()._opinion_as_given()
        if not self.kind_id:
            return given
        return {**given, "findings": self._findings_as_given()} if self.finding_ids else given
