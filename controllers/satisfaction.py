import re

from odoo import http
from odoo.http import request

from ..models.satisfaction.application_satisfaction import PAGE
from ..tools.comma import with_comma
from .public_page import LANGUAGES, PublicPage

#: Largest form: some ten choices and one text.
_POST_LIMIT = 64 * 1024
_NAME = re.compile(r"q\d{1,9}")
_MOST = 100


class SatisfactionPages(PublicPage):
    """The questionnaire behind the link of an application, and the published index of a service, without a login."""

    @http.route(
        f"{PAGE}/<string:token>", type="http", auth="public", methods=["GET"], sitemap=False, save_session=False
    )
    def show_questionnaire(self, token, lang=None, **kwargs):
        """Show the questionnaire. That uses no link up: programs open links, too.

        :param str token: of the link
        :param str lang: ``id`` or ``en``; otherwise what the browser prefers
        :param kwargs: whatever else stands in the address, and is not read
        :return: the page
        """
        short_lang = self._speak(lang)
        facts = request.env["ptsp.satisfaction.visit"]._show(request.httprequest.remote_addr, token)
        return self._render_questionnaire(token, short_lang, facts)

    @http.route(
        f"{PAGE}/<string:token>",
        type="http",
        auth="public",
        methods=["POST"],
        # Whoever has no session has no token of one; who sends it has the link.
        csrf=False,
        save_session=False,
        max_content_length=_POST_LIMIT,
    )
    def answer_questionnaire(self, token, **kwargs):
        """Take the answer. Where one is missing, what was chosen stays on the page.

        :param str token: of the link
        :param kwargs: what was sent; it is read off the request
        :return: the page
        """
        form = request.httprequest.form
        short_lang = self._speak(form.get("lang"))
        typed = {name: text for name, text in list(form.items())[:_MOST] if _NAME.fullmatch(name)}
        facts = request.env["ptsp.satisfaction.visit"]._send(request.httprequest.remote_addr, token, typed)
        return self._render_questionnaire(token, short_lang, facts)

    @http.route(
        "/ptsp/ikm/<string:code>", type="http", auth="public", methods=["GET"], sitemap=False, save_session=False
    )
    def show_index(self, code, lang=None, **kwargs):
        """Show the index of a service as it was published last.

        :param str code: of the service
        :param str lang: ``id`` or ``en``; otherwise what the browser prefers
        :param kwargs: whatever else stands in the address, and is not read
        :return: the page
        """
        short_lang = self._speak(lang)
        facts = request.env["ptsp.satisfaction.visit"]._show_index(
            request.httprequest.remote_addr, code, LANGUAGES[short_lang]
        )
        facts |= {"here": f"/ptsp/ikm/{code}", "number": lambda value, digits: self._number(short_lang, value, digits)}
        return self._render_public("ptsp_exhibition.index_page", short_lang, facts)

    def _render_questionnaire(self, token, short_lang, facts):
        """Render the page.

        :param str token: of the link
        :param str short_lang: a key of ``LANGUAGES``
        :param dict facts: what it shows, see ``ptsp.satisfaction.visit``
        """
        return self._render_public(
            "ptsp_exhibition.satisfaction_page", short_lang, {**facts, "here": f"{PAGE}/{token}"}
        )

    @staticmethod
    def _number(short_lang, value, digits):
        """Write a number as it is written in a language.

        :param str short_lang: a key of ``LANGUAGES``
        :param float value: the number
        :param int digits: behind the point
        """
        return with_comma(value, digits) if short_lang == "id" else f"{value:.{digits}f}"
