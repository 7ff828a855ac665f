from babel.dates import get_day_names

from odoo import api, models
from odoo.tools.misc import babel_locale_parse

from .types import Way

#: Of procedures of which nobody has written down how applicants understand them.
_UNTOLD = Way()


class ServiceWay(models.Model):
    """How applicants understand the procedure of a service.

    An addon that brings a procedure brings its way by extending :meth:`_ways`. Without one, applicants read the name of
    the state.
    """

    _inherit = "ptsp.service"

    @api.model
    def _ways(self):
        """Return the ways of this database's procedures: the hook by which an addon adds its own.

        :return: dict from keys of procedures to ``Way``
        """
        return {}

    def _way(self):
        """Return the way of the service's procedure.

        :return: ``Way``
        """
        return self._ways().get(self._procedure().key, _UNTOLD)

    def _hours_told(self):
        """Return the service hours in the language of the context, such as ``Monday–Thursday 08.00–19.00 WITA``.

        :return: list of texts
        """
        names = get_day_names(locale=babel_locale_parse(self.env.lang or "en_US"))
        return self._official_hours([names[day] for day in range(7)])
