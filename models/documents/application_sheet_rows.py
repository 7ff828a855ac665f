from typing import NamedTuple

from odoo import models

from .application_document import OFFICIAL_LANG


class SheetRow(NamedTuple):
    """A row of the printed control sheet; what is not known is empty."""

    step: object
    text: str
    line: object = None
    action: str = ""
    actor: str = ""
    acting: str = ""
    user: object = None
    since: object = False
    until: object = False
    note: str = ""

    def minutes(self):
        """Return working minutes as they are printed: all, waiting for an officer, handled; empty what is not known.

        What was handled is printed as the rest, so that the two make up the whole.
        """
        if not self.line or not self.until:
            return "", "", ""
        whole = round(self.line.working_minutes)
        if not self.line.taken_at:
            return str(whole), "", ""
        waiting = min(round(self.line.waiting_minutes), whole)
        return str(whole), str(waiting), str(whole - waiting)


class ApplicationSheetRows(models.Model):
    """The control sheet as it is printed: what happened in the order of time, and what is still to come."""

    _inherit = "ptsp.application"

    def _document_sheet_rows(self):
        """Return the rows of the printed control sheet.

        Lines and OPD stand in the order of time. A step that was not taken stands where the SOP has it; of an
        application that was given up the steps that did not come any more are left out.

        :return: list of ``SheetRow``
        """
        self.ensure_one()
        rows = sorted([*self._rows_of_lines(), *self._rows_of_opd()], key=lambda row: row.since)
        seen = {row.step for row in rows}
        ahead = [step for step in self.service_id.step_ids.sorted("number") if step not in seen]
        sheet = []
        for row in rows:
            while ahead and row.step and ahead[0].number < row.step.number:
                sheet.append(self._row_of_step(ahead.pop(0)))
            sheet.append(row)
        if not self._state().given_up:
            sheet += map(self._row_of_step, ahead)
        return sheet

    def _row_of_step(self, step):
        """Return the row of a step that has no line."""
        return SheetRow(step, step.name)

    def _rows_of_lines(self):
        """Return a row for each line of the control sheet."""
        official_sudo = self.sudo().with_context(lang=OFFICIAL_LANG)
        actions = dict(official_sudo.env["ptsp.service"]._selection_transition())
        states = dict(official_sudo.env["ptsp.service"]._selection_state())
        return [
            SheetRow(
                line.step_id,
                line.step_id.name or states.get(line.state, ""),
                line,
                actions.get(line.action, ""),
                *self._actor_of_line(line),
                line.started_at,
                line.ended_at,
                line.note or "",
            )
            for line in official_sudo.control_ids.sorted("sequence")
        ]

    def _actor_of_line(self, line):
        """Return who did a step, as it stands on paper: name, role that was held for somebody, and whose initials.

        :param line: a control line
        """
        if line.is_last and line.step_id and not line.step_id.group_id:
            # The last step is the applicant's own, whoever of the agency has made the entry (step 17).
            return self._document_receiver(), "", None
        return line.user_id.name or "", line._acting_as() or "", line.user_id

    def _document_receiver(self):
        """Return the name of whoever receives what the procedure has come to. A room that knows it says so."""
        return ""

    def _rows_of_opd(self):
        """Return a row for each OPD that was asked, from its receipt of the file to its opinion (steps 9 and 10)."""
        rows = []
        for review in self._document_reviews():
            if not (since := review.received_at or review.sent_at):
                continue
            step = self.service_id.step_ids.filtered(lambda step: self._is_opd_step(step))[:1]
            letter = [review.advice_number, self._official_text(review.advice_date)]
            rows.append(
                SheetRow(
                    step,
                    f"{review.agency_id.name}: {review.kind}",
                    action="Pertimbangan teknis diterbitkan" if review.issued_at else "",
                    actor=review.issued_by_id.name or "",
                    since=since,
                    until=review.issued_at,
                    note=", ".join(
                        filter(
                            None,
                            (
                                review.received_by and f"Berkas diterima {review.received_by}",
                                review.issued_at and f"surat {' tanggal '.join(filter(None, letter))}",
                            ),
                        )
                    ),
                )
            )
        return rows

    def _is_opd_step(self, step):
        """Tell whether a step is done by the OPD.

        :param step: a ``ptsp.step``
        """
        procedure = self._procedure()
        return any(procedure.states[key].at_opd for key in step._states() if key in procedure.states)
