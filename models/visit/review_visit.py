from odoo import api, fields, models

from ..documents.application_document import OFFICIAL_LANG


class ReviewVisit(models.Model):
    """The visits on site for an opinion: one that must be held holds the opinion up (step 10)."""

    _inherit = "ptsp.technical.review"

    visit_ids = fields.One2many(
        "ptsp.survey.visit", "review_id", "Visits on Site", copy=False, help="Planned, held, or called off."
    )
    visit_is_due = fields.Boolean(
        "Visit to Be Planned",
        compute="_compute_visit_is_due",
        compute_sudo=True,
        help="The opinion needs a visit on site, and none is planned or held.",
    )

    @api.depends("site_visit_required", "visit_ids.state")
    def _compute_visit_is_due(self):
        for review in self:
            review.visit_is_due = review.site_visit_required and all(
                visit.state == "called_off" for visit in review.visit_ids
            )

    @api.depends("visit_ids.state")
    def _compute_stage(self):
        return super()._compute_stage()

    def _stage_now(self):
        stage = super()._stage_now()
        # Whoever asks: the visits belong to the opinion.
        planned = stage == "with_opd" and any(visit.state == "planned" for visit in self.sudo().visit_ids)
        return "visit_planned" if planned else stage

    def _why_not_issued(self):
        if reason := super()._why_not_issued():
            return reason
        visits_sudo = self.sudo().visit_ids
        if planned_sudo := visits_sudo.filtered(lambda visit: visit.state == "planned"):
            return self.env._(
                "A visit on site is planned for %(moment)s: enter that it was held, or call it off.",
                moment=self.sudo().service_id._moment_in_words(planned_sudo[0].starts_at),
            )
        if self.site_visit_required and not any(visit.state == "held" for visit in visits_sudo):
            return self.env._(
                "The opinion %(kind)s is given once the site was visited: plan the visit, and enter when it was held.",
                kind=self.kind,
            )
        return None

    def action_open_plan_visit(self):
        """Open the form in which a visit on site is planned (step 10).

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.survey_visit_action_plan"),
            "context": {"default_review_id": self.id},
        }

    def action_view_visits(self):
        """Show the visits on site for these opinions.

        :return: the action
        """
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.survey_visit_action")
        return {**action, "domain": [("review_id", "in", self.ids)], "context": {}}

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "cancelled":
            planned = self._as_procedure().visit_ids.filtered(lambda visit: visit.state == "planned")
            if planned:
                # Who was invited reads it, in the language in which the agency writes to everybody.
                official = self.with_context(lang=OFFICIAL_LANG)
                planned._call_off(official.env._("The opinion is not needed any more."))
        return result
