from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command, Domain

from ...tools.boolean_search import positive
from ...tools.sent_files import read_files

OPEN_STATES = ("requested", "sent")
#: What an OPD can come to.
OPINION_KINDS = [
    ("recommended", "Recommended"),
    ("conditional", "Recommended on Conditions"),
    ("not_recommended", "Not Recommended"),
]


class TechnicalReview(models.Model):
    """One technical opinion (*pertek*) asked of one OPD."""

    _name = "ptsp.technical.review"
    _description = "Technical Review"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]
    _order = "application_id, id"
    _rec_name = "kind"
    _check_company_auto = True

    application_id = fields.Many2one("ptsp.application", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="application_id.company_id")
    service_id = fields.Many2one(related="application_id.service_id")
    agency_id = fields.Many2one(
        "ptsp.agency", "OPD", required=True, ondelete="restrict", index=True, check_company=True
    )
    kind = fields.Char(
        "Kind of Opinion",
        required=True,
        help="What the OPD is asked about, such as traffic, public order or the environment.",
    )
    may_issue = fields.Boolean(compute="_compute_may_issue", help="The current user can enter the opinion.")
    awaited = fields.Boolean(
        compute="_compute_awaited",
        search="_search_awaited",
        compute_sudo=True,
        help="The OPD has the file and owes its opinion.",
    )
    state = fields.Selection(
        [("requested", "Requested"), ("sent", "Sent"), ("issued", "Issued"), ("cancelled", "Cancelled")],
        default="requested",
        required=True,
        readonly=True,
        copy=False,
        procedure=True,
    )
    cover_letter_number = fields.Char(readonly=True, copy=False, procedure=True)
    cover_letter_date = fields.Date(readonly=True, copy=False, procedure=True)
    sent_at = fields.Datetime(
        "Sent", readonly=True, copy=False, procedure=True, help="When the cover letter was numbered."
    )
    received_by = fields.Char(help="Who signed for the file at the OPD.", copy=False)
    received_at = fields.Datetime(help="When the OPD received the file.", copy=False)
    due_at = fields.Datetime("Due", readonly=True, copy=False, help="End of the OPD's days to respond.", procedure=True)
    opinion_kind = fields.Selection(
        OPINION_KINDS,
        "Result",
        readonly=True,
        copy=False,
        procedure=True,
        help="What the OPD has come to. Empty where it gave its opinion before results were entered.",
    )
    opinion = fields.Text(readonly=True, copy=False, procedure=True)
    conditions = fields.Text(
        readonly=True,
        copy=False,
        procedure=True,
        max_lines=100,
        help="What the applicant must observe, one condition a line. They go into the letter.",
    )
    advice_number = fields.Char(readonly=True, copy=False, help="Number of the OPD's letter.", procedure=True)
    advice_date = fields.Date(readonly=True, copy=False, help="Date of the OPD's letter.", procedure=True)
    control_note = fields.Text(
        "For the Control Sheet",
        readonly=True,
        copy=False,
        procedure=True,
        max_chars=500,
        max_lines=10,
        help="Considerations and advice to the desks beside the opinion. They go into the control sheet.",
    )
    opinion_file_ids = fields.Many2many(
        "ir.attachment",
        "ptsp_review_attachment_rel",
        "review_id",
        "attachment_id",
        "Files of the Opinion",
        readonly=True,
        copy=False,
        procedure=True,
        help="The OPD's letter and what belongs to it (PDF, JPEG or PNG).",
    )
    issued_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict", procedure=True)
    issued_at = fields.Datetime("Entered", readonly=True, copy=False, procedure=True)

    #: Who may write what, by what is open in the application's state: verification asks, liaison notes receipts.
    _desk_fields = {
        "reviews": frozenset(("application_id", "agency_id", "kind")),
        "receipts": frozenset(("received_by", "received_at")),
    }

    @property
    def _closed_to_defaults(self):
        return super()._closed_to_defaults | {"received_by", "received_at"}

    @api.model
    def _domain_sent_to_my_opd(self):
        """Return the domain of the reviews that were sent to an OPD of which the user is a member."""
        return Domain("state", "not in", ("requested", "cancelled")) & Domain("agency_id.is_mine", "=", True)

    @api.model
    def _domain_awaited_of_my_opd(self):
        """Return the domain of the reviews that an OPD of which the user is a member has received and not answered."""
        return self._domain_sent_to_my_opd() & self._domain_awaited()

    @api.constrains("received_at")
    def _check_received_at(self):
        now = fields.Datetime.now()
        for review in self:
            if review.received_at and review.received_at > now:
                raise ValidationError(self.env._("The time of receipt by the OPD cannot lie in the future."))
            if review.received_at and review._is_before_sending(review.received_at):
                raise ValidationError(
                    self.env._(
                        "%(agency)s cannot have received the file before it was sent. Correct the time of receipt.",
                        agency=review.agency_id.name,
                    )
                )

    def _is_before_sending(self, moment):
        """Tell whether a moment lies before the cover letter was numbered, by the minute; by the day for older ones.

        :param datetime moment: naive UTC
        """
        if self.sent_at:
            return moment < self.sent_at.replace(second=0)
        day = self.cover_letter_date
        return bool(day) and self.application_id.sudo().service_id._local_day(moment) < day

    @api.onchange("received_by")
    def _onchange_received_by(self):
        if self.received_by and not self.received_at:
            self.received_at = fields.Datetime.now()

    @api.depends("agency_id.member_ids", "application_id.company_id")
    @api.depends_context("uid")
    def _compute_may_issue(self):
        opd_roles = self.env["res.groups"]._ptsp_opd_roles()
        for review, review_sudo in zip(self, self.sudo(), strict=True):
            roles = self.env.user._ptsp_roles(review_sudo.application_id.company_id)
            is_member = roles & opd_roles and review_sudo.agency_id.is_mine
            review.may_issue = bool(is_member or review._is_receiver())

    def _is_receiver(self):
        """Tell whether the user is one of those who receive opinions on paper, and enter them (step 11)."""
        self.ensure_one()
        application_sudo = self.sudo().application_id
        roles = self.env.user._ptsp_roles(application_sudo.company_id) - self.env["res.groups"]._ptsp_opd_roles()
        return any(roles.intersection(row.roles) for row in application_sudo._procedure().opinion_rows)

    @api.depends("state", "application_id.state")
    def _compute_awaited(self):
        for review in self:
            review.awaited = review.state == "sent" and review.application_id._state().at_opd

    def _search_awaited(self, operator, values):
        return positive(operator, values, self._domain_awaited)

    @api.model
    def _domain_awaited(self):
        """Return the domain of the reviews whose OPD has the file and owes its opinion."""
        at_opd = self.env["ptsp.service"]._domain_of_states(
            lambda procedure: [key for key, state in procedure.states.items() if state.at_opd],
            service="application_id.service_id",
            state="application_id.state",
        )
        return Domain("state", "=", "sent") & at_opd

    @api.depends("agency_id", "kind")
    @api.depends_context("uid")
    def _compute_display_name(self):
        # A dialog names what it is about, whoever may read it: to members of an OPD no review of another one.
        stored = self._origin.sudo(False)
        told = stored if stored._reads_confined() else stored._filtered_access("read")
        for review in self:
            hidden = review._origin and review._origin not in told
            review.display_name = "" if hidden else f"{review.agency_id.name}: {review.kind}"

    @api.model_create_multi
    def create(self, vals_list):
        reviews = super().create(vals_list)
        if not reviews._is_procedure:
            reviews._check_desk({name for vals in vals_list for name in vals})
        return reviews

    def write(self, vals):
        if not self._is_procedure:
            self._check_desk(vals)
            if "application_id" in vals:
                raise UserError(self.env._("A technical review stays with its application. Delete it and ask anew."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_requested(self):
        self._check_desk({"agency_id"})
        if any(review.state != "requested" for review in self):
            raise UserError(self.env._("A technical review that was sent to an OPD cannot be deleted."))

    def _check_desk(self, names):
        """Verification asks for reviews, liaison notes their receipt, nobody else writes them.

        :param names: names of the fields about to be written
        :raises UserError: the application or the review is not where those fields are written
        """
        applications = self.application_id
        applications._lock_for_procedure()
        for review in self:
            state = review.application_id._state()
            roles = self.env.user._ptsp_roles(review.application_id.company_id)
            allowed = frozenset().union(*(self._desk_fields.get(part, ()) for part in state.opens))
            at_desk = roles.intersection(state.roles) and review.state in OPEN_STATES
            if not at_desk or not allowed or set(names) - allowed - {"id"}:
                raise UserError(
                    self.env._(
                        "The technical review of %(agency)s cannot be changed at this point: verification asks for it, "
                        "the liaison officer notes who received it.",
                        agency=review.agency_id.name,
                    )
                )

    def action_issue(
        self,
        opinion,
        advice_number=None,
        advice_date=None,
        conditions=None,
        opinion_kind=None,
        files=None,
        received_at=None,
        note=None,
    ):
        """Issue the technical opinion (step 10). With the last one the file moves on to drafting (step 11).

        :param str opinion: text of the opinion
        :param str advice_number: number of the OPD's letter
        :param date advice_date: date of the OPD's letter, today where empty
        :param str conditions: what the applicant must observe, one condition a line; they go into the letter
        :param str opinion_kind: a value of the field of this name; ``recommended`` where empty
        :param list files: dicts with the ``name`` of a file and its ``datas``, base64
        :param datetime received_at: when the opinion came on paper, naive UTC, for who enters it; now where empty
        :param str note: considerations and advice to the desks, for the control sheet
        :return: True
        :raises AccessError: the user is no member of the OPD, nor a processing officer
        :raises UserError: the opinion is empty, its result is unknown, a file cannot be read, or the review is not open
        """
        return self._issue(
            opinion, advice_number, advice_date, conditions, opinion_kind, files, received_at, note, more={}
        )

    def _issue(self, opinion, advice_number, advice_date, conditions, opinion_kind, files, received_at, note, more):
        """Issue the technical opinion, see :meth:`action_issue`.

        :param dict more: what a higher room was given with it, by names; see :meth:`_opinion_given`
        """
        opinion = self._ptsp_text("opinion", opinion)
        conditions = self._ptsp_text("conditions", conditions)
        advice_number = self._ptsp_text("advice_number", advice_number)
        note = self._ptsp_text("control_note", note)
        opinion_kind = opinion_kind or OPINION_KINDS[0][0]
        if not opinion:
            raise UserError(self.env._("Write the opinion before you issue it."))
        if opinion_kind not in [key for key, _label in OPINION_KINDS]:
            raise UserError(
                self.env._(
                    "The result of an opinion is one of: %(kinds)s.",
                    kinds=", ".join(
                        label for _key, label in self._fields["opinion_kind"]._description_selection(self.env)
                    ),
                )
            )
        files = read_files(self.env, files)
        self.check_access("read")
        applications = self.application_id
        self._check_may_issue()
        applications._hold_records()
        of_all = applications._reviews_of_all()
        now = fields.Datetime.now()
        # What is asked of one is asked of the others when the file moves on: once for all.
        for review in self.with_prefetch(of_all._prefetch_ids):
            if not review.awaited:
                raise UserError(
                    self.env._(
                        "The review of %(agency)s is not open: reload the page to see where it stands.",
                        agency=review.agency_id.name,
                    )
                )
            if reason := review._why_not_issued():
                raise UserError(reason)
        given = self._as_procedure().with_prefetch(of_all._prefetch_ids)
        given._opinion_given(more)
        received = self._moment_of_receipt(received_at, now)
        given.write(
            {
                "state": "issued",
                "opinion_kind": opinion_kind,
                "opinion": opinion,
                "conditions": conditions,
                "advice_number": advice_number,
                "issued_at": now,
                "opinion_received_at": received,
                "control_note": note,
                **self._answered_by(),
            }
        )
        for review in given:
            review.advice_date = advice_date or review.application_id.service_id._today()
            review._keep_files(files)
        given._opinion_kept(more)
        # So that one statement writes both.
        self._recompute_recordset(["stage"])
        applications._opinions_complete(of_all)
        return True

    def _answered_by(self):
        """Return the values that say who gives the opinion. A room knows of others than users."""
        return {"issued_by_id": self.env.uid}

    def _note_receipt(self, received_by, received_at):
        """Note who has received the file at the OPD (step 9), as the user or the procedure that calls.

        :param str received_by: who has signed for it
        :param datetime received_at: when, naive UTC
        :raises UserError: the application or the review is not where receipts are noted
        :raises ValidationError: the moment lies ahead, or before the file was sent
        """
        self.write({"received_by": received_by, "received_at": received_at})

    def _lacks_receipt(self):
        """Tell whether the OPD has not signed for the file yet. A room knows of those that need not."""
        self.ensure_one()
        return not (self.received_by or "").strip() or not self.received_at

    def _why_not_issued(self):
        """Tell why the opinion cannot be given yet: one sentence, or nothing. A room knows what is still to be done."""
        self.ensure_one()

    def _opinion_given(self, more):
        """Let each room write what comes with opinions, before they are given, in procedure mode.

        :param dict more: what it was given by ``action_issue``, by names
        """

    def _opinion_kept(self, more):
        """Let each room keep what its theme has of opinions that are given just now, in procedure mode.

        :param dict more: what it was given by ``action_issue``, by names
        """

    def _keep_files(self, files):
        """Keep the files of an opinion, in procedure mode. They take the place of those of an earlier answer.

        :param list files: pairs of a name and the content
        :raises ValidationError: one is of a kind or size that is not taken
        """
        self.ensure_one()
        vals_list = [{"name": name, "raw": raw, "res_model": self._name, "res_id": self.id} for name, raw in files]
        if not self.opinion_file_ids and not vals_list:
            return
        self.opinion_file_ids = [Command.set(self.env["ir.attachment"].create(vals_list).ids)]

    def action_open_issue(self):
        """Open the dialog in which the opinion is written.

        :return: the action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.review_issue_action")
        return {**action, "context": {"default_review_id": self.id}}

    def _check_may_issue(self):
        """Refuse whoever is neither a member of the OPD nor a processing officer who notes its letter.

        :raises AccessError: naming the OPD
        """
        for review in self:
            if not review.may_issue:
                raise AccessError(
                    self.env._(
                        "Only members of %(agency)s, or a processing officer, can enter its opinion.",
                        agency=review.sudo().agency_id.name,
                    )
                )
