from contextlib import suppress

from odoo import fields, http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request

from .portal import ApplicantPortal

_PAGE = "/my/applications/times"


class ApplicantTimes(ApplicantPortal):
    """Applicants book a time at a counter, and give it back."""

    @http.route(_PAGE, type="http", auth="user", website=True, methods=["GET", "POST"])
    def portal_times(self, line=None, application=None, time=None, **kwargs):
        """Show the times that the user has booked, and those that are free; book one of them.

        :param str line: id of the ``ptsp.queue.service``
        :param str application: id of the own application on account of which the user comes, or nothing
        :param str time: the time that was chosen, in UTC
        """
        lines_sudo = request.env["ptsp.queue.service"]._bookable_sudo()
        if not lines_sudo:
            return request.not_found()
        own, problem, booked = self._application_of_time(application), None, False
        line_sudo = lines_sudo.filtered(lambda each: str(each.id) == line) or lines_sudo[:1]
        if request.httprequest.method == "POST":
            try:
                request.env["ptsp.online.request"]._count()
                with request.env.cr.savepoint():
                    request.env["ptsp.queue.booking"]._book(line_sudo, self._time_sent(time), own)
                booked = True
            except UserError as error:
                problem = str(error)
        return self._render_times(lines_sudo, line_sudo, own, problem=problem, booked=booked)

    @http.route(f"{_PAGE}/cancel", type="http", auth="user", website=True, methods=["POST"])
    def portal_cancel_time(self, booking=None, **kwargs):
        """Give a booked time back.

        :param str booking: id of the ``ptsp.queue.booking``
        """
        Booking = request.env["ptsp.queue.booking"]
        booking_sudo = Booking._own_sudo().filtered(lambda each: str(each.id) == booking)
        if booking_sudo:
            booking_sudo.sudo(False)._cancel()
        return request.redirect(_PAGE)

    def _time_sent(self, time):
        """Return the time that was chosen, naive UTC, or nothing."""
        with suppress(ValueError, TypeError):
            return fields.Datetime.from_string(time)
        return None

    def _application_of_time(self, application):
        """Return the own application of an id that was sent, possibly none."""
        if application and application.isdecimal() and len(application) < 10:
            with suppress(AccessError, MissingError):
                return self._own_application(int(application))
        return request.env["ptsp.application"]

    def _render_times(self, lines_sudo, line_sudo, application, **notice):
        """Render the page.

        :param lines_sudo: the lines for which a time can be booked
        :param line_sudo: the one whose times are shown
        :param application: on account of which the user comes, possibly none
        :param notice: what to say above it
        """
        days = {}
        for moment in line_sudo._slots():
            day, hour = line_sudo.company_id._ptsp_queue_day_and_hour(moment)
            days.setdefault(day, []).append((fields.Datetime.to_string(moment), hour))
        values = {
            **self._prepare_portal_layout_values(),
            "application_of_time": application,
            "bookings": request.env["ptsp.queue.booking"]._own_sudo(),
            "days": days,
            "line_now": line_sudo,
            "lines": lines_sudo,
            "page_name": "ptsp_times",
            **notice,
        }
        return request.render("ptsp_exhibition.portal_times", values)

    def _application_values(self, application, **kwargs):
        values = super()._application_values(application, **kwargs)
        books_time = bool(request.env["ptsp.queue.service"]._bookable_sudo()) and not application.is_closed
        Booking = request.env["ptsp.queue.booking"]
        bookings_sudo = Booking._own_sudo() if books_time else Booking
        of_it_sudo = bookings_sudo.filtered(lambda each: each.application_id == application)
        return {**values, "books_time": books_time, "bookings": of_it_sudo}
