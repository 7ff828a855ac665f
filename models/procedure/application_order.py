from odoo import models
from odoo.tools import SQL


class ApplicationOrder(models.Model):
    """In which order applications stand: what is under way before what is closed, states as the procedure has them."""

    _inherit = "ptsp.application"

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Let lists begin with what is under way: ``is_closed`` orders by the state, though nothing stores it."""
        if field_name != "is_closed":
            return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        closed = self._domain_of_states(lambda procedure: procedure.final_states)
        return SQL("(%s) %s", closed.optimize_full(self)._to_sql(self, alias, query), direction)

    def _read_group_orderby(self, order, groupby_terms, query):
        """Order groups of states as the procedure has them, not by their keys."""
        if "state" not in groupby_terms:
            return super()._read_group_orderby(order, groupby_terms, query)
        keys = [key for key, _label in self._selection_state()]
        position = SQL("ARRAY_POSITION(%s::varchar[], %s::varchar)", keys, groupby_terms["state"])
        return super()._read_group_orderby(order, {**groupby_terms, "state": position}, query)
