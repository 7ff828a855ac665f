"""Whom an applicant lets edit all applications begins one for that applicant, and nobody else does."""

from lxml import html

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..online.common_online import IDENTITY, details, paper
from .common_members import FRIEND, MembersCase

PAGE = "/my/applications/new"


class ForOthersCase(MembersCase):
    """Filing for the company of the tests."""

    def begin(self, user=None, principal=None, service=None):
        user = user or self.friend
        Application = self.env["ptsp.application"].with_user(user)
        principal = self.applicant if principal is None else principal
        return Application._file_online((service or self.service).with_user(user), principal.id)

    def assert_refused(self, *args, **kwargs):
        self.env.invalidate_all()
        before = self.env["ptsp.application"].search_count([])
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self.begin(*args, **kwargs)
        self.assertEqual(self.env["ptsp.application"].search_count([]), before)


@tagged("post_install", "-at_install")
class TestFilingForOthers(ForOthersCase):
    """For whom one files is chosen on the page, and decided by the server."""

    def test_editor(self):
        """What an editor begins is the applicant's, as if the applicant had begun it; the sheet says who filed it."""
        self.let_in("edit")
        draft = self.begin()
        own = self.env["ptsp.application"].with_user(self.portal_user)._file_online(self.service)
        self.assertEqual(draft.sudo().partner_id, self.portal_user.partner_id)
        self.assertEqual(draft.sudo().partner_id, own.sudo().partner_id)
        self.assertEqual(draft.sudo().organizer_name, own.sudo().organizer_name)
        self.assertEqual(draft.sudo().message_partner_ids, own.sudo().message_partner_ids)
        for user in (self.portal_user, self.colleague, self.friend):
            self.assertTrue(draft.with_user(user)._is_open_online())
        self.assertNotIn(draft.sudo().commercial_partner_id, self.friend.commercial_partner_id)

    def test_who_filed(self):
        """The first line of the control sheet is of who has submitted it; the applicant is told what happens."""
        self.let_in("edit")
        draft = self.begin()
        self.fill_in(draft)
        draft.action_submit()
        self.assertEqual(draft.sudo().control_ids.sorted("sequence")[0].user_id, self.friend)
        another = self.begin()
        self.fill_in(another)
        application = self.bring_to(another.sudo(), "verification")
        self.assertEqual(application.sudo().notice_ids.recipient_id, self.portal_user.partner_id)

    def fill_in(self, draft):
        self.assertFalse(draft._save_online("applicant", {"applicant_identity": IDENTITY}))
        self.assertFalse(draft._save_online("details", details()))
        for number, line in enumerate(draft._lines_online()):
            draft._attach_online(line.id, f"berkas {number}.pdf", paper(number))

    def test_own(self):
        """Without a choice it is the own company's, also of who may file for others."""
        self.let_in("edit")
        draft = self.env["ptsp.application"].with_user(self.friend)._file_online(self.service.with_user(self.friend))
        self.assertEqual(draft.sudo().partner_id, self.friend.partner_id)
        self.assertNotIn(draft, draft.with_user(self.portal_user).search([]))

    def test_reader_and_strangers(self):
        """Readers, who was never let in, who was invited only, and who was taken off begin nothing."""
        self.assert_refused()
        self.assert_refused(self.other_portal_user)
        invited = self.members()._invite(FRIEND, "edit")
        self.assert_refused()
        invited._end()
        line = self.let_in("read")
        self.assert_refused()
        self.members()._change(line.id, "edit")
        draft = self.begin()
        self.members()._change(line.id, "none")
        self.assert_refused()
        self.env.invalidate_all()
        self.assertFalse(draft.with_user(self.friend).search([("id", "=", draft.id)]))
        for principal in (self.other_portal_user.partner_id, self.env.company.partner_id, self.applicant.browse(0)):
            self.assert_refused(principal=principal)

    def test_closed_out_colleague(self):
        """A colleague who may see or edit nothing any more files for the company by no road."""
        for role in ("read", "none"):
            with self.undone():
                self.members()._change_colleague(self.colleague.id, role)
                self.assert_refused(self.colleague)
                with self.assertRaises(AccessError):
                    self.env["ptsp.application"].with_user(self.colleague)._file_online(
                        self.service.with_user(self.colleague)
                    )
        self.colleague.partner_id.parent_id = False
        self.assert_refused(self.colleague)

    def test_representative(self):
        """Who represents the applicant in one application begins no other."""
        self.application._as_procedure().write(
            {
                "is_represented": True,
                "representative_id": self.friend.partner_id.id,
                "power_of_attorney_until": self.application.service_id._today(),
            }
        )
        self.assert_sees(self.friend)
        self.assert_refused()

    def test_person_who_has_left(self):
        """Where who has let the editor in has left, or may only read now, the company itself applies."""
        self.let_in("edit")
        self.members(self.colleague)._change_colleague(self.portal_user.id, "read")
        draft = self.begin()
        self.assertEqual(draft.sudo().commercial_partner_id, self.applicant)
        self.assertEqual(draft.sudo().partner_id, self.applicant)

    def test_second_agency(self):
        """At an agency of which the editor has an account and the applicant has none, nothing is filed."""
        self.let_in("edit")
        other = self.env["res.company"].create({"name": "Dinas Lain"})
        foreign = self.service.copy({"company_id": other.id, "code": "LAIN"})
        foreign.in_force_from = foreign._today()
        self.assert_refused(service=foreign)
        self.friend.company_ids |= other
        self.env.registry.clear_cache()
        self.env.invalidate_all()
        user = self.friend
        Application = (
            self.env["ptsp.application"]
            .with_user(user)
            .with_context(allowed_company_ids=(other | self.service.company_id).ids)
        )
        service = foreign.with_env(Application.env)
        with self.assertRaisesRegex(UserError, "has no account at Dinas Lain"):
            Application._file_online(service, self.applicant.id)

    def test_limit(self):
        """Drafts for others count among the drafts of the account; those that one sees no more do not."""
        self.service.company_id.ptsp_online_drafts = 2
        line = self.let_in("edit")
        self.begin()
        self.begin()
        with self.assertRaisesRegex(UserError, "2 drafts already"):
            self.begin()
        with self.assertRaisesRegex(UserError, "2 drafts already"):
            self.begin(principal=self.friend.partner_id)
        self.members()._change(line.id, "none")
        self.env.invalidate_all()
        self.assertTrue(self.begin(principal=self.friend.partner_id))


