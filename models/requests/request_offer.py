from odoo import api, fields, models

from ..procedure.application_turn import JsonList
from .request_answer import ANSWERS


class RequestOffer(models.Model):
    """What a view offers of a request to whoever looks at it: nothing that the server would refuse."""

    _inherit = "ptsp.request"

    may_change = fields.Boolean(compute="_compute_may", help="It is prepared, by the desk of the current user.")
    may_drop = fields.Boolean(compute="_compute_may", help="The current user can delete it.")
    may_answer = fields.Boolean(compute="_compute_may", help="The current user can enter an answer.")
    may_accept = fields.Boolean(compute="_compute_may", help="The current user can accept the answer.")
    may_ask_again = fields.Boolean(compute="_compute_may", help="The current user can ask again.")
    choices = JsonList(
        compute="_compute_choices",
        groups="ptsp_exhibition.group_reader",
        help="What can be asked for: lists of kind, key, label, and the requirement of a paper.",
    )
    phrase_choices = JsonList(
        compute="_compute_choices",
        groups="ptsp_exhibition.group_reader",
        help="The phrases of the service: lists of id, name, text, kind and requirement.",
    )

    @api.depends("state", "round", "desk", "review_id.state", "application_id.state")
    @api.depends_context("uid")
    def _compute_may(self):
        for request in self:
            # What is being typed is offered like what is stored.
            stored = request._origin
            sent = bool(stored.round) and stored.state != "accepted"
            passes_on = sent and stored.application_id._takes_answers()
            request.may_change = not stored or not stored._why_not_prepared()
            request.may_drop = not stored or not stored._why_not_prepared(drops=True)
            request.may_answer = bool(stored) and stored._may_be_answered()
            request.may_accept = sent and stored._may_be_judged()
            request.may_ask_again = sent and stored._may_be_judged(passes_on=passes_on)

    @api.depends("state", "round", "kind", "checklist_line_id", "application_id.state")
    @api.depends_context("uid", "lang")
    def _compute_choices(self):
        self.choices = self.phrase_choices = []
        for application, requests in self.filtered("may_change").grouped("application_id").items():
            stored = application._origin
            details = [["data", key, label, False] for key, label in stored._askable().items()] if stored else []
            phrases = stored._phrases_to_ask()
            for request in requests:
                request.choices = request._papers_to_ask() + details
                request.phrase_choices = phrases

    def _may_be_answered(self):
        """Tell whether the user may enter an answer now."""
        self.ensure_one()
        application = self.application_id
        return (
            self.state in ("sent", "answered")
            and self._is_answerable()
            and application._holds_any_role(application._roles_that_answer())
            and len(self.exchange_ids.filtered(lambda said: said.round == self.round)) <= ANSWERS
        )

    def _papers_to_ask(self):
        """Return the papers that can be asked for: those for which the agency does not ask already.

        :return: list of lists of kind, number of the checklist line, name and number of the requirement
        """
        self.ensure_one()
        application = self.application_id._origin
        others = application.request_ids._open() - self._origin
        asked = others.filtered(lambda other: not other.review_id).checklist_line_id
        lines = application.checklist_ids.filtered("applicable") - asked | self.checklist_line_id._origin
        return [["paper", line.id, line.name, line.requirement_id.id] for line in lines.sorted("sequence")]

    @api.onchange("phrase_id")
    def _onchange_phrase(self):
        # A list inserts the sentence by itself, behind what was written before.
        if self.phrase_id and self.phrase_id.text not in (self.text or ""):
            return super()._onchange_phrase()
        return None


class ApplicationPhrases(models.Model):
    """The phrases that an officer may choose from."""

    _inherit = "ptsp.application"

    def _phrases_to_ask(self):
        """Return the phrases of the service of the application, in the user's language.

        :return: list of lists of id, name, text, kind and number of the requirement
        """
        return [
            [phrase.id, phrase.name, phrase.text, phrase.kind, phrase.requirement_id.id]
            for phrase in self.service_id.phrase_ids.sorted()
        ]
