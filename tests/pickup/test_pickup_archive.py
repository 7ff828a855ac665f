"""The proof of handover belongs to the file in the archive, and is destroyed with it."""

import io
import zipfile
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from ..archive.common_archive import ArchiveCase
from ..pictures import drawn
from .common_pickup import PickupCase


@tagged("post_install", "-at_install")
class TestPickupArchive(PickupCase, ArchiveCase):
    """Signed on the screen, or on paper and scanned."""

    def archived(self, **values):
        """Hand the letter over, keep the proof, and return the file in the archive."""
        self.collect(self.desk, **values)
        self.keep()
        return self.take_in(self.application)

    def names(self, record):
        """Return the names of what is in the whole file."""
        _name, stream = self.as_user(record, "auditor")._take_bundle("zip")
        with zipfile.ZipFile(io.BytesIO(b"".join(stream))) as archive:
            return archive.namelist()

    def test_taken_along(self):
        """The proof that was kept and the scan of the signed one are in the whole file, each once."""
        record = self.archived()
        self.desk.action_attach_proof("ttd.pdf", self.scan())
        names = [name.rpartition("/")[2] for name in self.names(record)]
        self.assertEqual(sum(name.startswith("Bukti Serah Terima") for name in names), 1, names)
        self.assertIn("ttd.pdf", names)

    def test_missing(self):
        """Whoever has signed on the screen misses no proof; on paper, it is missing until the scan is there."""
        self.assertNotIn("proof", self.archived().missing_parts)

    def test_missing_on_paper(self):
        """Signed on paper, the proof is missing until the pick-up desk has attached the scan."""
        record = self.archived(recipient_signature=False)
        self.assertIn("proof", record.missing_parts)
        self.desk.action_attach_proof("ttd.pdf", self.scan())
        self.assertNotIn("proof", record.missing_parts)

    def test_one_way(self):
        """In the archive the registry attaches the proof in the same dialog: as many as before, tied into its chain."""
        record = self.archived(recipient_signature=False)
        form, registry = self.as_user(record, "registry"), self.as_role(self.application, "registry")
        self.assertTrue(form.may_attach_proof and registry.may_attach_proof)
        self.assertFalse(self.as_user(record, "processing").may_attach_proof)
        dialog = registry.env["ptsp.handover.scan"]
        dialog.create({"application_id": self.application.id, "file": self.scan()}).action_confirm()
        for _number in range(4):
            self.desk.action_attach_proof("ttd.pdf", self.scan())
        for who in (registry, self.desk):
            with self.assertRaisesRegex(UserError, "5 scans are attached"):
                who.action_attach_proof("ttd.pdf", self.scan())
        self.assertNotIn("proof", record.missing_parts)
        history = record.history_ids.sorted("sequence")
        self.assertEqual(history.mapped("kind"), ["filed"] + ["attached"] * 5)
        self.assertEqual(history[1:].mapped("user_id"), self.users["registry"] | self.users["pickup"])
        self.assertEqual(self.verify(self.application)["type"], "success", self.verify(self.application)["message"])

    def test_exchanged_scan(self):
        """A scan that came in the archive and was exchanged or taken away behind its back shows."""
        self.archived()
        self.desk.action_attach_proof("ttd.pdf", self.scan())
        scan = self.application.sudo().proof_ids.filtered("in_archive")
        other = self.env["ir.attachment"].create({"name": "lain", "raw": b"lain"})
        self.env.flush_all()
        for query, values in (
            ("UPDATE ir_attachment SET store_fname = %s WHERE id = %s", (other.store_fname, scan.attachment_id.id)),
            ("DELETE FROM ptsp_handover_proof WHERE id = %s", (scan.id,)),
        ):
            with self.subTest(query), self.undone():
                self.env.cr.execute(query, values)
                self.env.invalidate_all()
                self.assertIn("scans of the archive", self.verify(self.application)["message"])

    def test_no_scan_of_what_is_destroyed(self):
        """While two heads decide about a file, and once it is destroyed, no proof with personal data comes to it."""
        record = self.archived()
        registry = self.as_user(record, "registry")
        with freeze_time(record.inactive_until + timedelta(days=1)), self.undone():
            record._mark_due()
            registry.action_transfer()
            registry.action_propose_disposal()
            with self.assertRaisesRegex(UserError, "Drop that list first"):
                self.desk.action_attach_proof("ttd.pdf", self.scan())
        self.desk.action_attach_proof("ttd.pdf", self.scan())
        self.destroy(record)
        for role in ("pickup", "registry"):
            with self.assertRaisesRegex(UserError, "are destroyed"):
                self.as_role(self.application, role).action_attach_proof("ttd.pdf", self.scan())
        self.assertEqual(self.verify(self.application)["type"], "success", self.verify(self.application)["message"])

    def test_archive_switched_off(self):
        """Without the archive the pick-up desk attaches as ever, and the registry does not."""
        self.archived()
        self.company.ptsp_uses_archive = False
        self.desk.action_attach_proof("ttd.pdf", self.scan())
        with self.assertRaises(AccessError):
            self.as_role(self.application, "registry").action_attach_proof("ttd.pdf", self.scan())
        self.assertEqual(self.verify(self.application)["type"], "success")

    def test_destroyed(self):
        """Proof and signature are destroyed with the file; the control sheet verifies, and shows what is put back."""
        record = self.archived()
        self.destroy(record)
        application = self.application.sudo()
        self.assertFalse(application.recipient_signature or application.recipient_name)
        self.assertFalse(any(application.proof_ids.attachment_id.mapped("file_size")))
        self.assertEqual(self.verify(self.application)["type"], "success", self.verify(self.application)["message"])
        with self.assertRaises(UserError), self.env.cr.savepoint():
            application.recipient_signature = drawn()
        self.env.cr.execute(
            "UPDATE ptsp_application SET recipient_signature = %s WHERE id = %s",
            (drawn().encode(), application.id),
        )
        self.env.invalidate_all()
        self.assertIn("Proof of Handover", self.verify(self.application)["message"])
