"""What was signed on paper is scanned after the application was closed, and stays as it came."""

import base64

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common_archive import ArchiveCase


@tagged("post_install", "-at_install")
class TestArchiveScans(ArchiveCase):
    """Registry and pick-up desk attach; nobody takes off; the chain of the archive has the fingerprints."""

    def setUp(self):
        super().setUp()
        self.registry = self.as_user(self.record, "registry")

    def test_attached(self):
        """A scan is kept beside those of before, and control sheet and archive verify with it."""
        for kind in ("letter", "receipt"):
            self.registry.action_attach_scan(kind, f"{kind}.pdf", self.scan(kind.encode()))
        self.assertEqual(self.done.sudo().signed_copy_ids.mapped("kind"), ["letter", "receipt"])
        self.assertEqual(self.verify()["type"], "success")

    def test_changed_content(self):
        """A scan whose file was exchanged in the store shows."""
        self.registry.action_attach_scan("receipt", "tanda terima.pdf", self.scan())
        copy = self.done.sudo().signed_copy_ids
        with self.assertRaises(UserError), self.env.cr.savepoint():
            copy.attachment_id.raw = b"%PDF-1.4 lain"
        with self.assertRaises(UserError), self.env.cr.savepoint():
            copy.unlink()
        other = self.env["ir.attachment"].create({"name": "lain", "raw": b"lain"})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ir_attachment SET store_fname = %s WHERE id = %s", (other.store_fname, copy.attachment_id.id)
        )
        self.env.invalidate_all()
        self.assertIn("scans of the archive", self.verify()["message"])

    def test_refused(self):
        """A file that lies about its type, of no kind, or of no letter is refused with a sentence."""
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self.registry.action_attach_scan("letter", "x.pdf", base64.b64encode(b"MZ program").decode())
        # The proof of handover goes the way of the pick-up desk.
        for kind in ("anything", "proof", None):
            with self.assertRaisesRegex(UserError, "Say what the scan is"):
                self.registry.action_attach_scan(kind, "x.pdf", self.scan())
        with self.assertRaisesRegex(UserError, "cannot be read"):
            self.registry.action_attach_scan("letter", "x.pdf", "ÿ")
        cancelled = self.take_in(self.bring_to(self.file(), "cancelled"))
        with self.assertRaisesRegex(UserError, "without a letter"):
            self.as_user(cancelled, "registry").action_attach_scan("letter", "x.pdf", self.scan())

    def test_who_sees_a_scan(self):
        """A scan is seen by who reads the archive: not by the OPD that was asked, not by the applicant."""
        application = self.bring_to(self.file_with_papers(), "done", technical=True)
        record = self.take_in(application)
        self.as_user(record, "pickup").action_attach_scan("receipt", "tanda terima.pdf", self.scan())
        scan = application.sudo().signed_copy_ids.attachment_id
        self.assertTrue(scan.with_user(self.users["auditor"]).has_access("read"))
        for user in (self.users["technical"], self.portal_user, self.other_opd_user):
            with self.subTest(user=user.login):
                self.assertTrue(user == self.other_opd_user or application.with_user(user).has_access("read"))
                self.assertFalse(scan.with_user(user).has_access("read"))

    def test_dialog(self):
        """The dialog attaches what was chosen."""
        dialog = self.registry.env["ptsp.archive.scan.upload"].create(
            {"record_id": self.registry.id, "kind": "receipt", "file": self.scan(), "file_name": "tanda terima.pdf"}
        )
        dialog.action_confirm()
        self.assertEqual(self.done.sudo().signed_copy_ids.attachment_id.name, "tanda terima.pdf")