@tagged("post_install", "-at_install")
class TestFilingForOthersPages(ForOthersCase, HttpCase):
    """The choice on the page."""

    def get(self):
        self.env.flush_all()
        self.answer = self.url_open(PAGE)
        return html.fromstring(self.answer.content)

    def log_in(self, login):
        self.authenticate(login, login)
        self.opener.cookies["frontend_lang"] = "en_US"

    def post(self, page, **values):
        [form] = page.xpath(f"//form[.//input[@name='service_id'][@value='{self.service.id}']]")
        hidden = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
        self.answer = self.url_open(PAGE, data={**hidden, **values})
        self.env.invalidate_all()
        return html.fromstring(self.answer.content)

    def test_choice(self):
        """Who may file for one only chooses nothing; who may for two chooses, and stands himself first."""
        self.log_in("test_applicant")
        self.assertFalse(self.get().xpath("//select[@name='principal_id']"))
        self.let_in("edit")
        self.log_in(FRIEND)
        page = self.get()
        [select] = page.xpath("//select")[:1]
        self.assertEqual([option.text for option in select], [self.friend.name, self.applicant.name])
        self.assertEqual(page.xpath("//label/@for")[0], select.get("id"))
        page = self.post(page, principal_id=self.applicant.id)
        self.assertIn(self.applicant.name, page.xpath("//main")[0].text_content())
        self.assertNotIn("/my/account", str(page.xpath("//main//a/@href")))
        draft = self.env["ptsp.application"].search([("filed_online", "=", True)], order="id desc", limit=1)
        self.assertEqual((draft.commercial_partner_id, draft.create_uid), (self.applicant, self.friend))

    def test_refused(self):
        """Who was taken off while the page was open, or types a number, is told so, and nothing is begun."""
        line = self.let_in("edit")
        self.log_in(FRIEND)
        page = self.get()
        self.members()._change(line.id, "none")
        self.env.flush_all()
        before = self.env["ptsp.application"].search_count([])
        for principal in (self.applicant.id, self.other_portal_user.partner_id.id, "0", "x", "-1"):
            told = self.post(page, principal_id=principal)
            self.assertIn("You may not file this.", told.xpath("//*[@id='problems']")[0].text_content())
        self.assertEqual(self.env["ptsp.application"].search_count([]), before)

    def test_reader_of_the_own_company(self):
        """A colleague who may only read is told whom to ask, and is offered no button."""
        self.members()._change_colleague(self.colleague.id, "read")
        self.log_in("test_colleague")
        page = self.get()
        self.assertFalse(page.xpath("//form[@action='/my/applications/new']"))
        self.assertIn("You may not file for your company.", page.xpath("//main")[0].text_content())
