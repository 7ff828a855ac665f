from datetime import timedelta

from babel.dates import format_interval

from odoo import models
from odoo.tools import babel_locale_parse
from odoo.tools.misc import get_lang


class ReadableWeeksMixin(models.AbstractModel):
    """Weeks by their days, as in *16–22 Nov 2026*: nobody knows when week 47 is."""

    _name = "ptsp.readable.weeks.mixin"
    _description = "Weeks by Their Days"

    def _web_read_group_groupby_formatter(self, groupby_spec, values):
        """Name the groups of a week by its first and its last day."""
        formatter = super()._web_read_group_groupby_formatter(groupby_spec, values)
        if not groupby_spec.endswith(":week"):
            return formatter

        def with_days(value):
            group, domain = formatter(value)
            return (group[0], self._week_label(value)) if value else group, domain

        return with_days

    def _week_label(self, first):
        """Return the days of a week in the user's language.

        :param first: its first day, a date or a local datetime
        :return: str
        """
        locale = babel_locale_parse(get_lang(self.env).code)
        return format_interval(first, first + timedelta(days=6), "yMMMd", locale=locale)
