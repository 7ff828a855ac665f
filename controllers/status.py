from odoo import http
from odoo.http import request

from .public_page import SHOWN, PublicPage

_PAGE = "ptsp_exhibition.status_page"


class ApplicationStatus(PublicPage):
    """The page behind the QR code of a receipt: where the application stands, without logging in."""

    @http.route(
        ["/ptsp/status", "/ptsp/status/", "/ptsp/status/<path:token>"],
        auth="public",
        **SHOWN,
    )
    def show_status(self, token="", lang=None, **kwargs):  # nosec B107
        """Show where the application stands whose receipt bears a code; without a code, a form."""
        short_lang = self._speak(lang)
        facts = {"status": "form"}
        if token:
            facts = request.env["ptsp.status.lookup"]._look_up(request.httprequest.remote_addr, token=token)
            if facts["status"] == "found":
                facts["here"] = f"/ptsp/status/{token}"
        return self._render_public(_PAGE, short_lang, facts)

    @http.route(
        "/ptsp/status",
        type="http",
        auth="public",
        methods=["POST"],
        # Nothing is changed, and whoever has no session has no token of one.
        csrf=False,
        save_session=False,
    )
    def find_status(self, **kwargs):
        """Show where the application of a registration number stands, to whoever knows the telephone number."""
        # What was typed, and no file of that name.
        form = request.httprequest.form
        short_lang = self._speak(form.get("lang"))
        facts = request.env["ptsp.status.lookup"]._look_up(
            request.httprequest.remote_addr, number=form.get("number", ""), digits=form.get("digits", "")
        )
        return self._render_public(_PAGE, short_lang, facts)
