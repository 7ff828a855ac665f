from typing import NamedTuple

from odoo import fields, models
from odoo.exceptions import UserError

_CONTEXT_KEY = "ptsp_by_link"


class _ByLink(NamedTuple):
    """Who answers by a link for which review. No client can send one: what comes over the wire is no such object."""

    review_id: int
    name: str


class ReviewByLink(models.Model):
    """An opinion that somebody gives by a link: of no user, with the name that was entered (step 10)."""

    _inherit = "ptsp.technical.review"

    answered_by_name = fields.Char(
        "Answered by Link by",
        readonly=True,
        copy=False,
        procedure=True,
        max_chars=100,
        help="Who has given the opinion by the link, as he or she has entered it. Empty where a user has given it.",
    )

    def _issue_by_link(self, name, opinion):
        """Issue the opinion for whoever has link and code; see ``action_issue``.

        :param str name: who answers for the OPD
        :param dict opinion: arguments of ``action_issue``
        :raises UserError: there is no name, or what ``action_issue`` refuses
        """
        self.ensure_one()
        name = self._ptsp_text("answered_by_name", name)
        if not name:
            raise UserError(self.env._("Write your name and office: the control sheet says who has answered."))
        if not (opinion.get("opinion_kind") or "").strip():
            raise UserError(self.env._("Choose the result: recommended, on conditions, or not recommended."))
        by_link = {_CONTEXT_KEY: _ByLink(self.id, name)}
        # Link and code were looked at.
        self.sudo().with_context(**by_link).action_issue(**opinion)

    def _by_link(self):
        """Return by which link somebody answers at this moment, or nothing."""
        given = self.env.context.get(_CONTEXT_KEY)
        return given if isinstance(given, _ByLink) and self.ids == [given.review_id] else None

    def _check_may_issue(self):
        return None if self._by_link() else super()._check_may_issue()

    def _answered_by(self):
        by_link = self._by_link()
        if not by_link:
            return {**super()._answered_by(), "answered_by_name": False}
        return {"issued_by_id": False, "answered_by_name": by_link.name}

    def _words_for_sheet(self):
        words = super()._words_for_sheet()
        if not self.answered_by_name:
            return words
        official = self.application_id._officially()
        said = official.env._("answered by link by %(name)s", name=self.answered_by_name)
        return "; ".join(filter(None, (words, said)))

    def _opinion_as_given(self):
        given = super()._opinion_as_given()
        return {**given, "answered_by_link": self.answered_by_name} if self.answered_by_name else given
