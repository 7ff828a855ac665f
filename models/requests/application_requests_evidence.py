from odoo import models

from ...tools import hash_chain


class ApplicationRequestsEvidence(models.Model):
    """What was asked and answered is tied into the control sheet with each step that asks, hands in or accepts."""

    _inherit = "ptsp.application"

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        if self._ties_requests(transition) and (said := self._requests_as_said()):
            evidence["requests"] = said
        return evidence

    def _ties_requests(self, row):
        """Tell whether a transition settles something about requests.

        :param Transition row: what is being done
        """
        settles = {"requests_answered", "own_requests_settled"}.intersection(row.guards)
        return bool(settles or row in self._sending_rows() or self._is_asked_of_applicant() or self._state().at_opd)

    def _requests_as_said(self):
        """Return what was said about each request, as the control sheet keeps it.

        :return: dict from ids, as texts, to the number of exchanges and their fingerprint
        """
        return {
            str(request.id): [len(request.exchange_ids), request._fingerprint(len(request.exchange_ids))]
            for request in self.sudo().request_ids.filtered("round").sorted("id")
        }

    def _destroy_words(self, letter, personal):
        result = super()._destroy_words(letter, personal)
        if personal:
            sent = self.request_ids.filtered("round")
            sent.write({"text": "–", "answer": False})
            sent.exchange_ids.write({"text": False, "value": False})
        return result

    def _differences_from_sheet(self, lines):
        differences = super()._differences_from_sheet(lines)
        said = lines._evidence_of("requests") or {}
        requests = self.request_ids.filtered("round")
        wrong = requests.filtered(lambda request: not request._fits(*said.get(str(request.id), (0, None))))
        label = self._fields["request_ids"]._description_string(self.env)
        if lost := said.keys() - {str(request.id) for request in requests}:
            differences.append(f"{label} ({len(lost)})")
        return differences + [f"{label}: {request.name}" for request in wrong]


class RequestEvidence(models.Model):
    """The fingerprint of a request."""

    _inherit = "ptsp.request"

    def _fingerprint(self, count):
        """Return the SHA-256 over what is asked for and the first things said about it.

        :param int count: of how many exchanges
        """
        self.ensure_one()
        asked = [
            self.kind,
            self.checklist_line_id.id,
            self.field_name or "",
            self.paper_name or "",
            self.desk or "",
            self.review_id.id,
        ]
        said = [exchange._content() for exchange in self.exchange_ids.sorted("id")[:count]]
        return hash_chain.link(hash_chain.GENESIS, [asked, said])

    def _fits(self, count, fingerprint):
        """Tell whether the request, its exchanges and their files are as they were said.

        :param int count: how many exchanges the control sheet knows
        :param str fingerprint: what the sheet says of them; None where it says nothing yet
        """
        self.ensure_one()
        said = self.exchange_ids.sorted("id")
        if fingerprint and (len(said) < count or self._fingerprint(count) != fingerprint):
            return False
        asked = said.filtered(lambda exchange: exchange.kind in ("asked", "asked_again"))[-1:]
        answered = said.filtered(lambda exchange: exchange.kind == "answered")[-1:]
        shown = (self.text or "", self.sent_at, self.answer or "", self.answered_at)
        kept = (asked.text or "", asked.said_at, answered.text or "", answered.said_at)
        last = {"asked": "sent", "asked_again": "sent", "answered": "answered", "accepted": "accepted"}
        state = "prepared" if self.again_reason else last.get(said[-1:].kind)
        return shown == kept and self.state in (state, "prepared") and all(each._files_fit() for each in said)
