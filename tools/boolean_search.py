"""Searching by a boolean that is computed."""

from odoo.fields import Domain


def positive(operator, values, domain):
    """Return what the search method of a boolean answers. Odoo itself turns ``=`` into ``in``, and negates.

    :param str operator: as the search method got it
    :param values: as the search method got them
    :param callable domain: returns the ``Domain`` of the records for which the boolean is true
    :return: ``Domain``, or NotImplemented for what Odoo asks again the other way round
    """
    if operator != "in":
        return NotImplemented
    # Odoo asks for True alone; whoever asks for both asks for everything.
    return Domain.TRUE if False in values else domain()
