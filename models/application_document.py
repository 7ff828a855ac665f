from datetime import date

from odoo import api, fields, models
from odoo.tools.misc import format_date

#: The official documents are Indonesian whatever the user's language.
OFFICIAL_LANG = "id_ID"


class PtspApplication(models.Model):
    """How facts are written in the official documents."""

    _inherit = "ptsp.application"

    @api.model
    def _official_text(self, value):
        """Write a value as it stands in an official document: dates in long Indonesian form.

        :param value: a date, a number, a text or nothing
        :return: str
        """
        if isinstance(value, date):
            return format_date(self.env, value, lang_code=OFFICIAL_LANG, date_format="d MMMM y")
        if isinstance(value, int) and not isinstance(value, bool):
            return f"{value:,}".replace(",", ".") if value else ""
        return value or ""

    @api.model
    def _official_result(self, result):
        """Write the finding of a desk as it stands in the checklist."""
        return {"ok": "Sesuai", "deficient": "Tidak sesuai"}.get(result, "")

    def _official_period(self):
        """Write the days of the exhibition, as one day or from first to last."""
        self.ensure_one()
        first, last = self._official_text(self.date_start), self._official_text(self.date_end)
        return first if first == last else f"{first} sampai dengan {last}"

    def _document_day(self):
        """Return today's date at the agency."""
        self.ensure_one()
        return self.service_id._local_day(fields.Datetime.now())
