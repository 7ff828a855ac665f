from ast import literal_eval

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ...tools.boolean_search import positive

#: What a rule may fail with that was sound when it was saved: a field or a detail that is gone, or is of another kind.
BROKEN = (ValueError, TypeError, KeyError, AttributeError, SyntaxError, UserError)


class OpinionKindRule(models.Model):
    """The rule that proposes a kind of opinion from what an application declares (step 7)."""

    _inherit = "ptsp.opinion.kind"

    rule = fields.Text(
        "Proposed If",
        max_lines=50,
        help="For which applications the kind is proposed to verification. Empty where it is asked by hand only.",
    )
    reason = fields.Char(
        "Proposed Because",
        translate=True,
        help="Why, in the words of the service. Verification reads it beside the proposal.",
    )
    rule_problem = fields.Char(
        compute="_compute_rule_problem",
        compute_sudo=True,
        help="Why the kind cannot be proposed: its rule cannot be read any more, or its OPD is archived.",
    )
    has_rule_problem = fields.Boolean(
        compute="_compute_rule_problem", compute_sudo=True, search="_search_has_rule_problem"
    )

    @api.depends("rule", "agency_id.active", "service_id")
    def _compute_rule_problem(self):
        for kind in self:
            kind.rule_problem = kind._problem_of_rule() or kind._problem_of_agency() or False
            kind.has_rule_problem = bool(kind.rule_problem)

    def _search_has_rule_problem(self, operator, values):
        def domain():
            kinds = self.sudo().with_context(active_test=True).search([])
            return Domain("id", "in", kinds.filtered("has_rule_problem").ids)

        return positive(operator, values, domain)

    @api.constrains("rule", "service_id")
    def _check_rule(self):
        for kind in self:
            if problem := kind._problem_of_rule() or kind._problem_of_trial():
                raise ValidationError(problem)

    def _rule_domain(self):
        """Return the rule as a ``Domain``; nothing where the kind is never proposed.

        :raises ValueError: the rule is no domain; so do the others of ``BROKEN``
        """
        self.ensure_one()
        written = literal_eval((self.rule or "").strip() or "[]")
        if not isinstance(written, list):
            raise ValueError(written)
        # A rule that says nothing would propose the kind for every application; that is said by a condition.
        return Domain(written) if written else None

    def _problem_of_rule(self):
        """Tell in one sentence why the rule cannot be used, or nothing."""
        self.ensure_one()
        try:
            domain = self._rule_domain()
            if domain is None:
                return ""
            for condition in domain.iter_conditions():
                if problem := self._problem_of_path(self.env["ptsp.application"], condition.field_expr):
                    return problem
            domain.validate(self.env["ptsp.application"])
        except BROKEN:
            return self.env._(
                "The rule of %(kind)s cannot be read. Build it anew with the editor of conditions.", kind=self.name
            )
        return ""

    def _problem_of_path(self, model, path):
        """Tell why a field cannot be asked for by a rule, or nothing.

        :param model: an empty recordset
        :param str path: names of fields, with dots between
        """
        name, _dot, rest = path.partition(".")
        field = model._fields.get(name)
        if not field:
            return self.env._(
                "The rule of %(kind)s asks for %(field)s, which is not there. Choose another field.",
                kind=self.name,
                field=path,
            )
        if not field.store and name != "id":
            return self.env._(
                "The rule of %(kind)s asks for %(field)s, which is not kept but worked out for each user. "
                "Choose another field.",
                kind=self.name,
                field=field._description_string(self.env),
            )
        if field.type == "properties":
            return self._problem_of_detail(field, rest)
        if rest and field.relational:
            return self._problem_of_path(self.env[field.comodel_name], rest)
        return ""

    def _problem_of_detail(self, field, key):
        """Tell why a detail of the service cannot be asked for, or nothing.

        :param Field field: the field of details
        :param str key: of the detail
        """
        declared = self.service_id[field.definition_record_field] if field.definition_record == "service_id" else []
        if key in {detail.get("name") for detail in declared or []}:
            return ""
        return self.env._(
            "The rule of %(kind)s asks for a detail that %(service)s does not ask for. Choose another one.",
            kind=self.name,
            service=self.service_id.display_name,
        )

    def _problem_of_trial(self):
        """Try the rule on the database; tell why it cannot be used, or nothing."""
        domain = self._rule_domain()
        try:
            with self.env.cr.savepoint():
                applications_sudo = self.env["ptsp.application"].sudo()
                applications_sudo.search(domain or Domain.FALSE, limit=1).filtered_domain(domain or Domain.FALSE)
        except (*BROKEN, psycopg2.Error):
            return self.env._(
                "The rule of %(kind)s compares a field with what it cannot be. Correct the values.", kind=self.name
            )
        return ""

    def _problem_of_agency(self):
        """Tell why the OPD of a kind that is proposed cannot be asked, or nothing."""
        self.ensure_one()
        if not self.rule or not self.agency_id or self.agency_id.active:
            return ""
        return self.env._(
            "%(agency)s, which gives the opinion %(kind)s, is archived. Choose another OPD.",
            agency=self.agency_id.name,
            kind=self.name,
        )
