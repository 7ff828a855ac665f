"""What is asked of applicants, on paper: the note for them, and what the agency files of it."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common_documents import PrintCase
from ..common_requests import RequestsCase


@tagged("post_install", "-at_install")
class TestRequestsPrint(PrintCase, RequestsCase):
    """Who comes in person takes a sheet along; control sheet and verification form keep what was said."""

    def menu(self):
        """Return the names of the templates that the menu offers, in its order."""
        reports = self.env["ir.actions.report"].search([("model", "=", "ptsp.application"), ("ptsp_code", "!=", False)])
        ids = reports.with_user(self.users["auditor"]).get_valid_action_reports(
            "ptsp.application", self.application.ids
        )
        return [report.report_name.partition("report_")[2] for report in reports.browse(ids)]

    def ask_all(self):
        """Ask for a paper, a detail and an answer, and send the file back."""
        self.line.write({"verification_result": "deficient", "note": "Halaman 2 <buram>"})
        self.ask(text="Di mana pintu masuk?\nDan keluar?")
        self.ask(kind="data", field_name="date_end", text="Keliru")
        self.officer.action_request_correction("Catatan untuk rekan")

    def test_menu(self):
        """The sheet comes first while something is asked, also by an OPD; else it is not printed."""
        self.assertNotIn("requests", self.menu())
        with self.assertRaisesRegex(UserError, "cannot be printed yet: ask the applicant for something first"):
            self.print_pdf("requests", self.application)
        self.ask()
        with self.assertRaisesRegex(UserError, "cannot be printed yet"):
            self.print_pdf("requests", self.application)
        self.officer.action_request_correction()
        self.assertEqual(self.menu()[0], "requests")
        self.hand_in()
        self.assertNotIn("requests", self.menu())
        other = self.bring_to(self.file(), "technical")
        other.review_ids.with_user(self.users["technical"]).action_ask("Berapa kendaraan?")
        body = self.print_text("requests", other)
        self.assertIn("1 (satu) hal", body)
        self.assertIn("Diminta oleh:Dinas Perhubungan, ", body.replace(" : ", ":"))

    def test_sheet(self):
        """The sheet says what is asked, by which desk and when, with lines for the answer, and no note of officers."""
        self.ask_all()
        body = self.print_text("requests", self.application)
        for words in (
            "Lembar Permintaan Perbaikan",
            "3 (tiga) hal",
            "1. Fotokopi KTP",
            "Halaman 2 <buram>",
            "Di mana pintu masuk? Dan keluar?",
            "3. Hari Terakhir",
            "Verifikasi, ",
        ):
            self.assertIn(words, body)
        self.assertNotIn("untuk rekan", body)
        self.assertNotIn(self.users["verification"].name, body)
        self.assertNotIn("putaran", body)

    def test_sheet_of_a_second_round(self):
        """What is asked again stands there with its reason and what was asked first; what was answered does not."""
        self.ask_all()
        self.hand_in_correction(self.applicant_view)
        paper = self.requests().filtered("checklist_line_id")
        paper.with_user(self.users["customer_service"]).action_ask_again("Halaman 3 hilang")
        self.desk.action_ask_again("Catatan untuk rekan")
        body = self.print_text("requests", self.application)
        self.assertIn("1 (satu) hal", body)
        self.assertRegex(body, r"Semula diminta : Halaman 2 <buram> Alasan diminta lagi : Halaman 3 hilang")
        self.assertIn("(putaran 2)", body)
        self.assertNotIn("pintu masuk", body)

    def test_control_sheet(self):
        """Below the control sheet stands who asked, answered and accepted what and when, in the order of time."""
        self.assertNotIn("Permintaan kepada Pemohon", self.print_text("control_sheet", self.application))
        self.ask_all()
        paper, question, detail = self.requests()
        detail.with_user(self.portal_user).action_answer(value=self.application.date_start.isoformat())
        question.with_user(self.portal_user).action_answer("Di utara")
        paper.with_user(self.portal_user).action_answer("Terlampir", [self.sent_file()])
        self.as_role(self.application, "applicant").action_hand_in_correction()
        self.desk.action_complete_correction()
        paper.with_user(self.users["verification"]).action_accept()
        rows = self.print_rows("control_sheet", self.application, table="contains(@class, 'asked')")
        self.assertEqual([row[3] for row in rows], ["Diminta"] * 3 + ["Dijawab"] * 3 + ["Diterima"])
        self.assertEqual({row[4] for row in rows[:3]}, {f"Verifikasi · {self.users['verification'].name}"})
        self.assertEqual({row[4] for row in rows[3:6]}, {"Budi Santoso"})
        self.assertRegex(rows[3][5], r"Menjadi: \d+ \w+ \d{4}")
        self.assertEqual(rows[5][5], "Terlampir Berkas: ktp.pdf")
        self.assertTrue(all(row[0] and row[2] == "1" for row in rows))

    def test_verification_form(self):
        """The verification form has the answers and what became of them; its parts are lettered on."""
        self.ask_all()
        self.hand_in()
        paper = self.requests()[0]
        paper.with_user(self.users["verification"]).action_accept()
        body = self.print_text("verification_form", self.application)
        self.assertIn("C. Permintaan kepada pemohon dan jawabannya", body)
        self.assertRegex(body, r"D\. Pertimbangan dan saran.*E\. Paraf")
        rows = self.print_rows("verification_form", self.application)
        asked = [row for row in rows if len(row) == 4 and "Sudah diperbaiki" in row[2]]
        self.assertEqual([row[3] for row in asked], ["Diterima", "Dijawab, belum diterima", "Dijawab, belum diterima"])

    def test_many(self):
        """Fifty things asked make a sheet of some pages, on which nothing is cut in two."""
        for number in range(50):
            self.ask(text=f"Hal nomor {number} " + "panjang " * 20)
        self.officer.action_request_correction()
        content = self.print_pdf("requests", self.application)
        self.assertTrue(content.startswith(b"%PDF"))
        self.assertIn("50 (lima puluh) hal", self.print_text("requests", self.application))
