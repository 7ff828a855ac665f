"""Drafter, section head, division head and signer of a letter are four people, over all its revisions."""

from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from ..common import PtspCase, groups_of

OWN_WORK = "Another officer must initial or sign"


@tagged("post_install", "-at_install")
class TestSeparationOfDuties(PtspCase):
    """Nobody approves what is his own work, whatever roles he holds."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = groups_of("processing", "section_head", "division_head", "agency_head")
        cls.all_round = new_test_user(cls.env, "test_all_round", groups)
        cls.colleague = new_test_user(cls.env, "test_all_round_colleague", groups)
        cls.drafting = cls.bring_to(cls.file(), "drafting")

    def by(self, user):
        return self.drafting.with_user(user)

    def bring_on(self, state):
        """Bring the draft on to ``state``, each step by another officer."""
        for source, key, role in (
            ("drafting", "submit_draft", "processing"),
            ("section_review", "section_approve", "section_head"),
            ("division_review", "division_approve", "division_head"),
        ):
            if self.drafting.state == source != state:
                records = self.as_role(self.drafting, role)
                self.prepare(records, key)
                self.press(records, key)

    def submit_by(self, user):
        self.by(user).decision = "recommended"
        self.by(user).action_submit_draft()

    def test_drafter(self):
        """Whoever drafted the letter neither initials nor signs it."""
        self.submit_by(self.all_round)
        self.assert_refused(self.by(self.all_round), "section_approve", OWN_WORK)
        self.as_role(self.drafting, "section_head").action_section_approve()
        self.assert_refused(self.by(self.all_round), "division_approve", OWN_WORK)
        self.as_role(self.drafting, "division_head").action_division_approve()
        self.assert_refused(self.by(self.all_round), "sign", OWN_WORK)
        self.as_role(self.drafting, "agency_head").action_sign()

    def test_whoever_edited_the_text(self):
        """Who wrote on the revision is its drafter, even where somebody else submitted it."""
        for values in (
            {"letter_body": "<p>Rekomendasi</p>"},
            {"decision": "recommended"},
            {"decision": "refused", "refusal_reason": "Lokasi tidak sesuai"},
        ):
            with self.subTest(values=values), self.undone():
                self.by(self.all_round).write(values)
                self.submit_by(self.colleague)
                self.assertEqual(self.drafting.sudo().drafter_ids, self.all_round + self.colleague)
                for user in (self.all_round, self.colleague):
                    self.assert_refused(self.by(user), "section_approve", OWN_WORK)

    def test_section_head(self):
        """Whoever initialled as section head neither initials as division head nor signs."""
        self.bring_on("section_review")
        self.by(self.all_round).action_section_approve()
        self.assert_refused(self.by(self.all_round), "division_approve", OWN_WORK)
        self.as_role(self.drafting, "division_head").action_division_approve()
        self.assert_refused(self.by(self.all_round), "sign", OWN_WORK)
        self.by(self.colleague).action_sign()

    def test_division_head(self):
        """Whoever initialled as division head does not sign."""
        self.bring_on("division_review")
        self.by(self.all_round).action_division_approve()
        self.assert_refused(self.by(self.all_round), "sign", OWN_WORK)
        self.by(self.colleague).action_sign()
        self.assertEqual(self.drafting.sudo().signatory_id, self.colleague)

    def test_returning(self):
        """Whoever drafted a letter does not judge it by sending it back either; another head does."""
        self.submit_by(self.all_round)
        self.assert_refused(self.by(self.all_round), "section_return", "Another officer must return")
        self.by(self.colleague).action_section_return("Salah ketik")
        self.assertEqual(self.drafting.state, "drafting")

    def test_switched_off(self):
        """An agency may switch the rule off, for itself only."""
        self.env.company.ptsp_separation_of_duties = False
        self.submit_by(self.all_round)
        self.by(self.all_round).action_section_approve()
        self.by(self.all_round).action_division_approve()
        self.by(self.all_round).action_sign()
        self.assertEqual(self.drafting.state, "numbering")
        self.assertTrue(self.env["res.company"].create({"name": "Kabupaten lain"}).ptsp_separation_of_duties)

    def switches(self):
        """Return how and by whom the rule was switched so far, the last time first."""
        self.env.invalidate_all()
        log = self.env["ptsp.separation.switch"].search([("company_id", "=", self.env.company.id)])
        return [(switch.switched_on, switch.user_id) for switch in log]

    def test_the_switch_is_logged(self):
        """Who switched the rule off or on stands in a log; other changes of the agency do not."""
        company = self.env.company
        admin = self.env.ref("base.user_admin")
        for value in (False, True):
            company.with_user(admin).ptsp_separation_of_duties = value
        expected = [(True, admin), (False, admin)]
        self.assertEqual(self.switches(), expected)
        company.with_user(admin).ptsp_separation_of_duties = True
        company.with_user(admin).name = "DPMPTSP"
        self.assertEqual(self.switches(), expected)

    def test_the_switch_in_the_settings(self):
        """The settings switch the same rule, and the log tells as well."""
        admin = self.env.ref("base.user_admin")
        settings = self.env["res.config.settings"].with_user(admin)
        settings.create({"ptsp_separation_of_duties": False}).execute()
        self.assertFalse(self.env.company.ptsp_separation_of_duties)
        self.assertEqual(self.switches(), [(False, admin)])

    def test_begun_switched_off(self):
        """An agency that begins without the rule says so in the log, too."""
        company = self.env["res.company"].create({"name": "Kabupaten lain", "ptsp_separation_of_duties": False})
        switch = self.env["ptsp.separation.switch"].search([("company_id", "=", company.id)])
        self.assertEqual((switch.switched_on, switch.user_id), (False, self.env.user))

    def test_only_the_administrator_switches(self):
        """No officer of the procedure switches the rule off, nor does its manager without the right to the settings."""
        for role, user in self.users.items():
            with self.subTest(role=role), self.assertRaises(UserError):
                self.env.company.with_user(user).ptsp_separation_of_duties = False

    # Revisions

    def initials(self):
        """Return who has initialled, which revision, and in which role; what was struck out does not count."""
        counting = self.drafting.sudo().initial_ids.filtered(lambda initial: not initial.struck_at)
        self.assertTrue(all(initial.initialled_at for initial in counting))
        return [(initial.role, initial.user_id, initial.revision) for initial in counting]

    def assert_no_initials(self):
        self.assertEqual(self.initials(), [])

    def test_initials_are_on_a_revision(self):
        """An initial says who, when, and on which revision."""
        self.bring_on("agency_approval")
        heads = [(role, self.users[role], 1) for role in ("section_head", "division_head")]
        self.assertEqual(self.initials(), heads)

    def test_returned_draft_needs_fresh_initials(self):
        """A draft that was returned and submitted again is another revision: nobody has initialled it yet."""
        self.bring_on("division_review")
        self.as_role(self.drafting, "division_head").action_division_return("Salah ketik")
        self.assert_no_initials()
        self.assertEqual(self.drafting.sudo().drafter_ids, self.users["processing"])
        self.bring_on("section_review")
        self.assertEqual(self.drafting.sudo().draft_revision, 2)
        self.bring_on("agency_approval")
        self.assertEqual([revision for _role, _user, revision in self.initials()], [2, 2])
        self.sign(self.as_role(self.drafting, "agency_head"))

    def test_section_return(self):
        """What the section head returns comes back as the next revision."""
        self.bring_on("section_review")
        self.as_role(self.drafting, "section_head").action_section_return("Salah ketik")
        self.bring_on("section_review")
        self.assertEqual(self.drafting.sudo().draft_revision, 2)
        self.assert_no_initials()

    def test_agency_head_sends_it_back(self):
        """Whatever way the agency head sends it back, both initials are struck out."""
        for key, state in (
            ("agency_return", "section_review"),
            ("request_clarification", "correction"),
            ("return_to_verification", "verification"),
        ):
            with self.subTest(key=key), self.undone():
                self.bring_on("agency_approval")
                self.press(self.as_role(self.drafting, "agency_head"), key)
                self.assertEqual(self.drafting.state, state)
                self.assert_no_initials()

    def test_agency_return_is_the_same_revision(self):
        """After a return to the section head the text is the same: its drafter still does not initial it."""
        self.submit_by(self.all_round)
        self.bring_on("agency_approval")
        self.as_role(self.drafting, "agency_head").action_agency_return("Periksa kembali")
        self.assertEqual(self.drafting.sudo().draft_revision, 1)
        self.assert_refused(self.by(self.all_round), "section_approve", OWN_WORK)
        self.bring_on("agency_approval")
        self.assertEqual([revision for _role, _user, revision in self.initials()], [1, 1])
        self.as_role(self.drafting, "agency_head").action_sign()

    def test_back_through_correction(self):
        """After a clarification the letter is drafted, initialled and signed anew."""
        self.bring_on("agency_approval")
        self.as_role(self.drafting, "agency_head").action_request_clarification("Jelaskan denah")
        self.hand_in_correction(self.as_role(self.drafting, "customer_service"))
        self.as_role(self.drafting, "customer_service").action_complete_correction()
        self.verify_direct(self.as_role(self.drafting, "verification"))
        self.bring_on("agency_approval")
        self.assertEqual([revision for _role, _user, revision in self.initials()], [2, 2])
        self.sign(self.as_role(self.drafting, "agency_head"))

    # All revisions

    def return_by(self, role):
        self.press(self.as_role(self.drafting, role), "section_return" if role == "section_head" else "division_return")

    def test_drafter_of_an_earlier_revision(self):
        """Whoever wrote or submitted a revision that was returned does not initial or sign the next one either."""
        self.by(self.all_round).letter_body = "<p>Rekomendasi pertama</p>"
        self.submit_by(self.colleague)
        self.return_by("section_head")
        self.bring_on("section_review")
        self.assertEqual(self.drafting.sudo().revision_ids[0].user_id, self.users["processing"])
        for key, role in (
            ("section_approve", "section_head"),
            ("division_approve", "division_head"),
            ("sign", "agency_head"),
        ):
            for user in (self.all_round, self.colleague):
                self.assert_refused(self.by(user), key, OWN_WORK)
            self.press(self.as_role(self.drafting, role), key)

    def test_struck_initial(self):
        """Whoever initialled a revision that was returned does no other stage of the next one."""
        self.bring_on("section_review")
        self.by(self.all_round).action_section_approve()
        self.return_by("division_head")
        self.assert_no_initials()
        self.bring_on("division_review")
        self.assertEqual([user for _role, user, _revision in self.initials()], [self.users["section_head"]])
        self.assert_refused(self.by(self.all_round), "division_approve", OWN_WORK)
        self.by(self.colleague).action_division_approve()
        self.assert_refused(self.by(self.all_round), "sign", OWN_WORK)

    def test_the_same_stage_again(self):
        """A head who has initialled a revision initials the next one again, in the same role."""
        self.bring_on("section_review")
        self.by(self.all_round).action_section_approve()
        self.return_by("division_head")
        self.bring_on("section_review")
        self.by(self.all_round).action_section_approve()
        self.assertEqual(self.initials(), [("section_head", self.all_round, 2)])

    def test_the_whole_history_is_kept(self):
        """Every initial is kept, with its revision, and with the moment in which it was struck out."""
        self.bring_on("agency_approval")
        self.as_role(self.drafting, "agency_head").action_agency_return("Periksa kembali")
        self.bring_on("division_review")
        self.return_by("division_head")
        self.bring_on("agency_approval")
        history = [(i.role, i.revision, bool(i.struck_at)) for i in self.drafting.sudo().initial_ids]
        self.assertEqual(
            history,
            [
                ("section_head", 1, True),
                ("division_head", 1, True),
                ("section_head", 1, True),
                ("section_head", 2, False),
                ("division_head", 2, False),
            ],
        )
