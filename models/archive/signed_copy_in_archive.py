from odoo import fields, models
from odoo.exceptions import UserError

from ...tools import hash_chain
from ...tools.sent_files import read_files
from .record_desk import SCANNERS

#: What is scanned of a file when it is closed; the proof of handover belongs to the room of the pick-up desk.
KINDS = [("letter", "Signed and Stamped Letter"), ("receipt", "Receipt")]


class SignedCopyInArchive(models.Model):
    """Scans that come after the control sheet was closed: the chain of the archive has their fingerprints."""

    _inherit = "ptsp.signed.copy"

    kind = fields.Selection(KINDS, default="letter", required=True, readonly=True)
    in_archive = fields.Boolean(readonly=True, help="Attached after the application was closed.")


class ArchiveRecordScans(models.Model):
    """Registry and pick-up desk attach what was signed on paper; nobody takes it off again."""

    _inherit = "ptsp.archive.record"

    scan_ids = fields.One2many(related="application_id.signed_copy_ids", string="Scans")

    def action_attach_scan(self, kind, name=None, datas=None):
        """Attach the scan of the signed letter or of the receipt (step 16, section U).

        :param str kind: ``letter`` or ``receipt``
        :param str name: of the file
        :param str datas: PDF, JPEG or PNG, base64
        :return: True
        :raises AccessError: the user is neither of the registry nor of the pick-up desk
        :raises UserError: the kind is none of these, or the file is destroyed
        :raises ValidationError: the file is of a kind or size that is not taken
        """
        self.ensure_one()
        self._check_keeper(*SCANNERS)
        if kind not in dict(KINDS):
            raise UserError(self.env._("Say what the scan is: the letter or the receipt."))
        [(name, raw)] = read_files(self.env, [{"name": name, "datas": datas}])
        self._hold_records()
        self._refuse_destroyed()
        application_sudo = self.sudo().application_id
        if kind == "letter" and not application_sudo.letter_number:
            raise UserError(self.env._("%(name)s was closed without a letter.", name=self.name))
        self._refuse_on_disposal()
        copy = application_sudo.with_user(self.env.user)._keep_signed_copy(name, raw, kind=kind, in_archive=True)
        label = dict(copy._fields["kind"]._description_selection(self.env))[kind]
        self._note_event("attached", label, {"copy": copy.id, "kind": kind, "sha256": copy.sha256})
        return True

    def _scans_fit(self):
        """Tell whether the scans of the archive are those of which its chain has the fingerprints."""
        self.ensure_one()
        record_sudo = self.sudo()
        attached = record_sudo.history_ids.filtered(lambda line: line.kind == "attached")
        return sorted(attached.mapped("detail")) == sorted(map(hash_chain.canonical, record_sudo._scans_as_attached()))

    def _scans_as_attached(self):
        """Return what the chain says of the scans that were attached in the archive. A room adds its own.

        :return: list of dicts
        """
        self.ensure_one()
        return [
            {"copy": copy.id, "kind": copy.kind, "sha256": copy.attachment_id._ptsp_fingerprint()}
            for copy in self.application_id.signed_copy_ids.filtered("in_archive")
        ]


class ApplicationScansInArchive(models.Model):
    """The control sheet does not know what came after it was closed; verified, it is by the chain of the archive."""

    _inherit = "ptsp.application"

    def _signed_copies_of_sheet(self):
        return super()._signed_copies_of_sheet().filtered(lambda copy: not copy.in_archive)

    def _differences_from_sheet(self, lines):
        differences = super()._differences_from_sheet(lines)
        late = self.signed_copy_ids.filtered("in_archive")
        for record in self.archive_record_ids:
            if broken := record._broken_event():
                differences.append(self.env._("line %(number)s of the archive", number=broken))
            elif not record._scans_fit():
                differences.append(self.env._("scans of the archive"))
            elif not record._destruction_fits():
                differences.append(self.env._("what was destroyed"))
        if late and not self.archive_record_ids:
            differences.append(self.env._("scans of the archive"))
        return differences
