from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request

from ..models.members.applicant_member import EDIT, NONE, READ
from .filing import OnlineFiling, number

#: With what the key of a person begins, of whom no line says anything yet.
_COLLEAGUE = "colleague-"


class PeopleOfApplicant(OnlineFiling):
    """Applicants say who sees their applications, and how far; the models decide who may say so."""

    def _render_applications(self, page=1, **notice):
        return super()._render_applications(page, **{"manages_people": self._manages_people(), **notice})

    @staticmethod
    def _manages_people():
        """Tell whether the user decides who sees the applications of the own company."""
        user = request.env.user
        return user._is_portal() and user._ptsp_principals().get(user.commercial_partner_id.id) == EDIT

    @http.route("/my/applications/people", type="http", auth="user", website=True, methods=["GET"], readonly=True)
    def portal_people(self, **kwargs):
        """Show who has access."""
        if not self._manages_people():
            return request.redirect("/my/applications")
        return self._render_people()

    @http.route("/my/applications/people/invite", type="http", auth="user", website=True, methods=["POST"])
    def portal_invite_person(self, email="", role=READ, **kwargs):
        """Invite somebody; the answer is the same whether the address has an account."""

        def invite():
            line_sudo = request.env["ptsp.applicant.member"]._invite(email, role)
            said = request.env._("The invitation is on its way to %(email)s.", email=line_sudo.email)
            return self._render_people(done=said)

        def refused(problem):
            return self._render_people(invite_problem=problem, email=email, invited_role=role)

        return self._do(invite, refused)

    @http.route("/my/applications/people/change", type="http", auth="user", website=True, methods=["POST"])
    def portal_change_person(self, person="", role=NONE, **kwargs):
        """Let somebody do more or less, or nothing any more.

        :param str person: key of the person, as the page has it
        """

        def change():
            members = request.env["ptsp.applicant.member"]
            if person.startswith(_COLLEAGUE):
                members._change_colleague(number(person.removeprefix(_COLLEAGUE)), role)
            else:
                members._change(number(person), role)
            return self._render_people(done=request.env._("Saved. It holds from now on."))

        return self._do(change, self._people_refused, forbidden=self._people_forbidden)

    @http.route("/my/applications/people/end_power", type="http", auth="user", website=True, methods=["POST"])
    def portal_end_power(self, application_id="", **kwargs):
        """End the power of attorney of a representative."""

        def end():
            application = self._readable_application(number(application_id))
            if application:
                application._end_power()
            return self._render_people(done=request.env._("The power of attorney has ended."))

        return self._do(end, self._people_refused)

    @http.route(
        "/my/applications/people/accept", type="http", auth="user", website=True, methods=["GET"], readonly=True
    )
    def portal_open_invitation(self, token="", **kwargs):  # nosec B107
        """Show whose applications an invitation opens: what opens links by itself accepts none.

        :param str token: the signed text of the link
        """
        try:
            line_sudo = request.env["ptsp.applicant.member"]._of_token(token)
        except UserError as error:
            return self._render_applications(problem=str(error))
        return self._render_behind_link("portal_accept_invitation", token, line=line_sudo)

    @http.route("/my/applications/people/accept", type="http", auth="user", website=True, methods=["POST"])
    def portal_accept_invitation(self, token="", **kwargs):  # nosec B107
        """Accept an invitation.

        :param str token: the signed text of the link
        """

        def accept():
            request.env["ptsp.applicant.member"]._accept(token)
            return request.redirect("/my/applications")

        return self._do(accept, lambda problem: self._render_applications(problem=problem))

    # What is shown

    def _people_refused(self, problem):
        return self._render_people(problem=problem)

    def _people_forbidden(self):
        """Answer whoever changes what he may not: with the page as it stands now, or the list of applications."""
        if not self._manages_people():
            return request.redirect("/my/applications")
        return self._render_people(problem=request.env._("This cannot be changed by you. Below stands what holds."))

    def _render_people(self, **notice):
        """Render the page of who has access.

        :param notice: what to say above it
        """
        members = request.env["ptsp.applicant.member"]
        try:
            principal_sudo = members._managed_principal()
        except AccessError:
            return request.redirect("/my/applications")
        lines_sudo, colleagues_sudo = members._people()
        applications = request.env["ptsp.application"].search(
            [("commercial_partner_id", "=", principal_sudo.id), ("is_represented", "=", True)]
        )
        values = {
            **self._prepare_portal_layout_values(),
            "page_name": "ptsp_people",
            "principal": principal_sudo,
            "people": [
                *(self._colleague(user, principal_sudo) for user in colleagues_sudo),
                *(self._person(line) for line in lines_sudo),
            ],
            "represented": applications.filtered(lambda application: application._power_lasts()),
            **notice,
        }
        return request.render("ptsp_exhibition.portal_people", values)

    def _colleague(self, user, principal):
        """Return what the page shows of a colleague, who may edit by that alone.

        :param user: the ``res.users``, as superuser
        :param principal: the ``res.partner`` of the company
        """
        fixed = user == request.env.user or user.partner_id == principal
        return {
            "key": f"{_COLLEAGUE}{user.id}",
            "name": user.name,
            "email": user.partner_id.email or "",
            "says": request.env._("You may edit.") if user == request.env.user else request.env._("May edit."),
            "roles": {} if fixed else self._roles(EDIT, colleague=True),
        }

    def _person(self, line):
        """Return what the page shows of a person.

        :param line: the ``ptsp.applicant.member``, as superuser
        """
        waits = request.env._("Invited; has not accepted yet.")
        says = {
            EDIT: request.env._("May edit."),
            READ: request.env._("May read."),
            NONE: request.env._("Sees nothing."),
        }
        colleague = line.user_id and line.user_id.commercial_partner_id == line.principal_id
        return {
            "key": line.id,
            # Nothing of an account shows before its owner has accepted.
            "name": line.user_id.name or line.email,
            "email": line.email if line.user_id else "",
            "says": says[line.role] if line.user_id else f"{says[line.role]} {waits}",
            "roles": self._roles(line.role, colleague=bool(colleague)) if line.user_id != request.env.user else {},
        }

    def _roles(self, role, colleague):
        """Return what a person may be let do instead, as a dict from roles to what the buttons say.

        :param str role: what the person may do now
        :param bool colleague: of the company itself
        """
        labels = {
            EDIT: request.env._("Let Edit"),
            READ: request.env._("Let Read Only"),
            NONE: request.env._("Close the Access") if colleague else request.env._("Take off the List"),
        }
        return {key: label for key, label in labels.items() if key != role}
