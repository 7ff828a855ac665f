from odoo import fields, models


class RegisterEntryVoided(models.Model):
    """The register shows which numbers were voided, and why."""

    _inherit = "ptsp.register.entry"

    voided_letter_ids = fields.One2many("ptsp.voided.letter", "entry_id", readonly=True)
    voided_at = fields.Datetime("Voided", compute="_compute_voided")
    void_reason = fields.Text("Why Void", compute="_compute_voided")

    def _compute_voided(self):
        for entry in self:
            entry.voided_at = entry.voided_letter_ids[:1].voided_at
            entry.void_reason = entry.voided_letter_ids[:1].reason
