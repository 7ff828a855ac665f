"""The thread on the page of an application: plain forms, made by the server."""

from lxml import html

from odoo.tests import tagged

from ..common import PDF, PtspCase
from ..common_portal import ReaderCase


@tagged("post_install", "-at_install")
class TestMessagesOnThePortal(PtspCase, ReaderCase):
    """It works without JavaScript, says who has read what, and shows nobody else's messages or files."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.application = cls.bring_to(cls.file(), "verification")

    def setUp(self):
        super().setUp()
        self.env.flush_all()
        self.log_in("test_applicant")

    def page(self):
        """Return the page of the application."""
        return html.fromstring(self.url_open(f"/my/applications/{self.application.id}").text)

    def send(self, body, files=None):
        """Send the form, and return the page that follows."""
        self.response = self.url_open(
            f"/my/applications/{self.application.id}/messages",
            data={"csrf_token": self.csrf(), "body": body},
            files=files or None,
        )
        self.env.invalidate_all()
        return html.fromstring(self.response.text)

    @staticmethod
    def thread(page):
        """Return the words of each message on a page."""
        items = page.xpath("//section[@aria-labelledby='messages']/ol/li")
        return [" ".join(item.text_content().split()) for item in items]

    def answer(self, body="Besok <script>alert(1)</script>"):
        """Let an officer answer."""
        self.as_role(self.application, "verification").message_post(  # pylint: disable=unknown-option-value,translation-required
            body=body, message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.env.flush_all()

    def test_to_and_fro(self):
        """The applicant writes, the desk answers, each sees when the other has read it."""
        page = self.send("Kapan selesai?\r\nTerima kasih", {"files": ("a.pdf", PDF, "application/pdf")})
        [written] = self.thread(page)
        self.assertIn("Budi Santoso", written)
        self.assertIn("Not read yet", written)
        self.assertTrue(page.xpath("//div[@role='status'][contains(., 'with the agency')]"))
        self.answer()
        written, answer = self.thread(self.page())
        self.assertIn("Read by the agency on", written)
        self.assertIn("Verification", answer)
        self.assertIn("Besok <script>", answer)
        self.assertNotIn(self.users["verification"].name, answer)
        self.env.invalidate_all()
        self.assertEqual(self.application.sudo().conversation_ids[-1].read_by_id, self.portal_user)

    def test_files(self):
        """Files of the thread are handed out to whom it belongs, and to nobody else."""
        page = self.send("Lihat", {"files": ("denah.pdf", PDF, "application/pdf")})
        [link] = page.xpath("//section[@aria-labelledby='messages']//a/@href")
        response = self.url_open(link)
        self.assertEqual(response.content, PDF)
        self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
        self.assertIn("attachment", response.headers["Content-Disposition"])
        self.assertEqual(self.url_open(link.rpartition("/")[0] + "/1").status_code, 404)
        self.log_in("test_stranger")
        self.assertEqual(self.url_open(link).status_code, 404)
        self.assertEqual(self.url_open(f"/web/content/{link.rpartition('/')[2]}").status_code, 404)

    def test_refused(self):
        """What is refused is told before the field, and what was typed stays."""
        page = self.send("Lihat ini", {"files": ("a.exe", b"MZ", "application/pdf")})
        [error] = page.xpath("//p[@id='message_error']")
        self.assertIn("is not a PDF", error.text_content())
        [field] = page.xpath("//textarea[@id='message_body']")
        self.assertEqual((field.text.strip(), field.get("aria-invalid")), ("Lihat ini", "true"))
        self.assertFalse(self.application.sudo().conversation_ids)
        self.assertTrue(page.xpath("//label[@for='message_body']"))
        self.assertTrue(page.xpath("//label[@for='message_files']"))

    def test_somebody_else(self):
        """Nobody writes to a file of somebody else's."""
        csrf = self.page().xpath("//input[@name='csrf_token']/@value")[0]
        self.log_in("test_stranger")
        self.url_open(f"/my/applications/{self.application.id}/messages", data={"csrf_token": csrf, "body": "Halo"})
        self.env.invalidate_all()
        self.assertFalse(self.application.sudo().conversation_ids)

    def test_notes_stay_inside(self):
        """Neither internal notes nor what the system notes stands there."""
        self.as_role(self.application, "verification").message_post(  # pylint: disable=unknown-option-value,translation-required
            body="Catatan rahasia", message_type="comment"
        )
        self.env.flush_all()
        self.assertNotIn("rahasia", self.url_open(f"/my/applications/{self.application.id}").text)

    def test_queries(self):
        """The thread costs few queries, however long it is."""
        own = self.as_role(self.application, "applicant")
        for number in range(10):
            own.action_write_message(f"Halo {number}")
        self.env.flush_all()
        self.env.invalidate_all()
        own = self.as_role(self.application, "applicant")
        own._holds_any_role(("applicant",))
        with self.assertQueryCount(8):
            shown = [(told.body, told.from_name, told.attachment_ids.mapped("name")) for told in own._conversation()]
        self.assertEqual(len(shown), 10)
