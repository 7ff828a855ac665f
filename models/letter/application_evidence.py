from odoo import fields, models


class ApplicationLetterEvidence(models.Model):
    """What the control sheet says of the letter: who initialled and signed it when, its number and its fingerprint."""

    _inherit = "ptsp.application"

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        if {"number_letter", "void_number"}.intersection(transition.effects):
            evidence["letter"] = self._letter_as_numbered()
        return evidence

    def _letter_as_numbered(self):
        """Return number and date of the letter, as the control sheet keeps them."""
        return {"number": self.letter_number or "", "date": fields.Date.to_string(self.letter_date) or ""}

    def _differences_from_sheet(self, lines):
        differences = super()._differences_from_sheet(lines)
        wrong = {
            "initial_ids": not self._initials_fit(lines),
            "signed_at": not self._signature_fits(lines),
            "signed_letter_id": not self._signed_letter_fits(lines),
            "letter_number": not self._letter_number_fits(lines),
            "letter_sha256": not self._letter_fits(lines),
        }
        return [
            *differences,
            *(self._fields[name]._description_string(self.env) for name, differs in wrong.items() if differs),
        ]

    def _lines_with_effect(self, lines, effect):
        """Return those of some control lines that a transition with an effect closed.

        :param lines: control lines
        :param str effect: its name
        """
        keys = {row.key for row in self._rows_with_effect(effect)}
        return lines.filtered(lambda line: line.action in keys)

    def _initials_fit(self, lines):
        """Tell whether the initials are those that the sheet says, and those count that were not struck out.

        :param lines: the closed control lines
        """
        row_of = {row.key: row for row in self._rows_with_effect("initial")}
        striking = {row.key for row in self._rows_with_effect("clear_initials")}
        said, counting = set(), []
        for line in lines:
            if line.action in striking:
                said |= {(*initial, line.ended_at) for initial in counting}
                counting = []
            elif line.action in row_of:
                role = row_of[line.action].roles[0]
                counting.append((line.ended_at, role, line.user_id, line.deputation_id))
        said |= {(*initial, False) for initial in counting}
        shown = {
            (initial.initialled_at, initial.role, initial.user_id, initial.deputation_id, initial.struck_at)
            for initial in self.initial_ids
        }
        return said == shown

    def _signature_fits(self, lines):
        """Tell whether the letter is signed by whom and when the sheet says, or by nobody.

        :param lines: the closed control lines
        """
        line = self._signature_line(lines)
        return (self.signatory_id, self.signed_at) == (line.user_id, line.ended_at)

    def _signature_line(self, lines):
        """Return the control line of the signature that counts: none where the letter went back since.

        :param lines: the closed control lines
        """
        line = self._lines_with_effect(lines, "sign")[-1:]
        back = self._lines_with_effect(lines, "clear_initials")[-1:]
        return line.filtered(lambda signed: not back or back.sequence < signed.sequence)

    def _letter_number_fits(self, lines):
        """Tell whether number and date of the letter are those that the sheet says, or else the register.

        :param lines: the closed control lines
        """
        if said := lines._evidence_of("letter"):
            return said == self._letter_as_numbered()
        return (self.letter_number or False) == self.env["ptsp.register.entry"]._number_of("letter", self)

    def _signed_letter_fits(self, lines):
        """Tell whether what the letter says is what was signed, and of which the sheet has the fingerprint.

        :param lines: the closed control lines
        """
        letter = self.signed_letter_id
        if letter and not letter._is_as_signed():
            return False
        said = self._signature_line(lines).document_sha256
        # Before it was kept what letters say, the sheet said nothing of it.
        return not said or said == letter.sha256

    def _letter_fits(self, lines):
        """Tell whether the letter in storage is the one of which the sheet has the fingerprint.

        :param lines: the closed control lines
        """
        line = self._lines_with_effect(lines, "number_letter")[-1:]
        voided = self._lines_with_effect(lines, "void_number")[-1:]
        counts = bool(line) and (not voided or voided.sequence < line.sequence)
        said = counts and line.document_sha256
        shown = self.letter_attachment_id._ptsp_fingerprint() if self.letter_attachment_id else False
        return said == shown == (self.letter_sha256 or False)
