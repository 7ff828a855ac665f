from odoo import api, fields, models
from odoo.fields import Domain


class ApplicationRequestsPage(models.Model):
    """The page of the form with what the applicant is asked: it opens where that is the work; the banner counts."""

    _inherit = "ptsp.application"

    request_count = fields.Integer(
        "Number of Requests", compute="_compute_request_count", groups="ptsp_exhibition.group_reader"
    )
    answered_requests = fields.Boolean(
        compute="_compute_request_count",
        groups="ptsp_exhibition.group_reader",
        help="Whether any of the requests was ever answered.",
    )
    requests_said = fields.Text(
        "Open Requests",
        compute="_compute_requests_said",
        groups="ptsp_exhibition.group_reader",
        help="How much of what the applicant was asked is answered, prepared or still to be looked at.",
    )
    answered_at = fields.Datetime(
        "Answered",
        compute="_compute_answered_at",
        groups="ptsp_exhibition.group_reader",
        help="When the applicant answered last what no desk has accepted yet.",
    )

    @api.depends("request_ids.answered_at")
    def _compute_request_count(self):
        for application in self:
            application.request_count = len(application.request_ids)
            application.answered_requests = any(application.request_ids.mapped("answered_at"))

    @api.depends("request_ids.state", "request_ids.answered_at")
    def _compute_answered_at(self):
        for application in self:
            answered = application.request_ids.filtered(lambda request: request.state == "answered")
            application.answered_at = max(answered.mapped("answered_at"), default=False)

    @api.depends("state", "request_ids.state")
    @api.depends_context("lang", "uid")
    def _compute_requests_said(self):
        for application in self:
            application.requests_said = "\n".join(application._sentences_of_requests()) or False

    @api.depends("request_ids.state")
    @api.depends_context("uid")
    def _compute_work_page(self):
        result = super()._compute_work_page()
        page = self._pages_by_part()["requests"]
        for application in self:
            # Whoever reads the application is led where its work is.
            if application.my_turn and application.sudo()._works_on_requests():
                application.work_page = page
        return result

    @api.model
    def _pages_by_part(self):
        return {**super()._pages_by_part(), "requests": "requests"}

    def action_view_requests(self):
        """Show what the applicant was asked.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        name = self.env._("Requests of %(application)s", application=self.name)
        return self._linked(name, "ptsp.request", Domain("application_id", "=", self.id), "list,kanban,form")

    def _works_on_requests(self):
        """Tell whether answers are looked at now by the desk that asked, or entered while the applicant is asked."""
        self.ensure_one()
        requests = self._requests_of_agency()
        if self._is_asked_of_applicant():
            return bool(requests.filtered(lambda request: request.state in ("sent", "answered")))
        return any(request.state == "answered" and request._is_of_present_desk() for request in requests)

    def _sentences_of_requests(self):
        """Return what is to be said of open requests, as a list of texts: of the agency, and of each OPD."""
        self.ensure_one()
        requests = self.request_ids
        prepared = requests.filtered(lambda request: request.state == "prepared")
        asked = requests.filtered(lambda request: request.state in ("sent", "answered"))
        sentences = []
        for desk, theirs in asked.grouped(lambda request: request.review_id and request.desk_name).items():
            answered = len(theirs.filtered(lambda request: request.state == "answered"))
            words = {"answered": answered, "count": len(theirs), "desk": desk}
            if desk:
                sentences.append(
                    self.env._("%(desk)s: %(answered)s of %(count)s requests to the applicant are answered.", **words)
                )
            elif len(theirs) == 1:
                sentences.append(
                    self.env._("The request to the applicant is answered.")
                    if answered
                    else self.env._("The request to the applicant is not answered yet.")
                )
            else:
                sentences.append(self.env._("%(answered)s of %(count)s requests are answered.", **words))
        if prepared:
            sentences.append(
                self.env._("Prepared for the applicant: %(requests)s.", requests=self._names_of_requests(prepared))
            )
        return sentences
