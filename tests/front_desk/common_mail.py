"""E-mails that open something for whoever reads them, and a visitor who follows their links."""

import re
from html import unescape
from urllib.parse import urlsplit

from lxml import html

from odoo.addons.mail.tests.common import MockEmail

PASSWORD = "Rahasia-2026!"


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
