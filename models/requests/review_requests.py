from odoo import api, fields, models
from odoo.exceptions import UserError


class ReviewRequests(models.Model):
    """An OPD asks the applicant through Customer Service, while the file stays with it (remark to step 10)."""

    _inherit = "ptsp.technical.review"

    request_ids = fields.One2many(
        "ptsp.request",
        "review_id",
        "Asked of the Applicant",
        readonly=True,
        copy=False,
        procedure=True,
        help="What the OPD wants to know of the applicant before it gives its opinion.",
    )
    waits_for_applicant = fields.Boolean(
        compute="_compute_waits_for_applicant",
        compute_sudo=True,
        help="The OPD has asked the applicant, and has not accepted the answer yet.",
    )

    @api.depends("request_ids.state")
    def _compute_waits_for_applicant(self):
        for review in self:
            review.waits_for_applicant = bool(review._own_open_requests())

    def _own_open_requests(self):
        """Return what the OPD has asked the applicant and has not accepted yet, as superuser."""
        # Of the whole application at once: the step that follows asks for the others.
        open_sudo = self.application_id.sudo().request_ids._open()
        return open_sudo.filtered(lambda request: request.review_id in self.sudo())

    def action_ask(self, text, kind="question", checklist_line_id=None, paper_name=None):
        """Ask the applicant something for the opinion (step 10). It leaves at once, and the file stays with the OPD.

        :param str text: what is asked, as the applicant reads it
        :param str kind: ``question``, ``paper`` or ``extra_paper``
        :param int checklist_line_id: for a paper, the line of the checklist
        :param str paper_name: for an additional paper, what it is called
        :return: the ``ptsp.request``
        :raises AccessError: the user is no member of the OPD, nor enters opinions on paper
        :raises UserError: the text is empty, something else is missing, or the OPD does not have the file
        """
        self.ensure_one()
        self.check_access("read")
        Request = self.env["ptsp.request"]
        text = Request._ptsp_text("text", text)
        paper_name = Request._ptsp_text("paper_name", paper_name)
        self._check_may_issue()
        application = self.application_id
        application._hold_records()
        if not self.awaited:
            raise UserError(
                self.env._(
                    "%(agency)s does not have the file now, or has given its opinion: reload the page.",
                    agency=self.agency_id.name,
                )
            )
        if not text:
            raise UserError(self.env._("Write what you want to know of the applicant."))
        if kind not in ("question", "paper", "extra_paper"):
            raise UserError(self.env._("An OPD asks for a paper, an additional paper, or asks a question."))
        if checklist_line_id and (not isinstance(checklist_line_id, int) or isinstance(checklist_line_id, bool)):
            raise UserError(
                self.env._("Choose which paper of the checklist of %(name)s is asked for.", name=application.name)
            )
        request = Request._as_procedure().create(
            {
                "application_id": application.id,
                "review_id": self.id,
                "kind": kind,
                "checklist_line_id": checklist_line_id or False,
                "paper_name": paper_name,
                "text": text,
            }
        )
        request._note_desk()
        request._send_at_once()
        return Request.browse(request.id)

    def _why_not_issued(self):
        """An OPD answers once it has looked at what it has asked for."""
        open_sudo = self._own_open_requests()
        if not open_sudo:
            return super()._why_not_issued()
        return self.env._(
            "%(agency)s has asked the applicant: accept the answer first, or ask again: %(requests)s.",
            agency=self.agency_id.name,
            requests=self.application_id._names_of_requests(open_sudo),
        )
