"""Applicants choose of what they are told; what they have to do they are told in any case."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ...models.notices.kinds import KINDS
from ..common import PtspCase
from ..common_portal import ReaderCase

PAGE = "/my/applications/notices"


@tagged("post_install", "-at_install")
class TestPreference(PtspCase, ReaderCase):
    """One choice for a company and its people."""

    def notices(self, application):
        """Return kinds and states of what the applicant was told."""
        return {notice.kind: notice.state for notice in application.sudo().notice_ids}

    def test_only_what_is_to_do(self):
        """Who wants little is not told of each step, but asked, and told when the letter is ready."""
        self.portal_user.partner_id.with_user(self.portal_user)._ptsp_choose_notices("needed")
        self.assertEqual(self.applicant.ptsp_notices, "needed")
        application = self.bring_to(self.file(), "corrected")
        # What is to be done leaves at once; the job asks what else is wanted when it comes to it.
        for notice in application.sudo().notice_ids._as_procedure().filtered(lambda notice: not notice.message_id):
            notice._deliver()
        self.assertEqual(
            self.notices(application), {"registered": "skipped", "correction": "waiting", "answer_received": "skipped"}
        )
        self.assertIn("to be done", application.sudo().notice_ids[0].reason)
        self.assertFalse(application.sudo().notice_ids[0]._can_be_sent_again())
        self.assertEqual(self.notices(self.bring_to(self.file(), "pickup"))["ready"], "waiting")

    def test_all(self):
        """Who has chosen nothing is told of everything."""
        application = self.bring_to(self.file(), "done", technical=True)
        told = self.notices(application)
        self.assertEqual(set(told), {"registered", "sent_to_opd", "opinion_received", "ready", "handed_over"})
        self.assertNotIn("skipped", told.values())

    def test_every_kind_has_words(self):
        """Each kind has a template, but for what officers write themselves; each row of the table names a kind."""
        for kind in KINDS:
            if kind.key != "message":
                self.assertTrue(self.env["ptsp.notice"]._template(kind.key), kind.key)
        kinds = {kind.key for kind in KINDS}
        for procedure in self.env["ptsp.application"]._procedures():
            self.assertLessEqual({row.notice for row in procedure.transitions.values() if row.notice}, kinds)

    def test_who_chooses(self):
        """Only applicants choose, for themselves, and one of what there is."""
        partner = self.portal_user.partner_id
        with self.assertRaises(AccessError):
            partner.with_user(self.other_portal_user)._ptsp_choose_notices("needed")
        with self.assertRaises(AccessError):
            self.users["pickup"].partner_id.with_user(self.users["pickup"])._ptsp_choose_notices("needed")
        with self.assertRaises(UserError):
            partner.with_user(self.portal_user)._ptsp_choose_notices("never")
        with self.assertRaises(AccessError):
            partner.with_user(self.portal_user).write({"ptsp_notices": "needed"})

    def test_reader_chooses_nothing(self):
        """Whom the company lets only read its applications chooses nothing for it, nor whom it has closed out."""
        colleague = new_test_user(self.env, "test_colleague", "base.group_portal", email="ani@example.com")
        colleague.partner_id.parent_id = self.applicant
        members = self.env["ptsp.applicant.member"].with_user(self.portal_user)
        colleague.partner_id.with_user(colleague)._ptsp_choose_notices("needed")
        members._change_colleague(colleague.id, "read")
        line = self.env["ptsp.applicant.member"].search([("user_id", "=", colleague.id)])
        for role in ("read", "none"):
            members._change(line.id, role)
            with self.subTest(role), self.assertRaises(AccessError):
                colleague.partner_id.with_user(colleague)._ptsp_choose_notices("all")
        self.assertEqual(self.applicant.ptsp_notices, "needed")

    def test_page(self):
        """The choice is made on a page of the account, without JavaScript."""
        self.env["res.lang"]._activate_lang("en_US")
        self.env.flush_all()
        self.log_in("test_applicant")
        page = self.get(PAGE)
        self.assertEqual(page.xpath("//input[@name='notices'][@checked]/@value"), ["all"])
        page = self.send_form(page, PAGE, notices="needed")
        self.assertEqual(page.xpath("//input[@name='notices'][@checked]/@value"), ["needed"])
        self.assertTrue(page.xpath("//div[@role='status']"))
        self.assertEqual(self.applicant.ptsp_notices, "needed")
        self.send_form(page, PAGE, notices="x")
        self.assertIn("Choose one of the two", self.response.text)
