"""The dialogs of a request: an answer that came on paper, and why an answer does not do."""

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import PDF
from ..common_requests import RequestsCase


@tagged("post_install", "-at_install")
class TestRequestDialogs(RequestsCase):
    """Customer Service enters what came on paper by what it is; a desk says what is still wrong."""

    def test_answer_on_paper(self):
        """Customer Service enters what came on paper, with its scan, which is a paper of the file from then on."""
        request = self.ask_for_paper().with_user(self.users["customer_service"])
        action = request.action_open_reply()
        Dialog = self.env[action["res_model"]].with_user(self.users["customer_service"])
        scan = (
            self.env["ir.attachment"]
            .with_user(self.users["customer_service"])
            .create({"name": "ktp.pdf", "raw": PDF, "res_model": Dialog._name})
        )
        dialog = Dialog.with_context(**action["context"]).create(
            {"answer": "Diserahkan di loket", "attachment_ids": [Command.set(scan.ids)]}
        )
        dialog.action_confirm()
        self.assertEqual((request.state, request.answer), ("answered", "Diserahkan di loket"))
        self.assertEqual(request.attachment_ids.raw, PDF)
        self.assertFalse(scan.exists())

    def test_foreign_file(self):
        """The dialog takes no file that was not attached in it."""
        request = self.ask_for_paper().with_user(self.users["customer_service"])
        letter = self.env["ir.attachment"].create({"name": "surat.pdf", "raw": PDF, "public": True})
        dialog = (
            self.env["ptsp.request.reply"]
            .with_user(self.users["customer_service"])
            .create({"request_id": request.id, "attachment_ids": [Command.set(letter.ids)]})
        )
        with self.assertRaisesRegex(UserError, "belongs to another record"):
            dialog.action_confirm()

    def test_details_on_paper(self):
        """A detail is entered by what it is: text, number or day; nothing is filled in before."""
        self.ask(kind="data", field_name="venue")
        self.ask(kind="data", field_name="date_end")
        self.ask(kind="data", field_name="booth_count")
        self.officer.action_request_correction()
        entered = {"venue": {"value_text": "Gedung B"}, "date_end": {"value_day": "2199-01-31"}}
        entered["booth_count"] = {"value_whole": 45}
        for request in self.requests().with_user(self.users["customer_service"]):
            dialog = self.env["ptsp.request.reply"].with_user(self.users["customer_service"])
            dialog = dialog.create({"request_id": request.id})
            self.assertIsNone(dialog._value())
            dialog.write(entered[request.field_name])
            dialog.action_confirm()
        said = (self.application.venue, self.application.date_end.isoformat(), self.application.booth_count)
        self.assertEqual(said, ("Gedung B", "2199-01-31", 45))
        self.assertIn("Gedung B", self.requests().filtered(lambda request: request.field_name == "venue").answer_told)

    def test_forgotten_files(self):
        """What was attached in a dialog that nobody confirmed is deleted after a day; what is newer stays."""
        Attachment = self.env["ir.attachment"]
        old, new = Attachment.create([{"name": "a.pdf", "raw": PDF, "res_model": "ptsp.request.reply"}] * 2)
        self.env.cr.execute("UPDATE ir_attachment SET create_date = '2020-01-01' WHERE id = %s", [old.id])
        self.env.invalidate_all()
        self.env["ptsp.request.reply"]._gc_files()
        self.assertEqual((old + new).exists(), new)

    def test_asked_again(self):
        """The dialog asks why the answer does not do."""
        self.ask()
        self.bring_back()
        request = self.requests().with_user(self.users["verification"])
        action = request.action_open_again()
        dialog = request.env[action["res_model"]].with_context(**action["context"]).create({"reason": "Belum jelas"})
        dialog.action_confirm()
        self.assertEqual((request.state, request.again_reason), ("prepared", "Belum jelas"))
