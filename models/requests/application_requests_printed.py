from typing import NamedTuple

from odoo import models

from ..documents.application_document import OFFICIAL_LANG

#: What was done with a request, as it stands on paper.
_SAID = {
    "asked": "Diminta",
    "answered": "Dijawab",
    "asked_again": "Diminta lagi",
    "accepted": "Diterima",
}
#: Where a request stands, as it stands on paper.
_STATES = {
    "prepared": "Diminta lagi",
    "sent": "Belum dijawab",
    "answered": "Dijawab, belum diterima",
    "accepted": "Diterima",
}


class PrintedExchange(NamedTuple):
    """What was said about a request, as the control sheet tells it."""

    asked: str
    said: str
    actor: str
    moment: object
    round: int
    text: str


class ApplicationRequestsPrinted(models.Model):
    """What is printed of requests: the note for the applicant, the control sheet, the verification form."""

    _inherit = "ptsp.application"

    def _document_requests(self):
        """Return what the note for the applicant asks, as superuser: what has no answer yet, and what came with it."""
        self.ensure_one()
        requests_sudo = self.sudo().with_context(lang=OFFICIAL_LANG).request_ids.filtered("round")
        return (requests_sudo._asked_now() | requests_sudo.filtered(lambda asked: asked.state == "sent")).sorted("id")

    def _document_requests_made(self):
        """Return all that the applicant was ever asked by desks and OPD, as superuser."""
        self.ensure_one()
        return self.sudo().with_context(lang=OFFICIAL_LANG).request_ids.filtered("round").sorted("id")

    def _document_exchanges(self):
        """Return what was said about requests in the order of time.

        :return: list of ``PrintedExchange``
        """
        exchanges = self._document_requests_made().exchange_ids.sorted(lambda said: (said.said_at, said.id))
        return [
            PrintedExchange(
                said.request_id.name or "",
                _SAID[said.kind],
                " · ".join(filter(None, (said._document_desk(), said.user_id.name))),
                said.said_at,
                said.round,
                said._document_text(),
            )
            for said in exchanges
        ]


class RequestPrinted(models.Model):
    """Where a request stands, as it is printed."""

    _inherit = "ptsp.request"

    def _document_state(self):
        """Return where the request stands, in official Indonesian."""
        self.ensure_one()
        return _STATES[self.state]

    def _document_answer(self):
        """Return the latest answer with the names of its files, in official Indonesian; empty where there is none."""
        self.ensure_one()
        answered = self.exchange_ids.filtered(lambda said: said.kind == "answered")[-1:]
        return answered._document_text() if answered else ""


class ExchangePrinted(models.Model):
    """What was said about a request, as it is printed."""

    _inherit = "ptsp.request.exchange"

    def _document_desk(self):
        """Return the desk or OPD that has said something; empty where it was the applicant, or for him."""
        self.ensure_one()
        return "" if self.kind == "answered" else self.request_id.desk_name or ""

    def _document_text(self):
        """Return what was said, what was entered anew and which files came, in official Indonesian."""
        self.ensure_one()
        files = ", ".join(self.attachment_ids.sorted("id").mapped("name"))
        replaced = ", ".join(self.replaced_ids.sorted("id").mapped("name"))
        lines = (
            self.text,
            self.value and f"Menjadi: {self.value}",
            files and f"Berkas: {files}",
            replaced and f"Menggantikan: {replaced}",
        )
        return "\n".join(filter(None, lines))
