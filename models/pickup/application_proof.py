import base64
import hashlib

from odoo import fields, models

from ...tools import hash_chain


class ApplicationProof(models.Model):
    """What the proof of handover says, tied into the control sheet with the hand-over itself."""

    _inherit = "ptsp.application"

    def _proof_content(self):
        """Return what was noted of the hand-over beside who collects, JSON-serialisable; nothing where nothing was."""
        self.ensure_one()
        application_sudo = self.sudo().with_context(bin_size=False)
        signature = base64.b64decode(application_sudo.recipient_signature or b"")
        readings = application_sudo.reading_ids.sorted("id")
        if not (signature or readings or application_sudo.recipient_identity_kind):
            return {}
        return {
            "recipient": application_sudo.recipient_name or "",
            "represents": application_sudo.recipient_is_representative,
            "identity": application_sudo.recipient_identity_kind or "",
            "signature": hashlib.sha256(signature).hexdigest() if signature else "",
            "explained": [
                [reading.kind, reading.name, reading.user_id.id, fields.Datetime.to_string(reading.read_at)]
                for reading in readings
            ],
        }

    def _proof_digest(self):
        """Return the SHA-256 of what was noted of the hand-over; empty where nothing was."""
        content = self._proof_content()
        return hashlib.sha256(hash_chain.canonical(content).encode()).hexdigest() if content else ""

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        if transition in self._rows_of_handover() and (digest := self._proof_digest()):
            evidence["proof"] = digest
        return evidence

    def _differences_from_sheet(self, lines):
        differences = super()._differences_from_sheet(lines)
        # Sheets of before it was noted say nothing of it.
        said = lines._evidence_of("proof")
        if said is not None and self.handed_over_at and not self._proof_fits(said):
            differences.append(self.env._("Proof of Handover"))
        return differences

    def _proof_fits(self, said):
        """Tell whether what was noted of the hand-over is what the control sheet says. A file of this room extends it.

        :param str said: the fingerprint in the control sheet
        """
        self.ensure_one()
        return said == self._proof_digest()
