"""What the tests of the doors share: which there are, and what lies behind them."""

import odoo
from odoo import models

from ..common import PtspCase

ADDON = "odoo.addons.ptsp_exhibition."


def routes(env):
    """Return the addresses of this addon, and Odoo's own that it extends.

    :return: list of pairs of the rule of an address and its endpoint
    """
    modules = [*odoo.tools.config["server_wide_modules"], *env.registry._init_modules]
    rules = env["ir.http"]._generate_routing_rules(modules, converters={})
    return [(rule, endpoint) for rule, endpoint in rules if endpoint.func.__module__.startswith(ADDON)]


def public_methods(model):
    """Return the names of the methods that this addon gives a model and that anybody may call.

    :param model: an empty recordset
    """
    ours, others = set(), set(dir(models.BaseModel))
    for cls in type(model).__mro__:
        names = {
            name
            for name, value in vars(cls).items()
            if callable(value) and not name.startswith("_") and not getattr(value, "_api_private", False)
        }
        (ours if cls.__module__.startswith(ADDON) else others).update(names)
    return ours - others


class DoorsCase(PtspCase):
    """Tells whether anything has changed."""

    def fingerprint(self, *without):
        """Return what all tables of this addon hold, letter for letter.

        :param without: names of tables in which visits are counted
        """
        self.env.flush_all()
        tables = [
            self.env[name]._table
            for name in sorted(self.registry)
            if name.startswith("ptsp.")
            and not self.env[name]._abstract
            and not self.env[name]._transient
            and self.env[name]._auto
        ]
        found = {}
        for table in set(tables).difference(without):
            self.env.cr.execute(  # pylint: disable=sql-injection
                f'SELECT md5(string_agg(t::text, chr(10) ORDER BY t.id)) FROM "{table}" t'
            )
            found[table] = self.env.cr.fetchone()[0]
        return found
