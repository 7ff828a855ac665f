from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from ...tools.label import label_in

_lt = LazyTranslate(__name__)

#: What can be asked for.
KINDS = [
    ("paper", "Paper of the Checklist"),
    ("data", "Detail of the Application"),
    ("question", "Question"),
    ("extra_paper", "Additional Paper"),
]
STATES = [("prepared", "Prepared"), ("sent", "Sent"), ("answered", "Answered"), ("accepted", "Accepted")]
#: What a request is called that is about no paper and no detail.
_QUESTION = _lt("Question")


class Request(models.Model):
    """One thing asked of the applicant (remarks to steps 4, 7, 8, 10 and 14).

    A desk prepares it; all that are prepared leave together with the file; the applicant answers each; the desk that
    asked accepts the answer, or asks again with a reason. What was said each time stays in ``exchange_ids``; the
    fields here show the latest.
    """

    _name = "ptsp.request"
    _description = "Request to the Applicant"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]
    _order = "application_id, id"
    _rec_name = "text"

    application_id = fields.Many2one("ptsp.application", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="application_id.company_id")
    service_id = fields.Many2one(related="application_id.service_id")
    state = fields.Selection(
        STATES, default="prepared", required=True, readonly=True, copy=False, procedure=True, index=True
    )

    # What is asked for
    name = fields.Char(
        "Asked For", compute="_compute_name", help="The paper, the detail of the application, or a question."
    )
    kind = fields.Selection(KINDS, default="question", required=True)
    checklist_line_id = fields.Many2one(
        "ptsp.checklist.line", "Paper", ondelete="restrict", index="btree_not_null", help="The paper of the checklist."
    )
    requirement_id = fields.Many2one(
        related="checklist_line_id.requirement_id", string="Requirement", store=True, index="btree_not_null"
    )
    field_name = fields.Char("Detail", help="The key of what the applicant shall enter anew.")
    paper_name = fields.Char("Additional Paper", help="What the paper is called that the service does not list.")
    text = fields.Text(
        "What Is Asked", max_chars=2000, max_lines=50, help="What is wrong or wanted, as the applicant reads it."
    )
    again_reason = fields.Text(
        "Asked Again Because",
        readonly=True,
        copy=False,
        procedure=True,
        max_chars=2000,
        max_lines=50,
        groups="ptsp_exhibition.group_reader",
        help="Why the answer does not do. The applicant reads it once it is sent.",
    )
    phrase_id = fields.Many2one(
        "ptsp.request.phrase",
        ondelete="restrict",
        index="btree_not_null",
        groups="ptsp_exhibition.group_reader",
        help="The phrase of the library with which it was asked: the reason that managers count.",
    )

    # Who asks, when
    desk = fields.Selection(
        selection="_selection_desk",
        string="Asking Desk",
        readonly=True,
        copy=False,
        procedure=True,
        help="The desk that asks. It accepts the answer, or asks again.",
    )
    desk_name = fields.Char(
        "Asked by", compute="_compute_desk_name", compute_sudo=True, help="The desk or the OPD that asks."
    )
    step_id = fields.Many2one(
        "ptsp.step",
        readonly=True,
        copy=False,
        procedure=True,
        ondelete="restrict",
        index="btree_not_null",
        groups="base.group_user",
    )
    review_id = fields.Many2one(
        "ptsp.technical.review",
        "Technical Review",
        readonly=True,
        copy=False,
        procedure=True,
        ondelete="restrict",
        index="btree_not_null",
        groups="base.group_user",
        help="The opinion for which an OPD asks. Empty where a desk of the agency asks.",
    )
    asked_by_id = fields.Many2one(
        "res.users",
        "Officer",
        readonly=True,
        copy=False,
        procedure=True,
        ondelete="restrict",
        index="btree_not_null",
        groups="base.group_user",
        help="Who asked last.",
    )
    asked_at = fields.Datetime("Prepared at", readonly=True, copy=False, procedure=True)
    sent_at = fields.Datetime(readonly=True, copy=False, procedure=True, help="When the applicant was asked last.")
    round = fields.Integer(
        readonly=True,
        copy=False,
        procedure=True,
        aggregator="max",
        help="With which sending of the file it was asked last. 0 as long as it was not sent.",
    )

    # What was answered
    answer = fields.Text(readonly=True, copy=False, procedure=True, max_chars=5000, max_lines=100)
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "ptsp_request_attachment_rel",
        "request_id",
        "attachment_id",
        "Files of the Answer",
        readonly=True,
        copy=False,
        procedure=True,
        help="The files that came with the latest answer that brought any.",
    )
    answered_by_id = fields.Many2one(
        "res.users",
        "Answer Entered by",
        readonly=True,
        copy=False,
        procedure=True,
        ondelete="restrict",
        index="btree_not_null",
        groups="base.group_user",
    )
    answered_at = fields.Datetime("Answered", readonly=True, copy=False, procedure=True)
    exchange_ids = fields.One2many(
        "ptsp.request.exchange",
        "request_id",
        "What Was Said",
        readonly=True,
        copy=False,
        procedure=True,
        help="Asked, answered, asked again, accepted: each with its day, its words and its files.",
    )

    @api.model
    def _selection_desk(self):
        return self.env["ptsp.service"]._selection_state()

    @api.depends("kind", "checklist_line_id.name", "field_name", "paper_name", "application_id")
    @api.depends_context("lang")
    def _compute_name(self):
        for request in self:
            if request.kind == "paper":
                request.name = request.checklist_line_id.name
            elif request.kind == "extra_paper":
                request.name = request.paper_name
            elif request.kind == "data":
                request.name = request.application_id._label_to_ask(request.field_name)
            else:
                request.name = label_in(self.env, _QUESTION)

    @api.depends("name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for request in self:
            request.display_name = request.name

    @api.depends("desk", "review_id.agency_id.name", "application_id.service_id")
    @api.depends_context("lang")
    def _compute_desk_name(self):
        for request in self:
            procedure = request.application_id._procedure()
            state = procedure.states.get(request.desk)
            request.desk_name = request.review_id.agency_id.name or (state and label_in(self.env, state.label))

    @api.onchange("phrase_id")
    def _onchange_phrase(self):
        if self.phrase_id:
            self.text = self.phrase_id.text

    @api.model_create_multi
    def create(self, vals_list):
        requests = super().create(vals_list)
        if not self._is_procedure:
            requests._check_may_prepare()
            requests._as_procedure()._note_desk()
            for request in requests.filtered(lambda request: request.phrase_id and not request.text):
                request._as_procedure().text = request.phrase_id.text
        requests.application_id._check_few_requests()
        return requests

    def write(self, vals):
        if self._is_procedure:
            return super().write(vals)
        if "application_id" in vals:
            raise UserError(self.env._("A request stays with its application. Delete it and ask anew."))
        self._check_may_prepare()
        result = super().write(vals)
        if "text" in vals:
            self._tell_checklist()
        return result

    def copy(self, default=None):  # pylint: disable=unknown-option-value,method-required-super
        raise UserError(self.env._("A request cannot be copied: ask for each thing by itself."))

    @api.ondelete(at_uninstall=False)
    def _unlink_only_prepared(self):
        if not self._is_procedure:
            self._check_may_prepare(drops=True)

    def _note_desk(self):
        """Note on new requests which desk asks and who, in procedure mode."""
        now = fields.Datetime.now()
        for application, requests in self.grouped("application_id").items():
            requests.write(
                {
                    "desk": application.state,
                    "step_id": application._current_step().id,
                    "asked_by_id": self.env.uid,
                    "asked_at": now,
                }
            )

    def _said_next(self):
        """Return what the applicant will read: the reason where it is asked again, else what is asked."""
        self.ensure_one()
        return (self.again_reason if self.round else self.text) or ""

    def _open(self):
        """Return those of the requests that no desk has accepted yet."""
        return self.filtered(lambda request: request.state != "accepted")
