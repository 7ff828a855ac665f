"""An applicant who was invited logs in; two desks that invite at once make one account."""

import socketserver
from threading import Thread

from odoo.tests import HttpCase, tagged

from ..procedure.test_concurrency import RealServerCase
from .common_accounts import PASSWORD, InvitationCase


@tagged("post_install", "-at_install")
class TestInvitedApplicant(InvitationCase, HttpCase):
    """Who was invited opens the link."""

    def test_login(self):
        """The link lets the applicant choose a password, once, and shows the file; the login goes on working."""
        mail = self.sent_by(self.at("registration").action_invite_applicant)
        link = self.link_in(mail, "/web/signup")
        answer = self.choose_password(link)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("/my", answer.url)
        self.assertIn("Kaltim Expo", self.words_of(self.url_open("/my/applications")))
        self.assertIn("Kaltim Expo", self.words_of(self.url_open(f"/my/applications/{self.application.id}")))
        self.url_open("/web/session/logout")
        self.assertTrue(self.page_of(self.url_open(link)).xpath("//form//p[contains(@class, 'alert-danger')]"))
        self.choose_password(link, "Orang-Lain-2026!")
        self.authenticate("siti@example.com", PASSWORD)
        self.assertIn("Kaltim Expo", self.words_of(self.url_open("/my/applications")))
        self.env.invalidate_all()
        self.assertEqual(self.at("pickup").applicant_account, "used")


class _Mailbox(socketserver.StreamRequestHandler):
    """Takes e-mails as a mail server does, and keeps them."""

    def handle(self):
        self.wfile.write(b"220 mailbox\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.server.mails.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")
            if verb == b"QUIT":
                return


@tagged("post_install", "-at_install", "slow")
class TestInvitationsAtOnce(RealServerCase):
    """Two desks invite the same applicant at the same moment, on a real server and by a real mail server."""

    def test_at_once(self):
        """However many click at once, there is one account, and nobody sees an error of the database."""
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Mailbox)
        server.daemon_threads, server.mails = True, []
        Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        admin = self.sandbox.officer("admin", "Rahasia-2026")
        mailbox = {"name": "Mailbox", "smtp_host": "127.0.0.1", "smtp_port": server.server_address[1]}
        admin.call("ir.mail_server", "create", [{**mailbox, "smtp_encryption": "none"}])
        [application_id] = self.file(1, "registration")
        calls = [(desk, "action_invite_applicant", [application_id]) for desk in ("desk", "second_desk") * 4]
        answers = self.at_once(calls, "ptsp.application")
        self.assertTrue(any(isinstance(answer, dict) for answer in answers), answers)
        self.assertEqual(self.sandbox.query("SELECT count(*) FROM res_users WHERE login = 'eo@example.com'"), [(1,)])
        self.assertTrue(server.mails)
        for answer in answers:
            if not isinstance(answer, dict):
                self.assertRegex(str(answer), "Somebody else is working")
