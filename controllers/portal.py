from contextlib import suppress

from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal, pager

from ..models.procedure.types import APPLICANT
from ..tools.label import label_in


class ApplicantPortal(CustomerPortal):
    """Applicants follow their applications, submit them, hand them in again, or withdraw them."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "application_count" in counters:
            Application = request.env["ptsp.application"]
            values["application_count"] = (
                Application.search_count(self._applications_domain()) if Application.has_access("read") else 0
            )
        return values

    def _validate_address_values(self, address_values, partner_sudo, *args, **kwargs):
        invalid, missing, messages = super()._validate_address_values(address_values, partner_sudo, *args, **kwargs)
        company_name = address_values.get("company_name")
        for contact_sudo, vals in (
            (partner_sudo, {name: value for name, value in address_values.items() if name != "company_name"}),
            # Odoo renames the company of whoever enters another one.
            (partner_sudo.commercial_partner_id, {"name": company_name} if company_name else {}),
        ):
            if contact_sudo and (problem := contact_sudo._ptsp_why_not(vals)):
                invalid.update(problem[0])
                messages.append(problem[1])
        return invalid, missing, messages

    def _applications_domain(self):
        """Return the domain of the applications that the user follows as an applicant."""
        return [("followed_by_me", "=", True)]

    @http.route(
        ["/my/applications", "/my/applications/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        readonly=True,
    )
    def portal_my_applications(self, page=1, **kwargs):
        """Show the list of the user's applications."""
        return self._render_applications(page)

    def _render_applications(self, page=1, **notice):
        """Render the list of the user's applications.

        :param int page: which part of it
        :param notice: what to say above it
        """
        Application = request.env["ptsp.application"]
        domain = self._applications_domain()
        pages = pager(
            url="/my/applications",
            total=Application.search_count(domain),
            page=page,
            step=self._items_per_page,
        )
        applications = Application.search_fetch(
            domain, self._fields_of_page(), order="id desc", limit=self._items_per_page, offset=pages["offset"]
        )
        values = {
            **self._prepare_portal_layout_values(),
            **self._applications_values(applications),
            "applications": applications,
            "page_name": "ptsp_applications",
            "pager": pages,
            "default_url": "/my/applications",
            **notice,
        }
        return request.render("ptsp_exhibition.portal_my_applications", values)

    def _applications_values(self, applications):
        """Return what the list shows of applications beside themselves. A theme adds its own.

        :return: dict
        """
        return {}

    @http.route("/my/applications/<int:application_id>", type="http", auth="user", website=True, readonly=True)
    def portal_my_application(self, application_id, problem=None, **kwargs):
        """Show one application: where it stands, and what the applicant has to do."""
        application = self._own_or_none(application_id)
        if not application:
            return request.redirect("/my/applications")
        return self._render_application(application)

    @http.route(
        "/my/applications/<int:application_id>/<string:action>",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_application_action(self, application_id, action, note=None, **kwargs):
        """Do what the applicant asks for; the model decides whether it is allowed."""
        application = self._own_or_none(application_id)
        if not application:
            return request.redirect("/my/applications")
        row = application._procedure().transitions.get(action)
        if not row or APPLICANT not in row.roles:
            return request.not_found()
        try:
            with request.env.cr.savepoint():
                getattr(application, f"action_{action}")(note)
        except UserError as error:
            return self._render_application(application, problem=str(error))
        return request.redirect(f"/my/applications/{application.id}")

    def _rows(self, application):
        """Return the transitions that the applicant may make now, in the order of the procedure, giving up last.

        :return: list of ``Transition``
        """
        procedure = application._procedure()
        rows = [row for row in application._available_rows() if APPLICANT in row.roles and application._is_offered(row)]
        return sorted(rows, key=lambda row: procedure.gives_up(row.key))

    def _render_behind_link(self, template, token, **values):
        """Render the page to which a link of an e-mail leads: no other site and no memory of a browser keeps it.

        :param str template: its XML id, without the addon's name
        :param str token: the signed text of the link
        :param values: what it shows beside
        """
        shown = {**self._prepare_portal_layout_values(), "page_name": "ptsp_applications", "token": token, **values}
        response = request.render(f"ptsp_exhibition.{template}", shown)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        return response

    def _own_or_none(self, application_id):
        """Return one of the user's own applications, or nothing.

        :param int application_id: its id
        """
        with suppress(AccessError, MissingError):
            return self._own_application(application_id)

    def _own_application(self, application_id):
        """Return one of the user's own applications.

        :raises AccessError: the user may read it, and it is somebody else's
        :raises MissingError: there is none of that id that the user may read
        """
        Application = request.env["ptsp.application"]
        application = Application.search_fetch([("id", "=", application_id)], self._fields_of_page())
        if not application:
            raise MissingError(request.env._("This application does not exist."))
        # Read at once, as the page asks for both.
        (request.env.user.partner_id | application.sudo().commercial_partner_id).mapped("name")
        if not application.filtered_domain(self._applications_domain()):
            raise AccessError(request.env._("This application is not yours."))
        return application

    def _fields_of_page(self):
        """Return the names of what the pages show of applications, which is read in one question to the database."""
        Application = request.env["ptsp.application"]
        return [
            name
            for name, field in Application._fields.items()
            if field.store
            and field.column_type
            and field.prefetch is True
            and Application._has_field_access(field, "read")
        ]

    def _render_application(self, application, **kwargs):
        """Render the page of one application.

        :param kwargs: what :meth:`_application_values` takes
        """
        values = self._application_values(application, **kwargs)
        return request.render("ptsp_exhibition.portal_my_application", values)

    def _application_values(self, application, problem=None):
        """Return what the page of one application shows. A theme adds its own.

        :param str problem: why the last action was not possible
        :return: dict
        """
        return {
            **self._prepare_portal_layout_values(),
            "application": application,
            "rows": self._rows(application),
            "gives_up": application._procedure().gives_up,
            "label_in": label_in,
            "page_name": "ptsp_application",
            "problem": problem,
        }
