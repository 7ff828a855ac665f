from odoo import api, fields, models

from .technical_review import OPEN_STATES


class ApplicationOpinionReceipt(models.Model):
    """When the opinions of the OPD came, and opinions that go back because something lacks (step 11)."""

    _inherit = "ptsp.application"

    has_issued_review = fields.Boolean(
        compute="_compute_has_issued_review",
        compute_sudo=True,
        groups="base.group_user",
        help="An OPD has given its opinion.",
    )

    @api.depends("review_ids.state")
    def _compute_has_issued_review(self):
        for application in self:
            application.has_issued_review = bool(application._issued_reviews())

    def _issued_reviews(self):
        """Return the technical reviews whose opinion was given."""
        return self.review_ids.filtered(lambda review: review.state == "issued")

    def _effective_moment(self, line, transition, now):
        moment = super()._effective_moment(line, transition, now)
        if transition not in self._procedure().opinion_rows:
            return moment
        # The last opinion of this stay at the OPD: those of an earlier one came before the file was here.
        received = self._moments_of_answer()
        return min(moment, max([line.started_at, *received])) if received else moment

    def _moments_of_answer(self):
        """Return when what the file waited for at the OPD came, as a list of naive UTC. A room adds what it ends."""
        return [given for given in self._issued_reviews().mapped("opinion_received_at") if given]

    def _note_for_sheet(self, given):
        note = super()._note_for_sheet(given)
        if given is not None or not self._state().at_opd:
            return note
        # Who of the OPD answers sees no box on the form: each has written beside its opinion.
        reviews_sudo = self.sudo().review_ids
        # What was noted before the file went out last stands on the sheet already.
        went_out = max(filter(None, reviews_sudo.mapped("sent_at") + reviews_sudo.mapped("returned_at")), default=None)
        noted = (
            self.sudo()
            ._issued_reviews()
            .filtered(lambda review: review._words_for_sheet() and (not went_out or review.issued_at >= went_out))
        )
        notes = [note, *(f"{one.agency_id.name}: {one._words_for_sheet()}" for one in noted.sorted("issued_at"))]
        return "\n".join(filter(None, notes))

    def _opinions_complete(self, reviews):
        """Let the files go on that wait for no opinion any more (step 11): whoever gave the last one, by whatever way.

        The caller holds the applications, and has looked who gives or withdraws an opinion. A file that something else
        holds up stays where it is; the button for it says what.

        :param reviews: what :meth:`_reviews_of_all` has returned since the applications are held
        """
        now = fields.Datetime.now()
        owed = reviews.filtered(lambda review: review.state in OPEN_STATES).application_id
        for procedure, applications in (self._as_procedure() - owed).grouped(lambda one: one._procedure()).items():
            row = procedure.opinion_rows[0]
            ready = applications.filtered(
                lambda one, row=row: not one._reasons_against(row, one._note_for_sheet(None), reviews=reviews)
            )
            ready._move(row, None, now)

    def _guard_opinion_returned(self):
        """An OPD has given an opinion that can go back."""
        if self._issued_reviews():
            return None
        return self.env._("No OPD has given an opinion on %(name)s that could go back.", name=self.name)

    def _effect_return_opinions(self, now, note):
        """Open opinions again: those that were chosen for it, else all (step 11)."""
        for application in self:
            issued = application._issued_reviews()
            (issued.filtered("to_return") or issued)._reopen(now, application._note_for_sheet(note))

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        if "return_opinions" in transition.effects:
            returned = self.review_ids.filtered(lambda review: review.returned_at and review.state == "sent")
            evidence["returned_opinions"] = {str(review.id): review._opinion_as_given() for review in returned}
        return evidence

    @api.model
    def _method_of_button(self, row):
        if "return_opinions" in row.effects:
            return "action_ask_opinions"
        return super()._method_of_button(row)

    def action_ask_opinions(self):
        """Open the dialog that asks which opinions go back to their OPD, and why (step 11).

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.opinion_return_action")
        # What already stands in the box is what the dialog asks for.
        return {**action, "context": {"default_application_id": self.id, "default_note": self._note_for_sheet(None)}}
