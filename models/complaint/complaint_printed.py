import textwrap

from odoo import models

from ..documents.application_document import OFFICIAL_LANG
from .complaint_ticket import FOLLOW
from .kinds import OFFICIAL_CHANNELS, OFFICIAL_KINDS, OFFICIAL_STATES

#: Letters of a text that stand in the register.
_GIST = 300
#: The code stands in the context of the one print that hands it over, and nowhere else.
_CODE = "ptsp_complaint_code"


class ComplaintPrinted(models.Model):
    """What stands on receipt and answer, in Indonesian."""

    _inherit = "ptsp.complaint"

    def _receipt_pdf(self, secret):
        """Return the receipt with the code, which is printed this once.

        :param str secret: the code
        :return: PDF as bytes
        """
        self.ensure_one()
        reports = self.env["ir.actions.report"].with_context(**{_CODE: secret})
        content, _kind = reports._ptsp_render_pdf("ptsp_exhibition.report_complaint_receipt", self.ids)
        return content

    def _printed_code(self):
        """Return the code where this print hands it over."""
        return self.env.context.get(_CODE) or ""

    def _follow_address(self):
        """Return the address of the page on which a complaint is followed."""
        return f"{self.get_base_url()}{FOLLOW}"

    def _official(self, name):
        """Return a choice as it stands on paper.

        :param str name: ``kind``, ``channel`` or ``state``
        """
        words = {"kind": OFFICIAL_KINDS, "channel": OFFICIAL_CHANNELS, "state": OFFICIAL_STATES}
        return words[name][self[name]]

    def _official_moment_of(self, moment):
        """Write a moment by the agency's clock, such as ``23 November 2026``.

        :param datetime moment: naive, in UTC, or nothing
        """
        papers = self.env["ptsp.application"].with_context(lang=OFFICIAL_LANG)
        return papers._official_text(self.company_id._ptsp_local_day(moment)) if moment else ""

    def _official_span(self):
        """Return from which day to which these complaints came, as it stands on the register."""
        days = [complaint._official_moment_of(complaint.received_at) for complaint in self[:1] + self[-1:]]
        return days[0] if days[0] == days[-1] else f"{days[0]} s.d. {days[-1]}"

    def _printed_gist(self):
        """Return the beginning of a text, in one line."""
        self.ensure_one()
        return textwrap.shorten(self.text, _GIST, placeholder=" …")

    def _printed_name(self):
        """Return who a complaint comes from, as far as it stands on paper: a whistle-blower is never named."""
        if self.sudo().confidential:
            return "Dirahasiakan"
        return (self.sudo().person_ids[:1].name if self._shows_complainant() else "") or "Tanpa nama"
