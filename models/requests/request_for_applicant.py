from dataclasses import dataclass

from odoo import models


@dataclass(frozen=True)
class Entry:
    """How a detail of an application is entered anew. What it said before is not shown: that was wrong.

    :param str kind: as Odoo calls it, such as ``char``, ``date`` or ``selection``
    :param tuple options: pairs of key and label, of a choice or of tags
    :param str suffix: what follows the value, such as a unit
    :param int limit: the most characters that it takes; None where that is not counted
    """

    kind: str
    options: tuple = ()
    suffix: str = ""
    limit: int | None = None


class RequestForApplicant(models.Model):
    """What the applicant is shown of requests: what is asked now, how it is answered, and what was said before."""

    _inherit = "ptsp.request"

    def _asked_now(self):
        """Return those of the requests to which the agency waits for an answer, or that may still be answered anew.

        What was answered in an earlier round stays with the desk that asked.
        """
        latest = max((request.round for request in self if not request.sudo().review_id), default=0)
        return self.filtered(
            lambda request: (
                request._is_answerable()
                and (
                    request.state == "sent"
                    or (request.state == "answered" and (request.sudo().review_id or request.round == latest))
                )
            )
        )

    def _entry(self):
        """Return how the detail that is asked for is entered.

        :return: ``Entry``; None where no detail is asked for
        """
        self.ensure_one()
        if self.kind != "data":
            return None
        application_sudo = self.application_id.sudo()
        name, _comma, detail = self.field_name.partition(",")
        if detail:
            asked = next((known for known in application_sudo.service_id._details() if known.name == detail), None)
            return Entry(asked.kind, asked.options, asked.suffix) if asked else None
        field = application_sudo._fields[name]
        options = field._description_selection(self.env) if field.type == "selection" else ()
        limit = application_sudo._ptsp_limits().get(name)
        return Entry(field.type, tuple(options), limit=limit.chars if limit else None)

    def _said_before(self):
        """Return what was said before the applicant was asked last: earlier reasons, answers and their files."""
        self.ensure_one()
        return self.exchange_ids.filtered(lambda said: said.round < self.round)

    def _answers_now(self):
        """Return the answers since the applicant was asked last, the latest at the end."""
        self.ensure_one()
        return self.exchange_ids.filtered(lambda said: said.round == self.round and said.kind == "answered")

    def _is_asked_again(self):
        """Tell whether what stands in ``text`` is why an earlier answer did not do."""
        self.ensure_one()
        return any(said.kind == "asked_again" and said.round == self.round for said in self.exchange_ids)
