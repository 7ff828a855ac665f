"""The page on which an applicant says who sees the applications, as a browser without JavaScript uses it."""

from odoo.tests import tagged

from ..common import PDF
from ..common_portal import ReaderCase
from ..front_desk.common_accounts import MailboxCase
from .common_members import FRIEND, MembersCase

PAGE = "/my/applications/people"


@tagged("post_install", "-at_install")
class TestPeoplePages(MembersCase, MailboxCase, ReaderCase):
    """From the invitation to the end of the access."""

    def setUp(self):
        super().setUp()
        self.env.flush_all()
        self.log_in("test_applicant")

    def opens(self):
        """Return which of the pages of the application open for who is logged in."""
        application = f"/my/applications/{self.application.id}"
        pages = (application, f"{application}/papers/{self.paper.id}", f"/web/content/{self.paper.id}")
        return [
            page for page in pages if (answer := self.url_open(page)).status_code == 200 and answer.url.endswith(page)
        ]

    def test_from_invitation_to_the_end(self):
        """The applicant invites, the friend accepts and reads, the applicant takes the friend off."""
        page = self.get("/my/applications")
        self.assertTrue(page.xpath(f"//a[@href='{PAGE}']"))
        page = self.get(PAGE)
        self.assertIn("ani@example.com", self.response.text)
        mail = self.sent_by(lambda: self.send_form(page, f"{PAGE}/invite", email=FRIEND, role="read"))
        self.assertIn("on its way to siti@example.com", self.response.text)
        self.assertNotIn("Siti Aminah", self.response.text)
        link = self.link_in(mail, f"{PAGE}/accept")

        self.log_in(FRIEND)
        self.assertEqual(self.opens(), [])
        page = self.get(link)
        self.assertEqual(self.response.headers["Referrer-Policy"], "no-referrer")
        self.assertIn("PT Borneo Event Organizer", self.response.text)
        self.assertEqual(self.opens(), [])
        self.send_form(page, f"{PAGE}/accept")
        self.assertIn("Kaltim Expo", self.response.text)
        self.assertEqual(len(self.opens()), 2)
        page = self.get(f"/my/applications/{self.application.id}")
        self.assertFalse(page.xpath("//main//textarea | //main//input[@type='file'] | //a[contains(@href, '/file')]"))
        # Nor does anything wait for the reader: neither what is asked, nor a letter that is ready.
        ready = self.bring_to(self.file(), "pickup")
        self.env.flush_all()
        self.assertFalse(self.get(f"/my/applications/{ready.id}").xpath("//section[@aria-labelledby='task']"))
        self.get("/my/applications")
        self.assertNotIn("waits for you", self.response.text)
        # Whoever reads decides nothing.
        self.assertEqual(self.get(PAGE).xpath(f"//form[@action='{PAGE}/change'][.//button[@value='edit']]"), [])

        self.log_in("test_applicant")
        page = self.get(PAGE)
        line = self.env["ptsp.applicant.member"].search([("email", "=", FRIEND)])
        self.send_form(page, f"{PAGE}/change", person=line.id, role="none")
        self.assertNotIn(FRIEND, self.response.text)
        self.log_in(FRIEND)
        self.assertEqual(self.opens(), [])
        self.assertNotIn("Kaltim Expo", self.url_open("/my/applications").text)

    def test_reader_sends_what_is_not_shown(self):
        """Forms that a reader is not shown change nothing when they are sent all the same; nor do a stranger's."""
        self.let_in("read")
        self.env.flush_all()
        application, line = self.application, self.application.checklist_ids[0]
        base, before = f"/my/applications/{application.id}", self.application.checklist_ids.attachment_ids
        sent = (
            (f"{base}/withdraw", {"note": "Batal"}, None),
            (f"{base}/hand_in_correction", {}, None),
            (f"{base}/requests", {f"answer_{self.request.id}": "Sudah"}, None),
            (f"{base}/file/details", {"event_name": "X", "go": "next"}, None),
            (f"{base}/file/check", {"go": "next"}, None),
            (f"{base}/file/papers/{line.id}", {"remove": self.paper.id}, None),
            (f"{base}/file/papers/{line.id}", {}, {f"line_{line.id}": ("x.pdf", PDF + b"x")}),
            (f"{base}/file/delete", {}, None),
            (f"{base}/file/revise", {}, None),
            (f"{PAGE}/end_power", {"application_id": application.id}, None),
            (f"{PAGE}/change", {"person": f"colleague-{self.portal_user.id}", "role": "none"}, None),
        )
        for login in (FRIEND, "test_stranger"):
            self.log_in(login)
            csrf = self.csrf()
            for path, data, files in sent:
                with self.subTest(login=login, path=path):
                    self.url_open(path, data={"csrf_token": csrf, **data}, files=files)
                    self.env.invalidate_all()
                    self.assertEqual(application.exists().state, "correction")
                    self.assertEqual(self.request.state, "sent")
                    self.assertEqual(application.event_name, "Kaltim Expo")
                    self.assertEqual(application.checklist_ids.attachment_ids, before)
                    self.assertEqual(self.portal_user._ptsp_principals()[self.applicant.id], "edit")

    def test_colleague_and_refusals(self):
        """A colleague is closed out by one button; what is refused is said on the page."""
        page = self.get(PAGE)
        self.send_form(page, f"{PAGE}/change", person=f"colleague-{self.colleague.id}", role="none")
        self.assertIn("It holds from now on", self.response.text)
        page = self.send_form(page, f"{PAGE}/change", person="colleague-1", role="edit")
        self.assertIn("cannot be changed by you", self.response.text)
        self.send_form(page, f"{PAGE}/invite", email="siti", role="read")
        self.assertIn("Enter the e-mail address", self.response.text)
        self.log_in("test_colleague")
        self.assertEqual(self.opens(), [])
        self.get(PAGE)
        self.assertTrue(self.response.url.endswith("/my/applications"))

    def test_end_of_power(self):
        """The applicant sees who represents, and ends the power of attorney."""
        self.application._as_procedure().write(
            {
                "is_represented": True,
                "representative_id": self.friend.partner_id.id,
                "power_of_attorney_until": self.application.service_id._today(),
            }
        )
        self.env.flush_all()
        self.log_in(FRIEND)
        self.assertEqual(len(self.opens()), 2)
        self.log_in("test_applicant")
        self.send_form(self.get(PAGE), f"{PAGE}/end_power")
        self.assertIn("has ended", self.response.text)
        self.log_in(FRIEND)
        self.assertEqual(self.opens(), [])
