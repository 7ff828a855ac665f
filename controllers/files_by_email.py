from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .portal import ApplicantPortal


class FilesByEmail(ApplicantPortal):
    """Where who opened an account by himself confirms its e-mail address; the model decides what that opens."""

    def _render_applications(self, page=1, **notice):
        user = request.env.user
        confirms = user._ptsp_proves_by_email()
        return super()._render_applications(page, **{"confirms": user.login if confirms else "", **notice})

    @http.route("/my/applications/confirm/send", type="http", auth="user", website=True, methods=["POST"])
    def portal_send_link(self, **kwargs):
        """Send a link to the user's e-mail address, and say the same whether files are kept under it."""
        try:
            with request.env.cr.savepoint():
                request.env.user._ptsp_send_link()
        except UserError as error:
            return self._render_applications(problem=str(error))
        return self._render_applications(link_asked=True)

    @http.route("/my/applications/confirm", type="http", auth="user", website=True, methods=["GET"], readonly=True)
    def portal_open_link(self, token="", **kwargs):  # nosec B107
        """Show whose files a link finds: what opens links by itself finds none.

        :param str token: the signed text of the link
        """
        try:
            contact_sudo = request.env.user._ptsp_contact_of_link(token)
        except UserError as error:
            return self._render_applications(problem=str(error))
        return self._render_behind_link("portal_confirm_address", token, applicant=contact_sudo.name)

    @http.route("/my/applications/confirm/find", type="http", auth="user", website=True, methods=["POST"])
    def portal_find_files(self, token="", **kwargs):  # nosec B107
        """Let the account be the applicant's whose address was confirmed.

        :param str token: the signed text of the link
        """
        try:
            with request.env.cr.savepoint():
                request.env.user._ptsp_find_files(token)
        except UserError as error:
            return self._render_applications(problem=str(error))
        return request.redirect("/my/applications")
