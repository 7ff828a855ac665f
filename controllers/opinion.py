import base64
import re
from contextlib import suppress

from odoo import fields, http
from odoo.http import content_disposition, request

from ..models.opd_link.opd_link import PAGE
from ..models.opd_link.opd_visit import HOURS
from .filing import POST_LIMIT
from .filing_papers import PAPER_HEADERS
from .public_page import SHOWN, PublicPage

_COOKIE = "ptsp_opinion"
#: How the forms of the page are sent.
_SENT = {
    "type": "http",
    "methods": ["POST"],
    # Whoever has no session has no token of one; the cookie is sent by pages of this site only.
    "csrf": False,
    "save_session": False,
    "max_content_length": POST_LIMIT,
}
_TEXTS = ("answered_by", "opinion_kind", "opinion", "conditions", "advice_number", "advice_date", "control_note")
#: What of a form is kept while a code is entered anew. More is no answer.
_KEPT = re.compile(rf"{'|'.join(_TEXTS)}|library|(?:finding|remark)_\d{{1,12}}")
_MOST = 300


class OpinionByLink(PublicPage):
    """The page behind the link that an OPD without accounts gets: a code first, then one review, and its answer.

    It works without JavaScript. The browser is known by a cookie of this one address, which no other site sends.
    """

    @http.route(f"{PAGE}/<string:token>", auth="public", **SHOWN)
    def show_opinion(self, token, lang=None, **kwargs):
        """Show what a link opens. That alone sends no code: programs open links, too."""
        short_lang = self._speak(lang)
        return self._render_opinion(token, short_lang, request.env["ptsp.opd.link"]._show(*self._visitor(token)))

    @http.route(f"{PAGE}/<string:token>/code", auth="public", **_SENT)
    def code_for_opinion(self, token, **kwargs):
        """Send a code, or let in whoever enters it. What was typed before stays."""
        form = request.httprequest.form
        short_lang = self._speak(form.get("lang"))
        links = request.env["ptsp.opd.link"]
        address, token, secret = self._visitor(token)
        if form.get("go") == "send":
            facts, begun = links._send_code(address, token)
            response = self._render_opinion(token, short_lang, facts)
            if begun:
                self._keep_secret(response, token, begun)
            return response
        facts = links._enter(address, token, secret, form.get("code", "")[:20])
        return self._render_opinion(token, short_lang, facts)

    @http.route(f"{PAGE}/<string:token>/answer", auth="public", **_SENT)
    def answer_opinion(self, token, **kwargs):
        """Give the opinion. What is refused is told, and what was typed stays on the page."""
        short_lang = self._speak(request.httprequest.form.get("lang"))
        typed = self._typed()
        facts = request.env["ptsp.opd.link"]._give_opinion(
            *self._visitor(token), typed.get("answered_by", ""), self._opinion_of(typed)
        )
        return self._render_opinion(token, short_lang, facts)

    @http.route(
        f"{PAGE}/<string:token>/papers/<int:paper_id>",
        auth="public",
        **SHOWN,
    )
    def paper_for_opinion(self, token, paper_id, **kwargs):
        """Show a paper of the review to a browser that has entered its code."""
        paper_sudo = request.env["ptsp.opd.link"]._read_paper(*self._visitor(token), paper_id)
        if not paper_sudo:
            return request.not_found()
        headers = {
            **PAPER_HEADERS,
            "Referrer-Policy": "no-referrer",
            "Content-Type": paper_sudo.mimetype,
            "Content-Disposition": content_disposition(paper_sudo.name, disposition_type="inline"),
        }
        return request.make_response(paper_sudo.read(), list(headers.items()))

    @staticmethod
    def _visitor(token):
        """Return network address, token and what the browser has kept of its visit."""
        http_request = request.httprequest
        return http_request.remote_addr, token, http_request.cookies.get(_COOKIE, "")[:100]

    @staticmethod
    def _keep_secret(response, token, secret):
        """Let the browser keep that it is the one to which a code was sent: for this link, and this site."""
        response.set_cookie(
            _COOKIE,
            secret,
            max_age=HOURS * 3600,
            expires=None,
            path=f"{PAGE}/{token}",
            secure=request.httprequest.scheme == "https",
            httponly=True,
            samesite="Strict",
        )

    def _render_opinion(self, token, short_lang, facts):
        """Render the page.

        :param str token: of the link
        :param str short_lang: a key of ``LANGUAGES``
        :param dict facts: what it shows, see ``ptsp.opd.link._answer_to``
        """
        typed = self._typed()
        facts = {"problem": "", **facts, "here": f"{PAGE}/{token}"}
        facts["typed"] = typed
        facts["kept"] = self._pairs()
        return self._render_public("ptsp_exhibition.opinion_page", short_lang, facts)

    @staticmethod
    def _pairs():
        """Return what was typed, as pairs of names and texts."""
        form = request.httprequest.form
        return [(name, text) for name, text in form.items(multi=True) if _KEPT.fullmatch(name)][:_MOST]

    def _typed(self):
        """Return what was typed by the names of the form; ``library`` is a set of numbers."""
        pairs = self._pairs()
        chosen = {int(text) for name, text in pairs if name == "library" and re.fullmatch(r"\d{1,9}", text)}
        return {**{name: text.replace("\r\n", "\n") for name, text in pairs if name != "library"}, "library": chosen}

    @staticmethod
    def _opinion_of(typed):
        """Return what was typed as arguments of ``action_issue``.

        :param dict typed: from :meth:`_typed`
        """
        numbers = sorted({int(name.partition("_")[2]) for name in typed if re.match(r"(?:finding|remark)_", name)})
        files = []
        for file in request.httprequest.files.getlist("files"):
            if file.filename:
                # After a conflict in the database the request is read once more.
                file.seek(0)
                files.append({"name": file.filename, "datas": base64.b64encode(file.read())})
        day = None
        with suppress(ValueError):
            day = fields.Date.to_date(typed.get("advice_date", "")[:10])
        return {
            "opinion": typed.get("opinion", ""),
            "advice_number": typed.get("advice_number", ""),
            "advice_date": day,
            "conditions": typed.get("conditions", ""),
            "opinion_kind": typed.get("opinion_kind", ""),
            "files": files,
            "note": typed.get("control_note", ""),
            "findings": [
                {"id": one, "result": typed.get(f"finding_{one}"), "remark": typed.get(f"remark_{one}")}
                for one in numbers
            ],
            "condition_ids": sorted(typed["library"]),
        }
