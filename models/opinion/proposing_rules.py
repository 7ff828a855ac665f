import logging

from odoo import api, models, tools

from ..catalogue.opinion_kind_rule import BROKEN

_logger = logging.getLogger(__name__)


class ProposingRules(models.Model):
    """Rules of the catalogue, held against applications."""

    _inherit = "ptsp.opinion.kind"

    def _matching(self, applications):
        """Return for which of some applications the rule proposes the kind, as the system sees what is stored.

        A rule that cannot be used any more proposes nothing and stops nobody; the catalogue shows it.

        :param applications: ``ptsp.application``
        """
        self.ensure_one()
        try:
            domain = self._rule_domain()
            return applications.sudo().filtered_domain(domain) if domain else applications.browse()
        except BROKEN as error:
            _logger.info("The rule of the kind of opinion %s cannot be used: %s", self.id, error)
            return applications.browse()

    @api.model
    @tools.ormcache()
    def _fields_of_rules(self):
        """Return the names of the fields of applications that rules ask for, remembered until one changes."""
        kinds_sudo = self.sudo().with_context(active_test=True).search([("rule", "not in", [False, "", "[]"])])
        return frozenset().union(*(kind._fields_of_rule() for kind in kinds_sudo))

    def _fields_of_rule(self):
        """Return the names of the fields of applications that the rule asks for; none where it cannot be read."""
        self.ensure_one()
        try:
            domain = self._rule_domain()
        except BROKEN:
            return frozenset()
        return frozenset(condition.field_expr.partition(".")[0] for condition in domain.iter_conditions())
