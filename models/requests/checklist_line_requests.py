from odoo import models

from ..checklist.checklist_line import COLUMNS


class ChecklistLineRequests(models.Model):
    """A paper that a desk marks deficient is asked of the applicant; one that it marks OK is asked for no more."""

    _inherit = "ptsp.checklist.line"

    def write(self, vals):
        if self._is_procedure:
            return super().write(vals)
        asked = self._asked_of_applicant() if "attachment_ids" in vals else {}
        if asked:
            vals = {**vals, "attachment_ids": self._taken_off(vals["attachment_ids"])}
        before = {line: line.attachment_ids for line in asked}
        result = super().write(vals)
        for line, papers in before.items():
            if line.attachment_ids - papers:
                asked[line]._as_procedure()._keep_papers(papers.sudo())
        if not {*COLUMNS, "note"}.isdisjoint(vals):
            self._ask_for_findings()
        return result

    def _asked_of_applicant(self):
        """Return the requests for these papers that the applicant can answer now.

        A paper that Customer Service attaches meanwhile is an answer, too.

        :return: dict from lines to ``ptsp.request``
        """
        asked = self.application_id._requests_of_agency().filtered(
            lambda request: request.state in ("sent", "answered") and request._is_answerable()
        )
        lines = {line.id: line for line in self}
        return {
            lines[request.checklist_line_id.id]: request for request in asked if request.checklist_line_id.id in lines
        }

    def _ask_for_findings(self):
        """Let the requests of the present desk follow what it finds of these papers."""
        for application, lines in self.grouped("application_id").items():
            column = lines[0]._present_desk()
            if not column:
                continue
            # The desk may mark the paper, and so ask for it.
            requests = application._requests_of_agency()._as_procedure()
            asked = {request.checklist_line_id.id: request for request in requests if request._follows_mark()}
            for line in lines:
                line._ask_for_finding(line[column], asked.get(line.id) or requests.browse())

    def _ask_for_finding(self, result, request):
        """Let the request for a paper follow what the present desk finds.

        :param str result: what it finds
        :param request: what the desk asks for already, in procedure mode; perhaps nothing
        """
        if result == "deficient":
            self._ask_for_paper(request)
        elif request and not request.round:
            request.unlink()
        elif request and result == "ok":
            request._accept()
        elif request.state == "prepared":
            request._take_back()

    def _ask_for_paper(self, request):
        """Prepare that the applicant is asked for a deficient paper, for the reason that the mark gives.

        :param request: what the desk asks for already, in procedure mode; perhaps nothing
        """
        # Of this paper alone: what was found of all others that are at hand need not be read for it.
        note = self.browse(self.id).note or ""
        if request and request.round:
            if request.state != "prepared" or request.again_reason != note:
                request._prepare_again(note)
        elif request:
            if (request.text or "") != note:
                request.write({"text": note})
        elif "requests" in self.application_id._state().opens:
            vals = {"application_id": self.application_id.id, "kind": "paper", "checklist_line_id": self.id}
            request.create({**vals, "text": note})._note_desk()


class RequestForPaper(models.Model):
    """A request that a mark in the checklist has prepared says what the mark says."""

    _inherit = "ptsp.request"

    def _follows_mark(self):
        """Tell whether it is open, and asks for a paper by the column of the checklist that counts at present."""
        self.ensure_one()
        return self._is_from_mark() and self._asking_column() == self.checklist_line_id._present_desk()

    def _is_from_mark(self):
        """Tell whether it is open, and asks for a paper in the name of a desk that marks papers."""
        self.ensure_one()
        return self.kind == "paper" and self.state != "accepted" and bool(self._asking_column())

    def _asking_column(self):
        """Return the column of the checklist in which the desk marks papers that asks; empty where it marks none."""
        asking = self.application_id._procedure().states.get(self.desk)
        return asking.column if asking else ""

    def _tell_checklist(self):
        """Let the checklist say of a paper that is marked deficient what the applicant will read."""
        for request in self.filtered(lambda request: request.kind == "paper"):
            line = request.checklist_line_id
            column = line.application_id._state().column
            if column and line[column] == "deficient" and (line.note or "") != (request.text or ""):
                line._say_why(request.text)


class ApplicationFindings(models.Model):
    """The papers that the present desk has marked deficient, and asks for as it sends the file back."""

    _inherit = "ptsp.application"

    def _findings_to_ask(self):
        """Return the checklist lines that the present desk has marked deficient."""
        self.ensure_one()
        column = self._state().column
        return self.checklist_ids.filtered(lambda line: column and line[column] == "deficient")

    def _prepare_findings(self):
        """Prepare requests for papers that are marked deficient and of which nothing is prepared, in procedure mode.

        So are files asked for again of which the mark has not changed since they came back.
        """
        self.ensure_one()
        lines = self._findings_to_ask()
        asked = {
            request.checklist_line_id.id: request for request in self._requests_of_agency() if request._follows_mark()
        }
        for line in lines:
            request = asked.get(line.id) or self.env["ptsp.request"]
            if request.state != "prepared":
                line._ask_for_paper(request)
