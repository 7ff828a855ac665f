from ast import literal_eval

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ...tools.boolean_search import positive

#: What a rule may fail with that was sound when it was saved: a field or a detail that is gone, or is of another kind.
BROKEN = (ValueError, TypeError, KeyError, AttributeError, SyntaxError, UserError)

#: Operators whose value is a domain on the related records.
WITHIN = ("any", "not any", "any!", "not any!")
#: How many relations a rule may cross: to what an application refers, and no further.
RELATIONS = 1


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
            for path in self._paths_of(domain):
                if problem := self._problem_of_path(self.env["ptsp.application"], path):
                    return problem
            domain.validate(self.env["ptsp.application"])
        except BROKEN:
            return self.env._(
                "The rule of %(kind)s cannot be read. Build it anew with the editor of conditions.", kind=self.name
            )
        return ""

    def _paths_of(self, domain):
        """Return the paths of fields for which a domain asks, those in conditions on related records included.

        :param Domain domain: a rule
        :return: list of names of fields, with dots between
        """
        paths = []
        for condition in domain.iter_conditions():
            paths.append(condition.field_expr)
            if condition.operator in WITHIN:
                paths += [f"{condition.field_expr}.{path}" for path in self._paths_of(Domain(condition.value))]
        return paths

    def _problem_of_path(self, model, path, deep=0):
        """Tell why a field cannot be asked for by a rule, or nothing.

        :param model: an empty recordset
        :param str path: names of fields, with dots between
        :param int deep: how many relations were crossed to come there
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
        if deep > RELATIONS or not self._is_seen_by_reader(model, field):
            return self.env._(
                "The rule of %(kind)s asks for %(field)s, which is too far from the application, or which whoever "
                "verifies does not see. Choose a field of the application.",
                kind=self.name,
                field=field._description_string(self.env),
            )
        if field.type == "properties":
            return self._problem_of_detail(field, rest)
        if rest and field.relational:
            return self._problem_of_path(self.env[field.comodel_name], rest, deep + 1)
        return ""

    def _is_seen_by_reader(self, model, field):
        """Tell whether those who are shown what is proposed may read a field, as far as their role goes (step 7).

        :param model: an empty recordset
        :param Field field: one of its fields
        """
        definitions = self.env["res.groups"]._get_group_definitions()
        group_ids = self._groups_of_readers()
        if field.groups == fields.NO_ACCESS:
            return False
        if field.groups and not definitions.parse(field.groups, raise_if_not_found=False).matches(group_ids):
            return False
        rights = Domain("model_id.model", "=", model._name) & Domain("perm_read", "=", True)
        whose = Domain("group_id", "=", False) | Domain("group_id", "in", list(group_ids))
        return bool(self.env["ir.model.access"].sudo().search_count(rights & whose, limit=1))

    def _groups_of_readers(self):
        """Return the ids of the groups of those who decide on what is proposed, those that come with them included."""
        procedure = self.service_id._procedure()
        roles = {role for key in procedure.states_opening("reviews") for role in procedure.states[key].roles}
        role_ids = self.env["res.groups"]._ptsp_role_ids()
        employee_id = self.env["ir.model.data"]._xmlid_to_res_id("base.group_user", True)
        groups_sudo = self.env["res.groups"].sudo().browse([role_ids[role] for role in roles] + [employee_id])
        return set(groups_sudo.all_implied_ids.ids)

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
