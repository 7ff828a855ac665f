"""Marking all papers as in order asks which lie on the counter, where some have no file."""

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..common import PtspCase
from ..common_documents import BLANK_PDF


@tagged("post_install", "-at_install")
class TestCounterPapers(PtspCase):
    """Nobody passes a file whose papers he has neither as a file nor on paper without having said so."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.as_role(cls.bring_to(cls.file(), "cs_check"), "customer_service")

    def ask(self):
        """Press the button of the form; return the dialog as it opens."""
        action = self.application.with_context(ask_papers=True).action_mark_checklist_ok()
        Dialog = self.env[action["res_model"]].with_user(self.users["customer_service"])
        return Form(Dialog.with_context(**action["context"])).save()

    def attach(self, line):
        line.attachment_ids = line.env["ir.attachment"].create({"name": "KTP.pdf", "raw": BLANK_PDF})

    def test_asks_for_papers_without_file(self):
        """The dialog names the papers without a file that apply, and only those."""
        attached, *others = self.application.checklist_ids
        self.attach(attached)
        dialog = self.ask()
        self.assertEqual(dialog.asked_ids.ids, [line.id for line in others if line.applicable])
        self.assertFalse(dialog.seen_ids)
        self.assertFalse(any(self.application.checklist_ids.mapped("service_result")), "nothing is marked yet")

    def test_what_was_not_seen_stays_unmarked(self):
        """Marked is what is attached or was ticked; what is missing still stands in the way."""
        attached, seen, *missing = self.application.checklist_ids.filtered("applicable")
        self.attach(attached)
        dialog = self.ask()
        dialog.seen_ids = seen
        dialog.action_confirm()
        self.assertEqual((attached.service_result, seen.service_result), ("ok", "ok"))
        self.assertEqual((attached.paper_seen, seen.paper_seen), (False, True))
        self.assertFalse(any(line.service_result for line in missing))
        with self.assertRaisesRegex(UserError, "is not in order yet"):
            self.application.action_accept()

    def test_all_on_paper(self):
        """One more click says that all of them lie on the counter; the next desk is not asked again."""
        self.ask().action_confirm_all()
        applicable = self.application.checklist_ids.filtered("applicable")
        self.assertEqual(set(applicable.mapped("service_result")), {"ok"})
        self.assertTrue(all(applicable.mapped("paper_seen")))
        self.application.action_accept()
        registration = self.as_role(self.application, "registration").with_context(ask_papers=True)
        self.assertIs(registration.action_mark_checklist_ok(), True)
        self.assertEqual(set(applicable.mapped("registration_result")), {"ok"})

    def test_all_on_paper_and_pass_on(self):
        """The same click passes the file on where nothing but the checklist decides where to."""
        dialog = self.ask()
        self.assertTrue(dialog.may_pass_on)
        dialog.action_confirm_and_pass_on()
        self.assertEqual(self.application.state, "registration")
        self.assertTrue(all(self.application.checklist_ids.filtered("applicable").mapped("paper_seen")))

    def test_pass_on_where_verification_chooses(self):
        """Verification says itself whether an OPD is asked: no button of the dialog does it by the way."""
        self.application.action_mark_checklist_ok()
        self.application.action_accept()
        self.prepare(self.as_role(self.application, "registration"), "register")
        self.as_role(self.application, "registration").action_register()
        self.application = self.as_role(self.application, "verification")
        action = self.application.with_context(ask_papers=True).action_mark_checklist_ok()
        Dialog = self.env[action["res_model"]].with_user(self.users["verification"])
        dialog = Form(Dialog.with_context(**action["context"])).save()
        self.assertFalse(dialog.may_pass_on)
        with self.assertRaisesRegex(UserError, "choose on the form"), self.env.cr.savepoint():
            dialog.action_confirm_and_pass_on()
        self.assertEqual(self.application.state, "verification")

    def test_integrations_are_not_asked(self):
        """Who calls the method without the form marks all papers, as before."""
        self.assertIs(self.application.action_mark_checklist_ok(), True)
        self.assertEqual(set(self.application.checklist_ids.filtered("applicable").mapped("service_result")), {"ok"})

    def test_another_desk(self):
        """A dialog that is confirmed after the file has gone on marks nothing."""
        dialog = self.ask()
        self.application.action_mark_checklist_ok()
        self.application.action_accept()
        with self.assertRaises(UserError):
            dialog.action_confirm_all()
        self.assertFalse(any(self.application.checklist_ids.mapped("registration_result")))

    def test_lines_of_another_application(self):
        """Whatever a client sends with the dialog, only papers of its application are marked."""
        other = self.bring_to(self.file(), "cs_check").checklist_ids[0]
        dialog = self.ask()
        dialog.write({"asked_ids": [(4, other.id)], "seen_ids": [(4, other.id)]})
        dialog.action_confirm()
        self.assertFalse(other.service_result or other.paper_seen)
