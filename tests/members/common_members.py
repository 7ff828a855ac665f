"""Who follows an application beside its applicant: what the tests share."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from ..common import PDF, PtspCase

FRIEND = "siti@example.com"
TOLD = "Mohon dilengkapi"


class MembersCase(PtspCase):
    """An application of a company that waits for its applicant's answer, and accounts of all sorts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.speak_two_languages()
        cls.colleague = new_test_user(cls.env, "test_colleague", "base.group_portal", email="ani@example.com")
        cls.colleague.partner_id.parent_id = cls.applicant
        cls.friend = new_test_user(cls.env, FRIEND, "base.group_portal", email=FRIEND, name="Siti Aminah")
        draft = cls.file()
        paper = {"name": "ktp.pdf", "raw": PDF, "res_model": "ptsp.checklist.line", "res_id": draft.checklist_ids[0].id}
        cls.paper = cls.env["ir.attachment"].create(paper)
        draft.sudo().checklist_ids[0]._as_procedure().write({"attachment_ids": [(4, cls.paper.id)]})
        cls.application = cls.bring_to(draft, "correction").with_env(cls.env)
        cls.request = cls.application.request_ids.filtered(lambda request: request.state == "sent")[0]
        cls.told = cls.application.message_post(
            body=TOLD,
            subtype_xmlid="mail.mt_comment",
            partner_ids=(cls.portal_user | cls.colleague | cls.friend).partner_id.ids,
        )

    def members(self, user=None):
        return self.env["ptsp.applicant.member"].with_user(user or self.portal_user)

    def let_in(self, role, user=None):
        """Let an account follow the company's applications, as by invitation and link."""
        user = user or self.friend
        line = self.members()._invite(user.login, role)
        self.members(user)._accept(line._token())
        self.env.invalidate_all()
        return line

    def seen_by(self, user):
        return self.application.with_user(user)

    def assert_sees(self, user):
        """The account reads the application with all that belongs to it."""
        self.env.invalidate_all()
        application = self.seen_by(user)
        self.assertIn(application, application.search([]))
        self.assertTrue(application.read(["name", "state"]))
        self.assertTrue(application.checklist_ids.read(["name"]))
        self.assertTrue(self.request.with_user(user).read(["text"]))
        self.assertEqual(application._paper_online(self.paper.id), self.paper)
        self.assertTrue(self.told.with_user(user).has_access("read"))

    def assert_sees_nothing(self, user):
        """No road leads the account to the application, its papers, requests, answers or thread."""
        self.env.invalidate_all()
        application = self.seen_by(user)
        self.assertNotIn(application, application.search([]))
        self.assertFalse(application.search([("name", "=", self.application.name)]))
        lines = self.env["ptsp.checklist.line"].with_user(user)
        self.assertFalse(lines.search([("application_id", "=", application.id)]))
        request = self.request.with_user(user)
        self.assertFalse(request.search([("id", "=", request.id)]))
        self.assertFalse(
            self.env["ptsp.request.exchange"].with_user(user).search([("request_id", "=", self.request.id)])
        )
        for road in (
            lambda: application.read(["name"]),
            lambda: application._paper_online(self.paper.id),
            lambda: request.action_answer("Sudah"),
            lambda: application.action_hand_in_correction(),
            lambda: application.action_withdraw("Batal"),
            lambda: application._check_online(),
            lambda: self.paper.with_user(user).read(["raw"]),
            lambda: self.told.with_user(user).read(["body"]),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                road()
        self.assert_writes_no_message(user)

    def assert_only_reads(self, user):
        """The account sees the application, and changes nothing of it."""
        self.assert_sees(user)
        application, request = self.seen_by(user), self.request.with_user(user)
        self.assertFalse(application.my_turn)
        self.assertEqual(application.available_actions, [])
        self.assertFalse(request.may_answer)
        self.assertFalse(application._is_open_online())
        line = application.checklist_ids[0]
        for road in (
            lambda: request.action_answer("Sudah"),
            lambda: application.action_hand_in_correction(),
            lambda: application.action_withdraw("Batal"),
            lambda: application._save_online("details", {"event_name": "X"}),
            lambda: application._attach_online(line.id, "x.pdf", PDF + b"x"),
            lambda: application._take_off_online(self.paper.id),
            lambda: application._end_power(),
            lambda: application.write({"event_name": "X"}),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                road()
        self.assert_writes_no_message(user)

    def assert_writes_no_message(self, user):
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.seen_by(user).message_post(body=TOLD, message_type="comment")

    def assert_edits(self, user):
        """The account answers what is asked."""
        self.assert_sees(user)
        with self.undone():
            self.assertTrue(self.request.with_user(user).may_answer)
            self.assertTrue(self.request.with_user(user).action_answer("Sudah diperbaiki"))
            self.assertIn("withdraw", self.seen_by(user).available_actions)
