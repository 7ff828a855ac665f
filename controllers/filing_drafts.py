from odoo import http
from odoo.http import content_disposition, request

from ..models.online.application_online_steps import APPLICANT_STEP
from ..models.online.application_online_submit import CHECK_STEP
from ..models.online.service_online import BLANK_FORMS
from ..models.procedure.types import DRAFT
from .filing import OnlineFiling, number


class OnlineFilingDrafts(OnlineFiling):
    """Applicants choose a service, take its blank forms away, and begin, delete or move a draft."""

    @http.route("/my/applications/new", type="http", auth="user", website=True, methods=["GET"], readonly=True)
    def portal_new_application(self, **kwargs):
        """Show the services for which one may file."""
        return self._render_new()

    @http.route("/my/applications/new", type="http", auth="user", website=True, methods=["POST"])
    def portal_begin_application(self, service_id=None, principal_id=None, **kwargs):
        """Begin a draft for a service, for the applicant that was chosen; the model decides whether one may."""

        def begin():
            service = request.env["ptsp.service"].browse(number(service_id)).exists()
            if not service:
                return self._render_new()
            application = request.env["ptsp.application"]._file_online(
                service, number(principal_id) if principal_id else None
            )
            return request.redirect(f"/my/applications/{application.id}/file/{APPLICANT_STEP}")

        def forbidden():
            return self._render_new(
                request.env._("You may not file this. Choose a service, and for whom you file, among those below.")
            )

        return self._do(begin, self._render_new, forbidden=forbidden)

    @http.route(
        "/my/applications/forms/<int:service_id>/<string:form>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_blank_form(self, service_id, form, **kwargs):
        """Give an empty form away."""

        def hand_out():
            service = request.env["ptsp.service"].browse(service_id).exists()
            printed = service and service._print_blank_form(form)
            if not printed:
                return request.not_found()
            content, name = printed
            headers = {"Content-Type": "application/pdf", "Content-Disposition": content_disposition(name)}
            return request.make_response(content, list(headers.items()))

        return self._do(hand_out, self._render_new, forbidden=request.not_found)

    def _render_new(self, problem=None):
        """Render the page on which a service is chosen.

        :param str problem: why no draft was begun
        """
        Application = request.env["ptsp.application"]
        services = request.env["ptsp.service"]
        own = self._applications_domain()
        # Who is no applicant may read of services and file nothing.
        if request.env.user._is_portal():
            services = services._offered_online()
        values = {
            **self._prepare_portal_layout_values(),
            "title": self._title(request.env._("New Application"), bool(problem)),
            "services": services,
            "applicants": Application._applicants_to_file_for(),
            "own_applicant": request.env.user.commercial_partner_id,
            "forms": self._labels_of_forms(),
            "promise": self._promise,
            "drafts": Application.search_fetch(
                [("filed_online", "=", True), ("state", "=", DRAFT), *own], self._page_fields()
            ),
            "page_name": "ptsp_new",
            "problem": problem,
        }
        return request.render("ptsp_exhibition.filing_new", values)

    @staticmethod
    def _promise(service):
        """Say how long a service takes."""
        if service.sla_days == 1:
            return request.env._("1 working day after the complete file was registered")
        return request.env._("%(days)s working days after the complete file was registered", days=service.sla_days)

    def _labels_of_forms(self):
        labels = {
            "application-form": request.env._("Application form"),
            "power-of-attorney": request.env._("Power of attorney to file"),
            "power-of-attorney-to-sign": request.env._("Power of attorney to sign"),
            "leaflet": request.env._("Leaflet of the service"),
        }
        return {form: labels[form] for form in BLANK_FORMS}

    @http.route(
        "/my/applications/<int:application_id>/file/delete", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_filing_delete(self, application_id, **kwargs):
        """Delete a draft that was never submitted."""
        application = self._readable_application(application_id)

        def delete():
            if application:
                application._delete_online()
            return request.redirect("/my/applications")

        return self._do(delete, lambda problem: self._render_application(application, problem=problem))

    @http.route(
        "/my/applications/<int:application_id>/file/revise", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_filing_revise(self, application_id, **kwargs):
        """Let a draft go on under the revision of its service that is in force."""
        application = self._readable_application(application_id)
        if not application:
            return request.redirect("/my/applications")

        def move():
            moved = application._move_to_revision_in_force()
            return request.redirect(f"/my/applications/{moved.id}/file/{CHECK_STEP}")

        return self._do(move, lambda problem: self._render_application(application, problem=problem))
