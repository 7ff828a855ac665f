from odoo import http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request

from ..tools.read_lines import read_lines
from .filing_papers import PAPER_HEADERS
from .requests import ApplicantRequests


class ApplicantFollowing(ApplicantRequests):
    """Applicants see what they must do and where their application stands, and receive what is theirs."""

    @http.route(
        "/my/applications/<int:application_id>/documents/<string:document>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_document(self, application_id, document, **kwargs):
        """Hand out a document of an own application; the model decides which it may be."""
        application = self._own_or_none(application_id)
        if not application:
            return request.not_found()
        try:
            # Setting a document takes a while, so it is counted like what is sent.
            request.env["ptsp.online.request"]._count()
            with request.env.cr.savepoint():
                handed_out = application._hand_out(document)
        except UserError as error:
            return self._render_application(application, problem=str(error))
        if not handed_out:
            return request.not_found()
        content, name = handed_out
        headers = {
            **PAPER_HEADERS,
            "Content-Type": "application/pdf",
            "Content-Disposition": content_disposition(name),
        }
        return request.make_response(content, list(headers.items()))

    @http.route("/my/applications/<int:application_id>/fetch", type="http", auth="user", website=True, methods=["POST"])
    def portal_fetch_letter(self, application_id, **kwargs):
        """Let the applicant receive the letter; the model decides whether it is handed over so."""
        application = self._own_or_none(application_id)
        if not application:
            return request.redirect("/my/applications")
        try:
            with request.env.cr.savepoint():
                application._fetch_online()
        except UserError as error:
            return self._render_application(application, problem=str(error))
        return request.redirect(f"/my/applications/{application.id}?received=1")

    @http.route(
        "/my/applications/<int:application_id>/papers",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
        readonly=True,
    )
    def portal_papers(self, application_id, **kwargs):
        """Show which papers an own application has."""
        application = self._own_or_none(application_id)
        if not application:
            return request.redirect("/my/applications")
        values = {
            **self._prepare_portal_layout_values(),
            "application": application,
            "lines": application._lines_online(),
            "page_name": "ptsp_application",
        }
        return request.render("ptsp_exhibition.following_papers", values)

    def _applications_values(self, applications):
        values = super()._applications_values(applications)
        ready = applications.filtered(
            lambda application: (
                application._is_to_be_received() and not application.revoked_at and application._is_applicants()
            )
        )
        return {**values, "asked_ids": [*values["asked_ids"], *ready.ids]}

    def _application_values(self, application, **kwargs):
        # Read at once, what the sentences and the requests name one by one.
        lines_sudo = application.sudo()._lines_told()
        if application._was_with_opd(lines_sudo):
            read_lines(application.sudo(), "review_ids")
        values = super()._application_values(application, **kwargs)
        hand_in = values.get("hand_in")
        return {
            **values,
            # Other apps know a task of their own in the frame of the portal.
            "to_do": application._task_now(values["asked_now"], hand_in if hand_in and hand_in.primary else None),
            "acts": application._is_applicants(),
            "stand": application._stand_in_words(lines_sudo),
            "stops": application._stops(lines_sudo),
            "promise": application._promise_in_words(lines_sudo),
            "handed_out": application._handed_out(),
            "received": bool(request.httprequest.args.get("received")) and bool(application.handed_over_at),
            "day_told": application._date_told,
        }
