"""A link leaves with the file, is sent again and revoked by the desks that deliver and receive, and is kept as hash."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common_opd_link import GONE, MAILBOX, OpdLinkCase


@tagged("post_install", "-at_install")
class TestLinkSent(OpdLinkCase):
    """Who sends links, and what is left of them in the database."""

    def test_leaves_with_the_file(self):
        """With the dispatch a mail leaves, and stands for the receipt that nobody signs."""
        self.assertEqual(len(self.mails()), 1)
        self.assertEqual((self.review.received_by, self.review.stage), (MAILBOX, "with_opd"))
        self.assertTrue(self.review.due_at)
        self.assertTrue(self.review.link_ids.is_open)
        self.assertIn(self.review.cover_letter_number, self.mails().subject)

    def test_only_a_hash(self):
        """The database has the fingerprints of link and code; the mail has the words, and goes once it was sent."""
        self.post("code", {"go": "send"})
        code = self.code_of_mail()
        mails = self.mails()
        self.assertEqual(mails.mapped("auto_delete"), [True, True])
        self.assertFalse(mails.mail_message_id.filtered("model"))
        mails.mail_message_id.unlink()
        self.env.flush_all()
        self.env.cr.execute("SELECT l::text FROM ptsp_opd_link l UNION SELECT v::text FROM ptsp_opd_visit v")
        stored = str(self.env.cr.fetchall())
        self.assertNotIn(self.token, stored)
        self.assertNotIn(f",{code},", stored)
        self.assertNotIn(self.opener.cookies.get("ptsp_opinion"), stored)

    def test_mail_is_of_no_record(self):
        """Nobody who may read the link reads the mail that opens it."""
        message = self.mails().mail_message_id
        for role in ("processing", "liaison", "manager", "auditor"):
            with self.subTest(role):
                self.assertRaises(AccessError, message.with_user(self.users[role]).read, ["body"])

    def test_sent_again_and_revoked(self):
        """Another link replaces the first one; a revoked one opens nothing."""
        for role in ("liaison", "processing"):
            before = self.token_of_mail()
            self.assertTrue(self.as_role(self.review, role).may_send_link)
            self.as_role(self.review, role).action_send_link()
            self.assertIn(GONE, self.open_link(token=before).text)
            self.assertIn("Send a code", self.open_link(token=self.token_of_mail()).text)
        self.as_role(self.review, "liaison").action_revoke_link()
        self.assertIn(GONE, self.open_link(token=self.token_of_mail()).text)
        with self.assertRaisesRegex(UserError, "No link is good"):
            self.as_role(self.review, "liaison").action_revoke_link()
        for role in ("verification", "registry", "auditor", "manager"):
            for method in ("action_send_link", "action_revoke_link"):
                with self.subTest(role, method=method), self.assertRaises(AccessError):
                    getattr(self.as_role(self.review, role), method)()

    def test_nothing_to_send(self):
        """Neither for an opinion that was given, nor to an OPD without a mail box."""
        self.agency.answers_by_link = False
        with self.assertRaisesRegex(UserError, "does not answer by link"):
            self.as_role(self.review, "liaison").action_send_link()
        self.agency.answers_by_link = True
        self.as_role(self.review, "processing").action_issue("Tidak keberatan")
        with self.assertRaisesRegex(UserError, "has given its opinion"):
            self.as_role(self.review, "liaison").action_send_link()

    def test_mailbox(self):
        """A mail box that is none is refused; a new one closes links to the former one."""
        for email in ("", "dishub", "a@"):
            with self.subTest(email), self.assertRaisesRegex(ValidationError, "e-mail address"):
                self.agency.email = email
        self.agency.email = "baru@dishub.example.com"
        self.assertIn(GONE, self.open_link().text)
        self.agency.email = "Surat@Dishub.example.com"
        self.assertIn("Send a code", self.open_link().text)

    def test_nobody_writes_links(self):
        """Links and visits are made by the procedure only, and read by the staff."""
        link = self.review.link_ids
        self.open_link()
        for role, user in self.users.items():
            for records in (link, link.visit_ids):
                self.assertEqual(records.with_user(user).has_access("read"), role != "technical", role)
                for right in ("create", "write", "unlink"):
                    self.assertFalse(records.with_user(user).has_access(right), role)
            self.assertRaises(AccessError, link.with_user(user).read, ["token_hash"])
        with self.assertRaises(UserError):
            link.sudo().write({"expires_at": fields.Datetime.now() + timedelta(days=900)})

    def test_another_agency(self):
        """Officers of another agency see neither links nor visits of this one."""
        company = self.env["res.company"].create({"name": "Dinas Lain"})
        self.open_link()
        user = self.users["auditor"]
        user.write({"company_ids": [fields.Command.set(company.ids)], "company_id": company.id})
        self.assertFalse(self.env["ptsp.opd.link"].with_user(user).search([]))
        self.assertFalse(self.env["ptsp.opd.visit.log"].with_user(user).search([("link_id", "!=", False)]))
