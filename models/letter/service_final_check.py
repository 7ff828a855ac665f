from odoo import api, fields, models
from odoo.fields import Command

from ..documents.application_document import OFFICIAL_LANG


class ServiceFinalCheck(models.Model):
    """The final checklist of a service (step 15)."""

    _inherit = "ptsp.service"

    final_check_ids = fields.One2many(
        "ptsp.final.check.item",
        "service_id",
        "Final Checklist",
        copy=True,
        groups="ptsp_exhibition.group_reader",
        default=lambda self: self._default_final_checks(),
        help="What the registry checks of each letter before it is released.",
    )

    @api.model
    def _default_final_checks(self):
        """Return the five lines of the SOP, in the language of official documents, as commands."""
        official = self.with_context(lang=OFFICIAL_LANG).env
        names = (
            official._("The number is in the format of the registry and follows the one before"),
            official._("The date is that of the day of numbering"),
            official._("The letter bears signature and stamp"),
            official._("Three copies are there: verification, applicant, archive"),
            official._("The attachments are complete"),
        )
        return [Command.create({"sequence": place * 10, "name": name}) for place, name in enumerate(names, start=1)]
