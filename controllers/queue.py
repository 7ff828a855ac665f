import re
import secrets
from urllib.parse import urlsplit

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.bus.websocket import WebsocketConnectionHandler

from ..models.queue.queue_booked import UnknownCode
from ..models.queue.queue_booking import DIGITS
from ..models.queue.queue_ticket import PRIORITIES
from .public_page import HEADERS, PublicPage

#: Where a device keeps its secret, and for how long: it is looked at only below the pages of the queue.
COOKIE, COOKIE_PATH, COOKIE_DAYS = "ptsp_queue_device", "/ptsp/queue", 400
#: As on the other public pages, and what their scripts ask of this server.
QUEUE_HEADERS = {
    **HEADERS,
    "Content-Security-Policy": HEADERS["Content-Security-Policy"] + "; connect-src 'self'; media-src 'self'",
    # Forms of these pages say where they come from.
    "Referrer-Policy": "same-origin",
}
#: What pages of a kiosk are known by, and numbers.
_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
#: What came of a code that was entered on a device, as the page says it.
_REFUSED = {"wrong": 403, "used": 403, "expired": 403, "limited": 429, "elsewhere": 400}


class QueuePages(PublicPage):
    """Kiosk, call screen, and the page of a number: no login, small, and all that they load is this server's own."""

    # Devices

    @http.route("/ptsp/queue", type="http", auth="public", methods=["GET"], sitemap=False, save_session=False)
    def show_device(self, lang=None, **kwargs):
        """Lead a device to its page; ask for its code where it is not known.

        :param str lang: ``id`` or ``en``, in which the page with the code is written
        :param kwargs: what else stands in the address, which is not looked at
        """
        device_sudo = self._device()
        if device_sudo:
            return request.redirect(f"/ptsp/queue/{device_sudo.kind}", code=303)
        return self._render_connect(lang)

    @http.route(
        "/ptsp/queue",
        type="http",
        auth="public",
        methods=["POST"],
        # A device has no session; where the form comes from is looked at below.
        csrf=False,
        save_session=False,
    )
    def connect_device(self, **kwargs):
        """Let a device in by the code that was entered: it keeps a secret from then on.

        :param kwargs: what was sent; the fields ``code`` and ``lang`` of the form are read
        """
        form = request.httprequest.form
        outcome, secret = "elsewhere", ""
        if self._is_sent_from_here():
            Device = request.env["ptsp.queue.device"]
            outcome, secret = Device._connect(form.get("code", ""), request.httprequest.remote_addr)
        if not secret:
            return self._render_connect(form.get("lang"), outcome)
        response = request.redirect("/ptsp/queue", code=303)
        response.set_cookie(
            COOKIE,
            secret,
            path=COOKIE_PATH,
            max_age=COOKIE_DAYS * 24 * 3600,
            httponly=True,
            samesite="Strict",
            secure=request.httprequest.scheme == "https",
        )
        return response

    def _render_connect(self, lang, outcome="form"):
        """Render the page on which the code of a device is entered.

        :param str lang: what the visitor chose
        :param str outcome: what came of the code that was entered
        """
        facts = {"outcome": outcome}
        return self._render_queue("queue_connect_page", lang, facts, _REFUSED.get(outcome, 200))

    def _device(self, kind=None):
        """Return the device that has sent the request, as superuser, possibly none.

        :param str kind: which kind of device it must be
        """
        secret = request.httprequest.cookies.get(COOKIE)
        return request.env["ptsp.queue.device"]._of_secret(secret, kind)

    def _lead_to_connect(self):
        """Lead a device that is not known to where its code is entered, if anybody uses the queue."""
        if not request.env["res.company"]._ptsp_queue_anywhere():
            return request.not_found()
        return request.redirect("/ptsp/queue", code=303)

    def _is_sent_from_here(self):
        """Tell whether a form was sent from a page of this server, as far as the browser says so."""
        origin = request.httprequest.headers.get("Origin")
        return not origin or urlsplit(origin).netloc == request.httprequest.host

    def _render_queue(self, template, lang, facts, status=200):
        """Render a page of the queue. Devices speak Indonesian where nobody chooses.

        :param str template: name of the template
        :param str lang: what the visitor chose
        :param dict facts: what it shows
        :param int status: of the answer
        """
        if not request.env["res.company"]._ptsp_queue_anywhere():
            return request.not_found()
        short_lang = self._speak(lang or "id")
        if callable(facts):
            facts = facts()
        if "agency" not in facts:
            facts["agency"] = request.env.company.sudo().name  # nosemgrep: sudo-after-a-check
        return request.render(
            f"ptsp_exhibition.{template}",
            {"short_lang": short_lang, **facts},
            status=status,
            headers=list(QUEUE_HEADERS.items()),
        )

    # Kiosk

    @http.route("/ptsp/queue/kiosk", type="http", auth="public", methods=["GET"], sitemap=False, save_session=False)
    def show_kiosk(self, lang=None, priority=None, number=None, **kwargs):
        """Show what numbers are for; after one was taken, that number.

        :param str lang: ``id`` or ``en``
        :param str priority: ``ask`` for the reasons of the priority line, one of them, or ``code`` for that of a time
        :param str number: secret of the number that was taken just now
        :param kwargs: what else stands in the address, which is not looked at
        """
        device_sudo = self._device("kiosk")
        if not device_sudo:
            return self._lead_to_connect()
        return self._render_kiosk(device_sudo, lang, priority=priority, number=number)

    @http.route(
        "/ptsp/queue/kiosk",
        type="http",
        auth="public",
        methods=["POST"],
        # The cookie of the device goes with forms of this server only.
        csrf=False,
        save_session=False,
    )
    def take_number(self, **kwargs):
        """Give a number, and lead to the page that shows it: loading that anew gives no second one.

        :param kwargs: what was sent; the fields ``line``, ``priority``, ``code``, ``key`` and ``lang`` of the form are
            read
        """
        form = request.httprequest.form
        device_sudo = self._device("kiosk") if self._is_sent_from_here() else None
        if not device_sudo:
            return request.redirect("/ptsp/queue", code=303)
        lang = self._speak(form.get("lang") or "id")
        device_sudo = device_sudo.with_context(lang=request.env.lang)
        line, key = form.get("line", ""), form.get("key", "")
        key = key if _KEY.fullmatch(key) else ""
        try:
            with request.env.cr.savepoint():
                if "code" in form:
                    ticket_sudo = device_sudo._give_booked(form["code"], key)
                else:
                    ticket_sudo = device_sudo._give_number(
                        int(line) if line.isdecimal() and len(line) < 10 else 0, form.get("priority"), key
                    )
        except UserError as error:
            if isinstance(error, UnknownCode):
                device_sudo._note_wrong_code()
            return self._render_kiosk(device_sudo, lang, problem=str(error))
        return request.redirect(f"/ptsp/queue/kiosk?lang={lang}&number={ticket_sudo.secret}", code=303)

    def _render_kiosk(self, device_sudo, lang, priority=None, number=None, problem=None):
        """Render the page of a kiosk.

        :param device_sudo: the ``ptsp.queue.device``
        :param str lang: what the visitor chose
        :param str priority: ``ask``, or a reason for the priority line
        :param str number: secret of the number that was taken just now
        :param str problem: why none was given
        """

        def facts():
            device = device_sudo.with_context(lang=request.env.lang)
            company_sudo, lines_sudo = device.company_id, device._lines_sudo()
            Ticket = request.env["ptsp.queue.ticket"]
            ticket_sudo = Ticket.sudo().browse()
            if number and _KEY.fullmatch(number):
                ticket_sudo = Ticket.sudo().search([("secret", "=", number), ("device_id", "=", device_sudo.id)])
            reasons = dict(Ticket._fields["priority"]._description_selection(request.env))
            closed = "" if ticket_sudo else company_sudo._ptsp_queue_closed()
            return {
                "agency": company_sudo.name,
                "ask_code": priority == "code",
                "ask_priority": priority == "ask",
                "bookable": any(lines_sudo.mapped("bookable")),
                "closed": closed,
                "digits": DIGITS,
                # Sent twice, one page gives one number.
                "key": secrets.token_urlsafe(12),
                "lines": lines_sudo,
                "number": ticket_sudo._place_facts() if ticket_sudo else None,
                "prints": device_sudo.prints,
                "priority": priority if priority in dict(PRIORITIES) else None,
                "problem": problem if problem != closed else None,
                "qr": ticket_sudo._place_qr() if ticket_sudo else None,
                "reasons": reasons,
            }

        return self._render_queue("queue_kiosk_page", lang, facts)

    # Call screen

    @http.route("/ptsp/queue/screen", type="http", auth="public", methods=["GET"], sitemap=False, save_session=False)
    def show_screen(self, **kwargs):
        """Show the numbers that are at counters. What changes the page asks for itself.

        :param kwargs: what stands in the address, which is not looked at
        """
        device_sudo = self._device("screen")
        if not device_sudo:
            return self._lead_to_connect()
        return self._render_queue("queue_screen_page", "id", lambda: self._of_screen(device_sudo))

    @http.route("/ptsp/queue/state", type="http", auth="public", methods=["GET"], sitemap=False, save_session=False)
    def show_state(self, **kwargs):
        """Tell a call screen what it shows now, and by which channel it is told of changes.

        :param kwargs: what stands in the address, which is not looked at
        """
        device_sudo = self._device("screen")
        if not device_sudo:
            return request.make_json_response({"status": "unknown"}, headers=list(HEADERS.items()), status=403)
        self._speak("id")
        state = self._of_screen(device_sudo)
        return request.make_json_response({"status": "known", **state}, headers=list(HEADERS.items()))

    def _of_screen(self, device_sudo):
        """Return what a call screen shows, and how it is told of changes.

        :param device_sudo: the ``ptsp.queue.device``
        """
        return {
            **device_sudo.with_context(lang=request.env.lang)._screen_state(),
            "channel": device_sudo._channel(),
            # Odoo closes the socket of a client of another version.
            "version": WebsocketConnectionHandler._VERSION,
        }

    # Page of a number

    @http.route(
        "/ptsp/queue/t/<string:secret>",
        type="http",
        auth="public",
        methods=["GET"],
        sitemap=False,
        save_session=False,
    )
    def show_place(self, secret, lang=None, **kwargs):
        """Show where in its line a number stands, to whoever holds its slip.

        :param str secret: what stands in the QR code of the slip
        :param str lang: ``id`` or ``en``
        :param kwargs: what else stands in the address, which is not looked at
        """
        short_lang = self._speak(lang)
        facts = request.env["ptsp.queue.ticket"]._look_up_place(secret, request.httprequest.remote_addr)
        if facts["status"] == "found":
            facts["here"] = f"/ptsp/queue/t/{secret}"
        response = self._render_public("ptsp_exhibition.queue_place_page", short_lang, facts)
        response.headers["Content-Security-Policy"] = QUEUE_HEADERS["Content-Security-Policy"]
        return response
