"""Applicants say who sees their applications; what each may do holds on every road."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from ..front_desk.common_accounts import MailboxCase
from .common_members import FRIEND, TOLD, MembersCase


@tagged("post_install", "-at_install")
class TestRoles(MembersCase):
    """Whom the applicant adds reads, or edits; nobody else does either."""

    def test_third_party(self):
        """An account that nobody has added sees nothing."""
        self.assert_sees_nothing(self.friend)
        self.assert_sees_nothing(self.other_portal_user)

    def test_colleague(self):
        """People of the company edit by that alone."""
        self.assert_edits(self.colleague)

    def test_reader(self):
        """Who may read sees everything and changes nothing."""
        self.let_in("read")
        self.assert_only_reads(self.friend)
        self.assert_sees_nothing(self.other_portal_user)

    def test_editor(self):
        """Who may edit answers, and changes nothing of the company itself."""
        self.let_in("edit")
        self.assert_edits(self.friend)
        draft = self.file(partner_id=self.portal_user.partner_id.id).with_user(self.friend)
        names = {question.name for question in draft._online_questions("applicant")}
        self.assertIn("applicant_identity", names)
        self.assertFalse(names & {"company_registry", "contact_phone"})
        problems = draft._save_online("applicant", {"company_registry": "1234567890123"}, leaving=True)
        self.assertEqual((problems, self.applicant.company_registry), ({}, False))

    def test_role_changes_at_once(self):
        """Who is let less, or taken off, has lost it with the next click."""
        line = self.let_in("edit")
        self.application.message_subscribe(self.friend.partner_id.ids)
        self.members()._change(line.id, "read")
        self.assert_only_reads(self.friend)
        self.members()._change(line.id, "none")
        self.assert_sees_nothing(self.friend)
        self.assertNotIn(self.friend.partner_id, self.application.message_partner_ids)
        self.assertTrue(line.ended_at)
        self.assertEqual(line.ended_by_id, self.portal_user)

    def test_former_colleague(self):
        """Who leaves the company sees nothing from that moment on, whatever Odoo has remembered."""
        self.assert_sees(self.colleague)
        self.application.message_subscribe(self.colleague.partner_id.ids)
        self.assertTrue(self.applicant.with_user(self.colleague).has_access("read"))
        self.colleague.partner_id.parent_id = False
        self.assert_sees_nothing(self.colleague)
        self.assertFalse(self.applicant.with_user(self.colleague).has_access("read"))
        self.assertNotIn(self.colleague.partner_id, self.application.message_partner_ids)

    def test_former_colleague_who_had_filed(self):
        """Who leaves the company leaves there also what he has filed for it himself."""
        self.application = self.bring_to(self.file(partner_id=self.colleague.partner_id.id), "correction")
        self.application = self.application.with_env(self.env)
        self.request = self.application.request_ids.filtered(lambda request: request.state == "sent")[0]
        self.told = self.application.message_post(
            body=TOLD, subtype_xmlid="mail.mt_comment", partner_ids=self.colleague.partner_id.ids
        )
        self.assertIn("withdraw", self.seen_by(self.colleague).available_actions)
        self.colleague.partner_id.parent_id = False
        self.assertEqual(self.application.commercial_partner_id, self.applicant)
        self.assertIn(self.application, self.application.with_user(self.portal_user).search([]))
        self.paper = self.application.checklist_ids.attachment_ids or self.paper
        self.assert_sees_nothing(self.colleague)

    def test_new_colleague(self):
        """Who comes to the company sees its applications from that moment on."""
        self.assert_sees_nothing(self.friend)
        self.friend.partner_id.parent_id = self.applicant
        self.assert_edits(self.friend)

    def test_colleague_is_closed_out(self):
        """The company lets a colleague read only, or nothing, before any desk has heard of it."""
        self.members()._change_colleague(self.colleague.id, "read")
        self.assert_only_reads(self.colleague)
        for user, message in ((self.colleague, "may not file for your company"), (self.portal_user, None)):
            filing = self.env["ptsp.application"].with_user(user)._file_online
            with self.undone():
                if message:
                    self.assertRaisesRegex(AccessError, message, filing, self.service.with_user(user))
                else:
                    self.assertTrue(filing(self.service.with_user(user)))
        [line], _others = self.members()._people()
        self.members()._change(line.id, "none")
        self.assert_sees_nothing(self.colleague)
        self.members()._change(line.id, "edit")
        self.assert_edits(self.colleague)

    def test_who_decides(self):
        """Readers, those who were invited, strangers, and officers say nothing about who sees what."""
        line = self.let_in("edit")
        self.members()._change_colleague(self.colleague.id, "read")
        for user in (self.colleague, self.users["customer_service"], self.users["manager"]):
            for call in (
                lambda members: members._invite("x@example.com", "read"),
                lambda members: members._change(line.id, "none"),
            ):
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    call(self.members(user))
        # Of the own company who was invited decides, but not of this one.
        for user in (self.friend, self.other_portal_user):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.members(user)._change(line.id, "read")
        for call in (
            lambda: self.members()._change_colleague(self.portal_user.id, "none"),
            lambda: self.members()._change_colleague(self.other_portal_user.id, "none"),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                call()
        self.assert_edits(self.friend)

    def test_lines_are_no_ones_to_write(self):
        """Over RPC nobody adds, reads or changes a line, whoever it is."""
        line = self.let_in("read")
        vals = {"principal_id": self.applicant.id, "email": "x@example.com", "user_id": self.other_portal_user.id}
        for user in (self.friend, self.portal_user, self.users["customer_service"], self.users["manager"]):
            members = self.members(user)
            for call in (
                lambda members=members: members.create(vals),
                lambda members=members: members.browse(line.id).write({"role": "edit"}),
                lambda members=members: members.browse(line.id).read(["email"]),
                lambda members=members: members.browse(line.id).unlink(),
            ):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    call()
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                user.with_user(user).read(["ptsp_followed"])


@tagged("post_install", "-at_install")
class TestInvitation(MembersCase, MailboxCase):
    """The link lets in whoever reads the mail of the address, once, and tells nothing."""

    def test_link(self):
        """The e-mail holds the link; before it is used nothing is open, and afterwards it opens nothing more."""
        mail = self.sent_by(lambda: self.members()._invite(FRIEND.upper(), "read"))
        self.assertEqual(mail.email_to, FRIEND)
        self.assertIn("PT Borneo Event Organizer", mail.body_html)
        self.assert_sees_nothing(self.friend)
        token = self.link_in(mail, "/my/applications/people/accept").partition("token=")[2].replace("%3A", ":")
        for user in (self.other_portal_user, self.users["customer_service"]):
            with self.assertRaisesRegex(UserError, "account of that address"), self.env.cr.savepoint():
                self.members(user)._accept(token)
        self.members(self.friend)._accept(token)
        self.assert_only_reads(self.friend)
        with self.assertRaisesRegex(UserError, "not valid any more"), self.env.cr.savepoint():
            self.members(self.friend)._accept(token)

    def test_taken_back(self):
        """An invitation that was taken back, has lain too long, or was made up opens nothing."""
        line = self.members()._invite(FRIEND, "edit")
        token = line._token()
        with freeze_time(fields.Datetime.now() + timedelta(hours=73)), self.assertRaises(UserError):
            self.members(self.friend)._accept(token)
        self.members()._change(line.id, "none")
        for wrong in (token, token[:-3], "", None, "%%%"):
            with self.assertRaisesRegex(UserError, "not valid any more"), self.env.cr.savepoint():
                self.members(self.friend)._accept(wrong)
        self.assert_sees_nothing(self.friend)

    def test_tells_nothing(self):
        """Whether an address has an account shows neither in the line nor in what is answered."""
        for scope in ("b2c", "b2b"):
            self.env["ir.config_parameter"].set_param("auth_signup.invitation_scope", scope)
            lines = [self.members()._invite(f"{scope}{name}", "read") for name in ("x@example.com", "y@example.com")]
            lines.append(self.members()._invite(FRIEND, "read"))
            for line in lines:
                self.assertEqual((line.user_id, line.accepted_at), (self.env["res.users"], False))
            self.members()._change(lines[-1].id, "none")

    def test_by_invitation_only(self):
        """Where visitors open no accounts by themselves, the link lets the one who was invited open one."""
        self.env["ir.config_parameter"].set_param("auth_signup.invitation_scope", "b2b")
        mail = self.sent_by(lambda: self.members()._invite("baru@example.com", "read"))
        self.assertIn("/web/signup?", mail.body_html)
        contact = self.env["res.partner"].search([("email", "=", "baru@example.com")])
        self.assertEqual((len(contact), contact.parent_id, contact.user_ids.ids), (1, self.env["res.partner"], []))

    def test_refused(self):
        """No address, the same one twice, a colleague, and too many are each refused in one sentence."""
        self.members()._invite(FRIEND, "read")
        for email, message in (
            ("siti", "Enter the e-mail address"),
            ("", "Enter the e-mail address"),
            (FRIEND, "on your list already"),
            ("ani@example.com", "on your list already"),
        ):
            with self.assertRaisesRegex(UserError, message), self.env.cr.savepoint():
                self.members()._invite(email, "read")
        for number in range(19):
            self.members()._invite(f"a{number}@example.com", "read")
        with self.assertRaisesRegex(UserError, "At most 20 people"), self.env.cr.savepoint():
            self.members()._invite("last@example.com", "read")
