"""The pages by which a visitor confirms an e-mail address, from the sign-up to the file."""

from odoo.tests import new_test_user, tagged

from ..common_portal import ReaderCase
from .common_accounts import ADDRESS, PASSWORD, PATH, ByEmailCase


@tagged("post_install", "-at_install")
class TestVisitor(ByEmailCase, ReaderCase):
    """The pages, from the sign-up to the file."""

    def setUp(self):
        super().setUp()
        self.speak_two_languages()
        self.allow_sign_up()
        self.opener.cookies["frontend_lang"] = "en_US"

    def test_from_sign_up_to_the_file(self):
        """A visitor signs up with the address left at the counter, confirms it, and follows the file."""
        self.person.email = "aminah@example.com"
        page = self.page_of(self.url_open("/web/signup"))
        values = {"login": "Aminah@example.com", "name": "aminah", "password": PASSWORD, "confirm_password": PASSWORD}
        self.post(page, "/web/signup", **values)
        page = self.url_open("/my/applications")
        self.assertNotIn("Kaltim Expo", self.words_of(page))
        self.assertNotIn("Siti", self.words_of(page))
        mails = self.sent_by(lambda: self.send_form(self.page_of(page), f"{PATH}/send"))
        link = self.link_in(mails, PATH)
        self.assertNotIn("Kaltim Expo", self.words_of(self.url_open("/my/applications")))
        page = self.url_open(link)
        self.assertIn("Siti Aminah", self.words_of(page))
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        # The link by itself changes nothing.
        self.assertNotIn("Kaltim Expo", self.words_of(self.url_open("/my/applications")))
        self.send_form(self.page_of(page), f"{PATH}/find")
        self.assertIn("Kaltim Expo", self.words_of(self.response))
        self.assertIn("not valid any more", self.words_of(self.url_open(link)))
        self.assertNotIn("Confirm E-mail", self.words_of(self.url_open("/my/applications")))

    def test_answer_tells_nothing(self):
        """The page says the same before and after, whether files are kept under the address or not."""
        answers = []
        for login in (ADDRESS, "kosong@example.com"):
            if login != ADDRESS:
                new_test_user(self.env, login, "base.group_portal", email=login, password=login)
            self.log_in(login)
            pages = [page := self.url_open("/my/applications")]
            self.send_form(self.page_of(page), f"{PATH}/send")
            pages.append(self.response)
            answers.append([self.words_of(page).replace(login, "…") for page in pages])
            self.assertIn("If files are kept under", answers[-1][1])
        self.assertEqual(*answers)

    def test_link_without_login(self):
        """Who is not signed in is asked to, and comes back; what scans e-mails finds nothing."""
        link = f"{PATH}?token={self.token()}"
        self.log_in(None)
        answer = self.url_open(link)
        self.assertIn("/web/login?redirect=", answer.url)
        self.assertIn("confirm", answer.url)
        self.assertFalse(self.sees())

    def test_link_of_another_one(self):
        """Who is signed in with another account is told so, by link and by form."""
        token = self.token()
        self.log_in("test_stranger")
        page = self.url_open(f"{PATH}?token={token}")
        self.assertIn("for another account", self.words_of(page))
        self.assertNotIn("Siti Aminah", page.text)
        answer = self.url_open(f"{PATH}/find", data={"csrf_token": self.csrf(), "token": token})
        self.assertIn("for another account", self.words_of(answer))
        self.assertFalse(self.sees(self.other_portal_user))

    def test_who_is_offered(self):
        """Who sees files already, or works here, is offered nothing to confirm."""
        for login in ("test_applicant", "test_information"):
            if login == "test_applicant":
                self.file()
            self.log_in(login)
            with self.subTest(login=login):
                self.assertNotIn("Confirm E-mail", self.words_of(self.url_open("/my/applications")))

    def test_problem_in_the_address(self):
        """Nobody puts words on the page by its address."""
        self.log_in(ADDRESS)
        page = self.url_open("/my/applications?problem=Titipan&link_asked=1&confirms=Titipan")
        self.assertNotIn("Titipan", self.words_of(page))
        self.assertNotIn("If files are kept", self.words_of(page))
