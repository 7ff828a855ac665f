"""Invitations to accounts, and accounts by e-mail: what their tests share."""

import re
from html import unescape
from urllib.parse import urlsplit

from lxml import html

from odoo.exceptions import UserError
from odoo.tests import new_test_user

from odoo.addons.mail.tests.common import MockEmail

from ..common import PtspCase

PASSWORD = "Rahasia-2026!"
ADDRESS = "siti@example.com"
PATH = "/my/applications/confirm"


class MailboxCase(MockEmail):
    """Reads what was sent, and opens it in the browser."""

    def sent_by(self, call, *args):
        """Return the e-mails that a call sends or queues."""
        before = self.env["mail.mail"].search([])
        with self.mock_mail_gateway(mail_unlink_sent=False):
            call(*args)
        return self.env["mail.mail"].search([]) - before

    def link_in(self, mail, path):
        """Return the link to a page that an e-mail holds, without the address of the server.

        :param mail: a ``mail.mail``
        :param str path: with which the link begins
        """
        links = [urlsplit(unescape(link)) for link in re.findall(r'href="([^"]+)"', str(mail.body_html))]
        [link] = [link for link in links if link.path.startswith(path)]
        return f"{link.path}?{link.query}"

    def page_of(self, response):
        """Return a page that was opened, as lxml element."""
        return html.fromstring(response.text)

    def words_of(self, response):
        """Return what a page says, as one line."""
        return " ".join(self.page_of(response).xpath("string(//main)").split())

    def post(self, page, path, **values):
        """Send a form of a page, and return the answer.

        :param page: lxml element
        """
        csrf = page.xpath("//input[@name='csrf_token']/@value")[0]
        return self.url_open(path, data={"csrf_token": csrf, **values})

    def choose_password(self, link, password=PASSWORD):
        """Open the link of an invitation and choose a password, as the one who was invited does."""
        page = self.page_of(self.url_open(link))
        hidden = {field.get("name"): field.get("value") for field in page.xpath("//form//input[@name]")}
        return self.post(page, link, **{**hidden, "password": password, "confirm_password": password})


class InvitationCase(PtspCase, MailboxCase):
    """A person who filed at the counter, and left an e-mail address."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("id_ID")
        cls.person = cls.env["res.partner"].create({"name": "Siti Aminah", "email": "Siti@Example.com", "lang": False})
        cls.application = cls.bring_to(cls.file(partner_id=cls.person.id), "verification")

    def at(self, role, application=None):
        return (application or self.application).with_user(self.users[role])

    def accounts(self, contact=None):
        return (
            self.env["res.users"]
            .with_context(active_test=False)
            .search([("partner_id", "=", (contact or self.person).id)])
        )

    def assert_not_invited(self, message, application=None, role="customer_service"):
        """The invitation is refused in one sentence; nothing is sent, and no account made or changed."""
        application = application or self.application
        before = self.env["res.users"].with_context(active_test=False).search([])
        self.assertEqual(self.sent_by(self._refused, message, application.with_user(self.users[role])).ids, [])
        self.assertEqual(self.env["res.users"].with_context(active_test=False).search([]), before)

    def _refused(self, message, application):
        with self.assertRaisesRegex(UserError, message) as refused, self.env.cr.savepoint():
            application.action_invite_applicant()
        self.assertNotIn("\n", str(refused.exception))


class ByEmailCase(PtspCase, MailboxCase):
    """A person who filed at the counter, and somebody who opened an account with the same address."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.env["res.partner"].create({"name": "Siti Aminah", "email": ADDRESS})
        cls.application = cls.bring_to(cls.file(partner_id=cls.person.id), "verification")
        cls.visitor = new_test_user(cls.env, ADDRESS, "base.group_portal", email=ADDRESS, name="siti")
        cls.own_contact = cls.visitor.partner_id

    def token(self, user=None):
        """Ask for the link as a user does, and return what it is signed with."""
        user = user or self.visitor
        [mail] = self.sent_by(user.with_user(user)._ptsp_send_link)
        return self.link_in(mail, PATH).partition("token=")[2]

    def find(self, token, user=None):
        user = user or self.visitor
        user.with_user(user)._ptsp_find_files(token)

    def sees(self, user=None):
        self.env.invalidate_all()
        return self.env["ptsp.application"].with_user(user or self.visitor).search([]) & self.application

    def assert_void(self, token, user=None, message="not valid any more"):
        """The link opens nothing."""
        with self.assertRaisesRegex(UserError, message), self.env.cr.savepoint():
            self.find(token, user)
        self.assertFalse(self.sees(user))

    def assert_asks_the_counter(self):
        """The e-mail holds no link, and says where to go."""
        [mail] = self.sent_by(self.visitor.with_user(self.visitor)._ptsp_send_link)
        self.assertNotIn(PATH, mail.body_html)
        self.assertIn("datang ke loket", mail.body_html)
        self.visitor.ptsp_link_sent_at = False

    def assert_nothing_sent(self):
        self.assertFalse(self.sent_by(self.visitor.with_user(self.visitor)._ptsp_send_link))
        self.visitor.ptsp_link_sent_at = False
