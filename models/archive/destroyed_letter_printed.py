from odoo import api, models
from odoo.exceptions import UserError


class DestroyedLetterPrinted(models.Model):
    """A letter that was destroyed is not printed any more."""

    _inherit = "ir.actions.report"

    @api.model
    def _ptsp_stored_documents(self, report, res_ids):
        stored = super()._ptsp_stored_documents(report, res_ids)
        self._ptsp_refuse_destroyed(stored)
        return stored

    @api.model
    def _ptsp_refuse_destroyed(self, stored):
        """Refuse to print what was destroyed.

        :param dict stored: contents of kept documents, by ids of applications
        :raises UserError: saying when it was destroyed, and by whose approval
        """
        for number in [number for number, content in stored.items() if not content]:
            application_sudo = self.env["ptsp.application"].browse(number).sudo()
            records_sudo = application_sudo.archive_record_ids
            if records_sudo and (words := records_sudo._destruction_in_words()):
                raise UserError(words)
