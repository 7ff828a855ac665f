"""The proof of handover is kept as PDF with its fingerprint, and the control sheet knows what it says."""

import base64
import hashlib
import io

from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import PDF
from ..pictures import picture
from .common_pickup import PickupCase


@tagged("post_install", "-at_install")
class TestPickupProof(PickupCase):
    """A letter is handed over with all that the desk notes."""

    def text_of(self, content):
        """Return the text of a PDF."""
        return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())

    def test_kept(self):
        """A moment after the hand-over the proof is there: name, identity, signature, what was explained by whom."""
        self.collect(self.desk, recipient_identity_kind="sim")
        self.assertTrue(self.application.proof_due)
        self.keep()
        [proof] = self.desk.proof_ids
        content = proof.attachment_id.sudo().raw
        self.assertEqual((proof.kind, proof.sha256), ("printed", hashlib.sha256(content).hexdigest()))
        self.assertFalse(self.application.proof_due)
        text = self.text_of(content)
        for said in ("Budi Santoso", "SIM", "Hak pemohon", "Kewajiban pemohon", self.users["pickup"].name):
            self.assertIn(said, text)
        pages = PdfReader(io.BytesIO(content)).pages
        self.assertTrue(any(page.images for page in pages))

    def test_printed_as_kept(self):
        """It is printed as it was kept, and kept once, however often the job runs."""
        self.collect(self.desk)
        self.keep()
        proof = self.desk.proof_ids
        self.application._as_procedure().proof_due = True
        self.keep()
        self.assertEqual(self.desk.proof_ids, proof)
        Report = (
            self.env["ir.actions.report"].with_user(self.users["auditor"]).with_context(force_report_rendering=True)
        )
        with self.allow_pdf_render():
            content, _kind = Report._render_qweb_pdf("ptsp_exhibition.report_handover", self.application.ids)
        self.assertEqual(hashlib.sha256(content).hexdigest(), proof.sha256)

    def test_in_the_control_sheet(self):
        """The control sheet ties what the proof says into its chain, and tells where it was changed behind its back."""
        self.collect(self.desk)
        self.assertTrue(self.application.sudo().control_ids._evidence_of("proof"))
        lines = self.application.sudo().control_ids
        self.assertNotIn("Proof of Handover", self.application.sudo()._differences_from_sheet(lines))
        for query in (
            "UPDATE ptsp_handover_reading SET name = 'x' WHERE application_id = %s",
            "UPDATE ptsp_application SET recipient_signature = NULL WHERE id = %s",
            "UPDATE ptsp_application SET recipient_identity_kind = 'other' WHERE id = %s",
            "DELETE FROM ptsp_handover_reading WHERE application_id = %s",
        ):
            with self.subTest(query), self.undone():
                self.env.cr.execute(query, (self.application.id,))
                self.env.invalidate_all()
                self.assertIn("Proof of Handover", self.application.sudo()._differences_from_sheet(lines))

    def test_stands_fast(self):
        """Nobody changes or deletes the proof or its file."""
        self.collect(self.desk)
        self.keep()
        proof = self.desk.proof_ids
        for user in (self.users["pickup"], self.users["manager"], self.env.ref("base.user_admin")):
            for change in (
                lambda user=user: proof.with_user(user).write({"sha256": "x"}),
                lambda user=user: proof.with_user(user).unlink(),
                lambda user=user: proof.attachment_id.with_user(user).write({"datas": base64.b64encode(b"x")}),
                lambda user=user: proof.attachment_id.with_user(user).unlink(),
            ):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    change()

    @mute_logger("odoo.addons.ptsp_exhibition.models.pickup.application_proof_kept")
    def test_cannot_be_set(self):
        """Where the PDF cannot be set, the letter is handed over all the same, and the proof follows later."""
        report = self.env.ref("ptsp_exhibition.report_handover")
        arch = report.arch
        report.arch = '<t t-name="ptsp_exhibition.report_handover"><t t-out="1 / 0"/></t>'
        self.collect(self.desk)
        self.assertEqual(self.application.state, "done")
        self.keep()
        self.assertFalse(self.desk.proof_ids)
        report.arch = arch
        self.keep()
        self.assertTrue(self.desk.proof_ids)

    def test_scan(self):
        """Who signed on paper has the scan attached afterwards, with its fingerprint in the log; five at most."""
        self.hand_over(self.desk)
        datas = base64.b64encode(PDF).decode()
        self.assertTrue(self.desk.may_attach_proof)
        self.desk.action_attach_proof("Bukti.pdf", datas)
        [scan] = self.desk.proof_ids
        self.assertEqual((scan.kind, scan.kept_by_id), ("scan", self.users["pickup"]))
        self.assertIn(scan.sha256, "".join(self.application.sudo().message_ids.mapped("body")))
        dialog = self.env["ptsp.handover.scan"].with_user(self.users["pickup"])
        for _number in range(4):
            dialog.create({"application_id": self.application.id, "file": datas}).action_confirm()
        with self.assertRaisesRegex(UserError, "5 scans are attached"):
            self.desk.action_attach_proof("Bukti.pdf", datas)

    def test_scan_refused(self):
        """Not before the hand-over, not by others, and nothing that lies about its kind."""
        datas = base64.b64encode(PDF).decode()
        with self.assertRaisesRegex(UserError, "Hand the letter"):
            self.desk.action_attach_proof("Bukti.pdf", datas)
        self.hand_over(self.desk)
        for role in ("registry", "manager", "auditor", "technical"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.as_role(self.application, role).action_attach_proof("Bukti.pdf", datas)
        with self.assertRaisesRegex(ValidationError, "is not a PDF, JPEG or PNG. Save it as PDF"):
            self.desk.action_attach_proof("Bukti.pdf", base64.b64encode(b"<script>").decode())
        for wrong in (None, "", "***", 7, ["x"]):
            with self.subTest(wrong), self.assertRaises(UserError):
                self.desk.action_attach_proof("Bukti.pdf", wrong)

    def test_photo_of_thirty_megabytes(self):
        """A photo that is too large is refused with a sentence that says what to do; one that is not stays as it is."""
        self.hand_over(self.desk)
        dialog = self.env["ptsp.handover.scan"].with_user(self.users["pickup"])
        photo = picture(2400, 1800)
        for file_name, content in (
            ("IMG_0001.jpg", photo.ljust(30 * 1024 * 1024, b"\0")),
            ("IMG_0001.pdf", photo.ljust(10 * 1024 * 1024 + 1, b"\0")),
        ):
            scan = dialog.create(
                {"application_id": self.application.id, "file": base64.b64encode(content), "file_name": file_name}
            )
            with self.assertRaisesRegex(ValidationError, "larger than 10 MB. Scan it at a lower resolution"):
                scan.action_confirm()
        self.assertFalse(self.desk.proof_ids)
        self.desk.action_attach_proof("IMG_0001.pdf", base64.b64encode(photo).decode())
        attachment_sudo = self.desk.proof_ids.attachment_id.sudo()
        # It is called what it is, and kept as it came.
        self.assertEqual((attachment_sudo.mimetype, attachment_sudo.raw), ("image/jpeg", photo))
        self.assertTrue(attachment_sudo.name.endswith(".jpg"))

    def test_switched_off(self):
        """An agency that does not use the desk hands over as before, and nothing is kept."""
        self.company.ptsp_uses_pickup_desk = False
        self.hand_over(self.desk)
        self.assertFalse(self.application.proof_due)
        self.keep()
        self.assertFalse(self.desk.proof_ids)
