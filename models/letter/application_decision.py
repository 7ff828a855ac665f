from odoo import api, fields, models


class ApplicationDecision(models.Model):
    """Heads initial and sign in front of the letter, as it will be (steps 12 to 14)."""

    _inherit = "ptsp.application"

    @api.model
    def _method_of_button(self, row):
        if {"initial", "sign"}.intersection(row.effects):
            return "action_decide"
        return super()._method_of_button(row)

    def action_decide(self):
        """Show letters beside the decision on them: with which transition they go on, the context names.

        :return: the action of the dialog
        :raises AccessError: the transition is not of the user's roles, or an application is not for the user's eyes
        :raises UserError: the context names no transition, or it cannot be made now
        """
        key = self._transition_of_button()
        # Nobody reads letters first and is told afterwards that they cannot go on.
        self._refuse_impossible(key)
        return self.env["ptsp.letter.decision"]._open(self, key)

    def _letter_revisions(self):
        """Return which revision each letter has, as a dict from ids as text."""
        return {str(application.id): application.draft_revision for application in self}

    def _compose_letter(self):
        letter = super()._compose_letter()
        if self.signatory_id or not self.draft_revision:
            return letter
        # A letter that waits for its signature says who will sign it: the user, or who is in office today.
        now = fields.Datetime.now()
        office, signer = self._office_of_signatory(now), self.env.user
        if not office:
            office = self._document_signatory(self.service_id._local_day(now))
            signer = office._sole_head()
        if not office:
            return letter
        return {
            **letter,
            "signatory_title": office._official_title(),
            "signatory_name": office.name or office.user_id.name or signer.name or "",
            "signatory_rank": office.rank or "",
            "signatory_number": office.employee_number or "",
        }
