from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .portal import ApplicantPortal


class ApplicantNotices(ApplicantPortal):
    """Applicants choose of what they are told by e-mail."""

    @http.route("/my/applications/notices", type="http", auth="user", website=True, methods=["GET", "POST"])
    def portal_notices(self, notices=None, **kwargs):
        """Show what the applicant is told, and keep what he chooses.

        :param str notices: key of the choice
        """
        partner = request.env.user.partner_id
        saved, problem = False, None
        if request.httprequest.method == "POST":
            try:
                partner._ptsp_choose_notices(notices)
                saved = True
            except UserError as error:
                problem = str(error)
        values = {
            **self._prepare_portal_layout_values(),
            "page_name": "ptsp_notices",
            "choices": partner._fields["ptsp_notices"]._description_selection(request.env),
            "chosen": partner._ptsp_notices_wanted(),
            "saved": saved,
            "problem": problem,
        }
        return request.render("ptsp_exhibition.portal_notices", values)
