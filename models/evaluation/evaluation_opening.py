from datetime import timedelta

from odoo import api, models
from odoo.fields import Command

_MISSING = "ptsp_exhibition.activity_type_superior"
#: Days in which a manager names a superior.
_DAYS = 7


class EvaluationOpening(models.Model):
    """Once a semester is over, the direct superior of each officer gets an evaluation with the figures of that day."""

    _inherit = "ptsp.evaluation"

    @api.model
    def _open_semester(self, company, semester):
        """Open the evaluations of a semester that are not there yet (section T).

        Evaluated is who has signed a step in the semester, or held a role when it ended. Nobody is above the agency
        head, who is evaluated where a superior is named.

        :param company: a ``res.company``
        :param str semester: such as ``2026-I``
        :return: what was opened
        """
        Evaluations = self._as_procedure()
        services = Evaluations.env["ptsp.service"].with_context(active_test=False)
        staff = Evaluations._staff_of(company)
        known = Evaluations.search([("company_id", "=", company.id), ("semester", "=", semester)]).officer_id
        new = staff - known
        if not new or not services.search_count([("company_id", "=", company.id)], limit=1):
            return self.browse()
        figures = Evaluations._figures_of(company, semester)
        _since, until = Evaluations._semester_span_of(company, semester)
        officers = new.filtered(lambda user: figures.get(user.id, {}).get("steps_signed") or user.create_date < until)
        superiors = self.env["res.users"]._ptsp_superiors(officers, company)
        criteria = Evaluations.env["ptsp.evaluation.criterion"].search([("company_id", "=", company.id)])
        without = officers.filtered(lambda user: not superiors[user] and "agency_head" not in user._ptsp_own_roles())
        self._tell_what_is_missing(company, without, officers if not criteria else self.env["res.users"])
        if not criteria:
            return self.browse()
        lines = [criterion._as_copied() for criterion in criteria]
        common = {
            "company_id": company.id,
            "semester": semester,
            "opened_on": company._ptsp_today(),
            "counts_complaints": company.ptsp_uses_complaints,
        }
        opened = Evaluations.create(
            [
                {
                    **common,
                    **figures.get(officer.id, {}),
                    "officer_id": officer.id,
                    "superior_id": superiors[officer][0].id,
                    "above_ids": [Command.set(superiors[officer][1:].ids)],
                    "line_ids": [Command.create(values) for values in lines],
                }
                for officer in officers
                if superiors[officer]
            ]
        )
        opened._renew_to_dos()
        return opened.with_env(self.env)

    @api.model
    def _staff_of(self, company):
        """Return the active officers of an agency, as superuser. Members of an OPD are others' officers.

        :param company: a ``res.company``
        """
        group_id = self.env["ir.model.data"]._xmlid_to_res_id("ptsp_exhibition.group_staff", True)
        users_sudo = (
            self.env["res.users"]
            .sudo()
            .search(
                [("all_group_ids", "in", group_id), ("company_ids", "in", company.id), ("share", "=", False)],
                order="id",
            )
        )
        return users_sudo.filtered(lambda user: not user._is_superuser())

    @api.model
    def _tell_what_is_missing(self, company, without_superior, without_criteria):
        """Tell the managers what keeps evaluations from being opened.

        :param company: a ``res.company``
        :param without_superior: officers above whom nobody is
        :param without_criteria: officers who cannot be evaluated because the agency has no criteria
        """
        if not without_superior and not without_criteria:
            return
        service = self.env["ptsp.service"].search([("company_id", "=", company.id)], limit=1)
        if not service:
            return

        def words(env):
            if without_criteria:
                summary = env._("Enter the criteria of the evaluation: no evaluation is opened without them")
            else:
                summary = env._(
                    "Name the direct superior of: %(names)s", names=", ".join(without_superior.mapped("name"))[:200]
                )
            return {"summary": summary, "date_deadline": company._ptsp_today() + timedelta(days=_DAYS)}

        self.env["res.users"]._ptsp_tell_managers(_MISSING, service, words, rewrite=True)

    @api.model
    def _follow_superiors(self, company):
        """Pass evaluations on that nobody would mark or sign, because their superior has left the agency.

        :param company: a ``res.company``
        """
        waiting = self._as_procedure().search(
            [("company_id", "=", company.id), ("state", "!=", "signed"), ("superior_signed_at", "=", False)]
        )
        left = waiting.filtered(lambda evaluation: not evaluation.superior_id._ptsp_serves(company))
        if not left:
            return
        superiors = self.env["res.users"]._ptsp_superiors(left.officer_id, company)
        for evaluation in left:
            if chain := superiors[evaluation.officer_id]:
                evaluation.write({"superior_id": chain[0].id, "above_ids": [Command.set(chain[1:].ids)]})
                evaluation._renew_to_dos()
