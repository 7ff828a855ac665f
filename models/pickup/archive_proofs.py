from odoo import api, fields, models

from ..archive.bundle_parts import SCANS, Part
from ..archive.record_desk import SCANNERS

#: What proofs are, as the whole file names them.
_LABELS = {"printed": "Bukti serah terima", "scan": "Bukti serah terima bertanda tangan"}


class ArchiveRecordProofs(models.Model):
    """Proofs of handover belong to the file in the archive: they are taken along, asked for, and destroyed with it."""

    _inherit = "ptsp.archive.record"

    proof_ids = fields.One2many(related="application_id.proof_ids", string="Proof of Handover")
    may_attach_proof = fields.Boolean(related="application_id.may_attach_proof")

    @api.depends("application_id.proof_ids.kind")
    def _compute_missing_parts(self):
        return super()._compute_missing_parts()

    def _has_signed_proof(self):
        application_sudo = self.sudo().application_id
        kinds = application_sudo.proof_ids.mapped("kind")
        # Signed on paper and scanned, or drawn on the screen and kept as PDF.
        signed = "scan" in kinds or ("printed" in kinds and bool(application_sudo.recipient_signature))
        return signed or super()._has_signed_proof()

    def _scans_as_attached(self):
        proofs = self.application_id.proof_ids.filtered("in_archive")
        return super()._scans_as_attached() + [proof._as_attached() for proof in proofs]

    def _attached_parts(self, application_sudo):
        parts = super()._attached_parts(application_sudo)
        for proof in application_sudo.proof_ids.sorted("id"):
            parts.append(Part(SCANS, proof.attachment_id.name, proof.attachment_id, label=_LABELS[proof.kind]))
        return parts

    def _is_printed(self, name, application_sudo):
        # What is kept is there already.
        kept = name == "handover" and "printed" in application_sudo.proof_ids.mapped("kind")
        return not kept and super()._is_printed(name, application_sudo)

    def _personal_on_sheet(self):
        said, application = super()._personal_on_sheet(), self.application_id
        if digest := application._proof_digest():
            said.append((application, digest, _LABELS["printed"]))
        return said


class HandoverProofInArchive(models.Model):
    """A scan that came after the control sheet was closed: the chain of the archive has its fingerprint."""

    _inherit = "ptsp.handover.proof"

    in_archive = fields.Boolean(readonly=True, help="Attached after the application was closed.")

    def _as_attached(self):
        """Return what the chain of the archive says of this scan, as a dict."""
        self.ensure_one()
        return {"proof": self.id, "kind": "proof", "sha256": self.attachment_id._ptsp_fingerprint()}


class ApplicationProofInArchive(models.Model):
    """Once the file is in the archive, the registry attaches its proof, too; what is destroyed gets none."""

    _inherit = "ptsp.application"

    def _is_proof_attached_by_me(self):
        if super()._is_proof_attached_by_me():
            return True
        record_sudo = self.sudo().archive_record_ids
        return bool(record_sudo) and record_sudo.company_id.ptsp_uses_archive and record_sudo._holds_role(*SCANNERS)

    def _refuse_scan_of_proof(self):
        record_sudo = self.sudo().archive_record_ids
        record_sudo._hold_records()
        record_sudo._refuse_destroyed()
        if record_sudo:
            record_sudo._refuse_on_disposal()
        return super()._refuse_scan_of_proof()

    def _note_proof(self, kind, name, content, user):
        proof, record_sudo = super()._note_proof(kind, name, content, user), self.sudo().archive_record_ids
        if kind == "scan" and record_sudo:
            proof.in_archive = True
            record_sudo._note_event("attached", self.env._("Proof of Handover"), proof.sudo()._as_attached())
        return proof

    def _differences_from_sheet(self, lines):
        differences = super()._differences_from_sheet(lines)
        if self.proof_ids.filtered("in_archive") and not self.archive_record_ids:
            differences.append(self.env._("scans of the archive"))
        return differences


class ApplicationProofDestroyed(models.Model):
    """Who has signed for a letter is destroyed with the personal data; what was explained by whom stays."""

    _inherit = "ptsp.application"

    def _destroy_words(self, letter, personal):
        result = super()._destroy_words(letter, personal)
        if personal:
            self.write({"recipient_signature": False, "recipient_identity_kind": False})
        return result

    def _proof_fits(self, said):
        self_sudo = self.sudo()
        kept = self.env["ptsp.archive.destroyed"]._kept_of(self)
        if kept and not (self_sudo.recipient_name or self_sudo.recipient_signature):
            return said == kept
        return super()._proof_fits(said)
