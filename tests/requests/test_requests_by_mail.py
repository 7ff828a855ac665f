"""What the applicant is told by e-mail of what is asked."""

from odoo.tests import tagged

from ..common_requests import RequestsCase


@tagged("post_install", "-at_install")
class TestRequestsByMail(RequestsCase):
    """One message for each sending names all that is asked, in Indonesian, and says why something is asked again."""

    def mails(self):
        """Return the e-mails about the application, oldest first."""
        return self.env["mail.mail"].search(
            [("model", "=", "ptsp.application"), ("res_id", "=", self.application.id)], order="id"
        )

    def test_all_in_one(self):
        """All that leaves stands in one message, as it was written, with the way to the page; notes do not."""
        self.line.write({"verification_result": "deficient", "note": "Buram <b>sekali</b>"})
        self.ask(text="Di mana pintu masuk?\nDan keluar?")
        self.ask(kind="data", field_name="date_end", text="Keliru")
        before = self.mails()
        self.officer.action_request_correction("Catatan untuk rekan")
        mail = self.mails() - before
        self.assertEqual(len(mail), 1)
        body = mail.body_html
        for words in (
            "Buram &lt;b&gt;sekali&lt;/b&gt;",
            "Di mana pintu masuk?\nDan keluar?",
            f"/my/applications/{self.application.id}",
            "(Verifikasi)",
            "Hari Terakhir",
        ):
            self.assertIn(words, body)
        self.assertNotIn("untuk rekan", body)
        self.assertNotIn("diminta lagi", body)
        self.assertNotIn(self.users["verification"].name, body)

    def test_asked_again(self):
        """What is asked again says why; what was answered well enough is not named."""
        self.ask()
        request = self.ask_for_paper()
        self.hand_in_correction(self.applicant_view)
        request.with_user(self.users["customer_service"]).action_ask_again("Halaman 2 hilang")
        before = self.mails()
        self.desk.action_ask_again("Catatan untuk rekan")
        mail = self.mails() - before
        self.assertEqual(len(mail), 1)
        self.assertRegex(mail.body_html, r"diminta lagi karena.*Halaman 2 hilang")
        self.assertNotIn("pintu masuk", mail.body_html)

    def test_of_opd(self):
        """What an OPD asks comes in a message of its own, which names the OPD and says that the file stays."""
        application = self.bring_to(self.file(), "technical")
        before = self.mails()
        application.review_ids.with_user(self.users["technical"]).action_ask("Berapa kendaraan?")
        mail = self.env["mail.mail"].search([("res_id", "=", application.id), ("id", "not in", before.ids)])
        self.assertEqual(len(mail.filtered(lambda sent: "permintaan dari OPD" in sent.subject)), 1)
        body = mail.filtered(lambda sent: "permintaan dari OPD" in sent.subject).body_html
        self.assertIn("(Dinas Perhubungan)", body)
        self.assertIn("Berapa kendaraan?", body)
        self.assertIn("tetap diproses", body)
