import base64
from collections import Counter, defaultdict
from datetime import date, datetime

from num2words import num2words

from odoo import api, fields, models
from odoo.tools.misc import format_date

from ...tools.comma import with_comma

#: The official documents are Indonesian whatever the user's language.
OFFICIAL_LANG = "id_ID"
DOTS = "." * 48


class ApplicationPaper(models.Model):
    """How facts are written in the official documents. An empty record is a form to be filled in by hand."""

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
    def _official_number(self, value, digits):
        """Write a number with a comma, such as ``87,50``.

        :param float value: the number
        :param int digits: behind the comma
        :return: str
        """
        return with_comma(value, digits)

    @api.model
    def _official_weekday(self, day):
        """Write a date with the name of its day, or nothing."""
        return (day and format_date(self.env, day, lang_code=OFFICIAL_LANG, date_format="EEEE, d MMMM y")) or ""

    @api.model
    def _official_count(self, number):
        """Write a number with its word, such as ``7 (tujuh)``."""
        return f"{number} ({num2words(number, lang='id')})"

    @api.model
    def _official_result(self, result):
        """Write the finding of a desk as it stands in the checklist."""
        return {"ok": "Sesuai", "deficient": "Tidak sesuai"}.get(result, "")

    @api.model
    def _official_initials(self, users):
        """Write the initials (*paraf*) of officers, such as ``BS`` for Dr. Budi Santoso, M.Si.

        No two of them have the same: Budi Santoso and Bima Saputra are ``BUS`` and ``BIS``.

        :param users: those whose initials stand in one document
        :return: dict from users to their initials; of nobody they are empty
        """
        words = {
            user: [
                word
                for word in (user.name or "").partition(",")[0].split()
                if word[0].isalpha() and not word.endswith(".")
            ]
            or [user.name or str(user.id)]
            for user in users
        }

        def short(user, letters):
            first, *others = words[user]
            return (first[:letters] + "".join(word[0] for word in others)[:3]).upper()

        initials = {user: short(user, 1 if len(words[user]) > 1 else 2) for user in users}
        for letters in range(2, 8):
            taken = Counter(initials.values())
            twice = [user for user in users if taken[initials[user]] > 1]
            initials.update({user: short(user, letters) for user in twice})
        return defaultdict(str, initials)

    @api.model
    def _official_qr(self, address):
        """Return the QR code of an address as a picture that the document carries itself.

        :param str address: of a page
        """
        picture = self.env["ir.actions.report"].barcode("QR", address, width=300, height=300, barLevel="M")
        return f"data:image/png;base64,{base64.b64encode(picture).decode()}"

    def _document_initials(self):
        """Return the initials of everybody who signs the control sheet, see :meth:`_official_initials`."""
        return self._official_initials(self.sudo().control_ids.sorted("sequence").user_id)

    def _official_moment(self, moment):
        """Write a moment in the agency's time, such as ``23 November 2026 pukul 09.15 WITA``.

        :param datetime moment: naive, in UTC, or nothing
        """
        if not moment:
            return ""
        local = self.service_id._local_time(moment)
        return f"{self._official_text(local.date())} pukul {local:%H.%M %Z}"

    def _official_clock(self, moment):
        """Write a moment of a table shortly, such as ``23/11/2026 09.15``."""
        if not isinstance(moment, datetime):
            return ""
        return f"{self.service_id._local_time(moment):%d/%m/%Y %H.%M}"

    def _official_day(self, moment):
        """Return the agency's date of a moment, or nothing."""
        return moment and self.service_id._local_day(moment)

    def _document_day(self):
        """Return today's date at the agency."""
        self.ensure_one()
        return self.service_id._local_day(fields.Datetime.now())

    def _document_actor(self, *actions):
        """Return who last made one of these transitions: whose name stands under a form. Possibly nobody."""
        return self._document_closing_line(*actions).user_id

    def _document_closing_line(self, *actions):
        """Return the control line that one of these transitions closed last, possibly none."""
        return self.sudo().control_ids.filtered(lambda line: line.action in actions).sorted("sequence")[-1:]

    def _document_reviews(self):
        """Return the reviews that have their own letter; one empty record where there are none, to be filled in."""
        reviews = self.review_ids.filtered(lambda review: review.state != "cancelled")
        return list(reviews) or [reviews]

    def _correspondence_signature(self, day):
        """Return the signature block of cover letters and invitations: who signs them, the service says.

        :param date day: the agency's date
        :return: dict, see ``ptsp.signatory._signature_of``
        """
        role = self.service_id.correspondence_role
        return self.env["ptsp.signatory"].sudo()._signature_of(self.company_id, day, role)

    def _document_signatory(self, day):
        """Return the signatory in office on a day, for letters that nobody has signed in the system. Possibly none.

        :param date day: the agency's date
        """
        return self.env["ptsp.signatory"].sudo()._in_office(self.company_id, day)
