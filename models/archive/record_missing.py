from odoo import api, fields, models
from odoo.tools import LazyTranslate

from ...tools.label import label_in

_lt = LazyTranslate(__name__)
#: What belongs to a complete set of papers beside those that the service asks for.
_PARTS = {
    "papers": _lt("papers without a scan"),
    "letter": _lt("signed and stamped letter"),
    "receipt": _lt("receipt"),
    "proof": _lt("proof of handover"),
    "sheet": _lt("process control sheet"),
}


class ArchiveRecordMissing(models.Model):
    """What is missing of the complete set of papers, from what the application has."""

    _inherit = "ptsp.archive.record"

    missing_parts = fields.Char(compute="_compute_missing_parts", store=True, help="Keys of what is missing.")
    is_incomplete = fields.Boolean("Incomplete", compute="_compute_missing_parts", store=True)
    missing = fields.Text("What Is Missing", compute="_compute_missing")

    @api.depends(
        "application_id.signed_copy_ids.kind", "application_id.checklist_ids.attachment_ids", "state", "line_count"
    )
    def _compute_missing_parts(self):
        for record in self:
            keys = record._missing_keys() if record.state != "destroyed" else []
            record.missing_parts = ",".join(keys) or False
            record.is_incomplete = bool(keys)

    @api.depends("missing_parts")
    @api.depends_context("lang")
    def _compute_missing(self):
        for record in self:
            keys = (record.missing_parts or "").split(",") if record.missing_parts else []
            words = [label_in(self.env, _PARTS[key]) for key in keys if key in _PARTS]
            if "papers" in keys:
                names = ", ".join(record._papers_without_scan().mapped("name"))
                words[0] = f"{words[0]}: {names}" if names else words[0]
            record.missing = "\n".join(words) or False

    def _papers_without_scan(self):
        """Return the lines of the checklist whose papers the service asks for and that have no scan."""
        self.ensure_one()
        lines_sudo = self.sudo().application_id.checklist_ids
        return lines_sudo.filtered(lambda line: line.mandatory and line.applicable and not line.attachment_ids)

    def _missing_keys(self):
        """Return the keys of what is missing of the complete set, in their order. A room adds what it knows of."""
        self.ensure_one()
        application_sudo = self.sudo().application_id
        scanned = set(application_sudo.signed_copy_ids.mapped("kind"))
        by_hand = application_sudo.letter_number and not application_sudo.letter_is_electronic
        of_letter = application_sudo.signed_copy_ids.filtered(
            lambda copy: copy.kind == "letter" and copy.letter_number == application_sudo.letter_number
        )
        missing = {
            "papers": application_sudo.registration_number and self._papers_without_scan(),
            "letter": by_hand and not of_letter,
            "receipt": application_sudo.registration_number and "receipt" not in scanned,
            "proof": application_sudo._is_collected_by_hand() and not self._has_signed_proof(),
            "sheet": not application_sudo.control_ids,
        }
        return [key for key in _PARTS if missing[key]]

    def _has_signed_proof(self):
        """Tell whether there is the proof of handover that its receiver has signed. The room of proofs extends it."""
        self.ensure_one()
        return False
