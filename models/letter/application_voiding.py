from odoo import fields, models


class ApplicationVoiding(models.Model):
    """The registry finds a number wrong: it is voided with a reason, and the next one is taken (step 15)."""

    _inherit = "ptsp.application"

    voided_letter_ids = fields.One2many(
        "ptsp.voided.letter",
        "application_id",
        "Voided Numbers",
        readonly=True,
        copy=False,
        groups="ptsp_exhibition.group_reader",
    )

    def _effect_void_number(self, now, note):
        """Keep the number and its letter as void, and take them from the application."""
        entries = self.env["ptsp.register.entry"].search_fetch(
            [("kind", "=", "letter"), ("application_id", "in", self.ids)], ["application_id", "name"], order="id"
        )
        by_name = {(entry.application_id, entry.name): entry.id for entry in entries}
        self.env["ptsp.voided.letter"].create(
            [
                {
                    "application_id": application.id,
                    "entry_id": by_name.get((application, application.letter_number)),
                    "letter_number": application.letter_number,
                    "letter_date": application.letter_date,
                    "attachment_id": application.letter_attachment_id.id,
                    "letter_sha256": application.letter_sha256,
                    "letter_token": application.letter_token,
                    "voided_at": now,
                    "voided_by_id": self.env.uid,
                    "paper_serial": application.paper_serial,
                    "reason": application._note_for_sheet(note),
                }
                for application in self
            ]
        )
        names = (
            "letter_number",
            "letter_date",
            "letter_attachment_id",
            "letter_sha256",
            "letter_is_electronic",
            "letter_token",
            "paper_serial",
        )
        self.write(dict.fromkeys(names, False))

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        if "void_number" in transition.effects and (paper := self.voided_letter_ids[:1].paper_serial):
            evidence["voided_paper"] = paper
        return evidence

    def _differences_from_sheet(self, lines):
        differences = super()._differences_from_sheet(lines)
        voiding = self._lines_with_effect(lines, "void_number")
        said = [(line.ended_at, line.user_id, line.note, line._evidence_of("voided_paper")) for line in voiding]
        shown = [
            (letter.voided_at, letter.voided_by_id, letter.reason, letter.paper_serial or None)
            for letter in self.voided_letter_ids
        ]
        if said != shown[::-1]:
            differences.append(self._fields["voided_letter_ids"]._description_string(self.env))
        return differences
