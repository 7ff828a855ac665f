from functools import partial

from babel.dates import format_date

from odoo import http
from odoo.http import request

#: The languages of the page, by what stands in its address. The first one is for whoever asks for neither.
LANGUAGES = {"id": "id_ID", "en": "en_US"}
#: An unknown code is answered with 404 and the page that explains it: there is no such letter, and link checkers and
#: search engines shall know, too. Every kind of wrong code gets the same.
STATUS_CODES = {"unknown": 404, "limited": 429}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    # The language follows the browser.
    "Vary": "Accept-Language",
}
SECONDS_TO_WAIT = 60


class LetterVerification(http.Controller):
    """The page behind the QR code: anybody sees whether a letter is genuine and still valid, without logging in."""

    @http.route(
        # A code that somebody mistyped may contain slashes; it is wrong like any other.
        ["/ptsp/verify", "/ptsp/verify/", "/ptsp/verify/<path:token>"],
        type="http",
        auth="public",
        methods=["GET"],
        sitemap=False,
        save_session=False,
    )
    def verify_letter(self, token="", lang=None, **kwargs):  # nosec B107
        """Show what became of the letter with a code; without a code, a form to enter one."""
        short_lang = self._choose_language(lang)
        request.update_context(lang=LANGUAGES[short_lang])
        facts = {"status": "form"}
        if token.strip():
            facts = request.env["ptsp.letter.lookup"]._look_up(token, request.httprequest.remote_addr)
        status = facts["status"]
        if "agency" not in facts:
            # The visitor may not read companies; the name of this one stands on its letters.
            facts["agency"] = request.env.company.sudo().name  # nosemgrep: sudo-after-a-check
        values = {
            "format_day": partial(format_date, format="long", locale=short_lang),
            "short_lang": short_lang,
            **facts,
        }
        headers = {**HEADERS, "Retry-After": str(SECONDS_TO_WAIT)} if status == "limited" else HEADERS
        return request.render(
            "ptsp_exhibition.verification_page",
            values,
            status=STATUS_CODES.get(status, 200),
            headers=list(headers.items()),
        )

    def _choose_language(self, wanted):
        """Return a key of ``LANGUAGES``: what the visitor chose, else English for browsers that want it first."""
        if wanted not in LANGUAGES:
            first = request.httprequest.accept_languages.best or ""
            wanted = "en" if first.lower().startswith("en") else "id"
        # An agency may have deactivated Indonesian; English is always there.
        return wanted if request.env["res.lang"]._get_data(code=LANGUAGES[wanted]) else "en"
