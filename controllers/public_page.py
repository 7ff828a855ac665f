from odoo import http
from odoo.http import request

from ..tools.day_in_words import day_in_words

#: The languages of the pages, by what stands in their address. The first one is for whoever asks for neither.
LANGUAGES = {"id": "id_ID", "en": "en_US"}
#: An unknown code is answered with 404 and the page that explains it: there is no such letter or application, and link
#: checkers and search engines shall know, too. Every kind of wrong code gets the same.
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
#: How the pages are asked for.
SHOWN = {"type": "http", "methods": ["GET"], "sitemap": False, "save_session": False}


class PublicPage(http.Controller):
    """What the pages share that anybody opens from a QR code, without logging in."""

    def _speak(self, wanted):
        """Answer in the language that the visitor chose, else in English for browsers that want it first.

        :param str wanted: a key of ``LANGUAGES``, or whatever else stood in the address
        :return: the key
        """
        if wanted not in LANGUAGES:
            first = request.httprequest.accept_languages.best or ""
            wanted = "en" if first.lower().startswith("en") else "id"
        # An agency may have deactivated Indonesian; English is always there.
        short_lang = wanted if request.env["res.lang"]._get_data(code=LANGUAGES[wanted]) else "en"
        request.update_context(lang=LANGUAGES[short_lang])
        return short_lang

    def _render_public(self, template, short_lang, facts):
        """Render a page.

        :param str template: its XML id
        :param str short_lang: a key of ``LANGUAGES``
        :param dict facts: what it shows, ``status`` among them
        """
        status = facts["status"]
        if "agency" not in facts:
            # The visitor may not read companies; the name of this one stands on its letters.
            facts["agency"] = request.env.company.sudo().name  # nosemgrep: sudo-after-a-check
        values = {
            "format_day": lambda day: day_in_words(day, LANGUAGES[short_lang]),
            "short_lang": short_lang,
            **facts,
        }
        headers = {**HEADERS, "Retry-After": str(SECONDS_TO_WAIT)} if status == "limited" else HEADERS
        return request.render(template, values, status=STATUS_CODES.get(status, 200), headers=list(headers.items()))
