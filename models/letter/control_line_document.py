from odoo import fields, models


class ControlLineDocument(models.Model):
    """The control sheet ties the letter into its chain: what was signed, then the numbered file."""

    _inherit = "ptsp.control.line"

    document_sha256 = fields.Char(
        "Document SHA-256", readonly=True, help="Fingerprint of what was signed here, or of the letter numbered here."
    )


class ApplicationControlSheetDocument(models.Model):
    """The letter gives the control sheet its fingerprint."""

    _inherit = "ptsp.application"

    def _closing_values(self, line, transition, now):
        return super()._closing_values(line, transition, now) | {
            "document_sha256": self.letter_sha256 or self.signed_letter_id.sha256
        }
