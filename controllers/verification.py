from odoo import http
from odoo.http import request

from .public_page import SHOWN, PublicPage


class LetterVerification(PublicPage):
    """The page behind the QR code: anybody sees whether a letter is genuine and still valid, without logging in."""

    @http.route(
        # A code that somebody mistyped may contain slashes; it is wrong like any other.
        ["/ptsp/verify", "/ptsp/verify/", "/ptsp/verify/<path:token>"],
        auth="public",
        **SHOWN,
    )
    def verify_letter(self, token="", lang=None, **kwargs):  # nosec B107
        """Show what became of the letter with a code; without a code, a form to enter one."""
        short_lang = self._speak(lang)
        facts = {"status": "form"}
        if token.strip():
            facts = request.env["ptsp.letter.lookup"]._look_up(token, request.httprequest.remote_addr)
        return self._render_public("ptsp_exhibition.verification_page", short_lang, facts)
