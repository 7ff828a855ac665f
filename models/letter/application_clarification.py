from odoo import models

from ..procedure.types import APPLICANT


class ApplicationClarification(models.Model):
    """What the applicant is asked in words: by the agency head (step 14), or by Customer Service anew (step 8)."""

    _inherit = "ptsp.application"

    def _clarification_asked(self):
        """Return what the applicant was asked with the step that sent the file back, where that had to say why."""
        self.ensure_one()
        line = self._line_off_the_way()
        procedure = self._procedure()
        asked = procedure.leads_to(line.action, APPLICANT) and procedure.transitions[line.action].note
        return line.note if asked else ""

    def _question_sent(self):
        """Return what the applicant was asked to clarify, while it is the applicant's turn to.

        :return: str, empty where nothing was asked
        :raises AccessError: the user may not read the application
        """
        self.check_access("read")
        return self._clarification_asked() if self._state().with_applicant else ""
