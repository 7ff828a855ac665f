"""A letter that is signed electronically is received on the page: by its applicant, once, and on record."""

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..letter.test_electronic_signature import SigningCase


@tagged("post_install", "-at_install")
class TestFetch(SigningCase):
    """The hand-over of the procedure, done by the applicant."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.ptsp_signing_service = "certificate"
        cls.application = cls.bring_to(cls.file(), "pickup")
        cls.own = cls.as_role(cls.application, "applicant")

    def last_line(self, application):
        return application.sudo().control_ids.filtered("action").sorted("sequence")[-1:]

    def assert_not_fetched(self, application, user, message, error=UserError):
        """It is refused in one sentence, and nothing has changed."""
        before = self.snapshot(application)
        with self.assertRaisesRegex(error, message), self.env.cr.savepoint():
            application.with_user(user)._fetch_online()
        self.env.invalidate_all()
        self.assertEqual(self.snapshot(application), before)
        self.assertFalse(application.handover_kind)

    def test_fetched(self):
        """The control sheet names the applicant, hand-over and note; the questionnaire goes out as always."""
        self.assertTrue(self.application.letter_is_electronic)
        self.assertTrue(self.own._fetch_online())
        application = self.application
        self.assertEqual((application.state, application.handover_kind), ("done", "fetched"))
        self.assertEqual((application.recipient_name, application.recipient_identity), ("Budi Santoso", False))
        line = self.last_line(application)
        self.assertEqual(
            (line.action, line.user_id, line.note), ("hand_over", self.portal_user, "Diambil secara daring")
        )
        self.assertFalse(line.deputation_id)
        self.assertIn("fetched", line.evidence)
        self.assertTrue(application.handed_over_at)
        self.assertTrue(application._questionnaire_url())
        self.assertEqual(application.sudo().notice_ids.sorted("id")[-1:].kind, "handed_over")
        self.assertFalse(application.sudo()._broken_control_line())
        lines = application.sudo().control_ids.filtered("ended_at").sorted("sequence")
        self.assertFalse(application.sudo()._differences_from_sheet(lines))
        self.assertRegex(self.own._stand_in_words(), r"^The letter was received online on \d+ \w+ \d{4}\.$")

    def test_proof(self):
        """The proof of handover names the account instead of an identity card, and bears nobody's signature."""
        html = self.printed(self.bring_to(self.file(), "done"))
        self.assertIn("Petugas Loket Pengambilan", html)
        self.assertIn("6472051203850001", html)
        self.own._fetch_online()
        html = self.printed(self.application)
        self.assertIn("Secara daring, melalui akun test_applicant", html)
        self.assertNotIn("Petugas Loket Pengambilan", html)
        self.assertNotIn("Nomor identitas", html)

    def printed(self, application):
        Report = self.env["ir.actions.report"]
        content, _kind = Report._render_qweb_html("ptsp_exhibition.report_handover", application.ids)
        return content.decode()

    def test_tampering_shows(self):
        """Whoever says later that it was collected is contradicted by the control sheet."""
        self.own._fetch_online()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ptsp_application SET handover_kind = 'collected' WHERE id = %s", self.application.ids
        )
        self.env.invalidate_all()
        lines = self.application.sudo().control_ids.filtered("ended_at").sorted("sequence")
        self.assertEqual(self.application.sudo()._differences_from_sheet(lines), ["Way of Handover"])

    def test_collected(self):
        """Who comes to the desk is handed it there, and the record says so; then nothing is left to be fetched."""
        self.hand_over(self.as_role(self.application, "pickup"))
        self.assertEqual(self.application.handover_kind, "collected")
        self.assertIn("handed over at the pick-up desk", self.own._stand_in_words())
        with self.assertRaisesRegex(UserError, "cannot be received now"):
            self.own._fetch_online()

    def test_twice(self):
        """In a second window it is there already: one hand-over, no error."""
        self.assertTrue(self.own._fetch_online())
        count = self.application.sudo().control_count
        self.assertFalse(self.own._fetch_online())
        self.assertEqual(self.application.sudo().control_count, count)

    def test_too_early_and_by_hand(self):
        """Before the letter is released, and where it was signed by hand, nothing is fetched."""
        early = self.bring_to(self.file(), "final_check")
        self.assert_not_fetched(early, self.portal_user, "cannot be received now: the application is at Final Check")
        self.company.ptsp_signing_service = "none"
        stamped = self.bring_to(self.file(), "pickup")
        self.assertFalse(stamped.letter_is_electronic)
        self.company.ptsp_signing_service = "certificate"
        self.assert_not_fetched(stamped, self.portal_user, "signed by hand. Collect it at the pick-up desk")

    def test_revoked(self):
        """A letter that was revoked is not received any more."""
        self.as_role(self.application, "agency_head").action_revoke("Data palsu")
        self.assert_not_fetched(self.application, self.portal_user, "has been revoked")

    def test_whose(self):
        """Strangers, former colleagues and officers do not fetch it; a colleague in the company does."""
        colleague = new_test_user(self.env, "test_colleague", "base.group_portal", email="c@example.com")
        colleague.partner_id.parent_id = self.applicant
        former = new_test_user(self.env, "test_former", "base.group_portal", email="f@example.com")
        former.partner_id.parent_id = self.applicant
        self.application.with_user(former).check_access("read")
        former.partner_id.parent_id = False
        self.env.registry.clear_cache()
        for user in (self.other_portal_user, former, self.users["technical"]):
            with self.subTest(user=user.login):
                self.assert_not_fetched(self.application, user, "", AccessError)
        for role in ("pickup", "auditor", "manager", "agency_head"):
            with self.subTest(role=role):
                self.assert_not_fetched(self.application, self.users[role], "Only the applicant", AccessError)
        self.assertTrue(self.application.with_user(colleague)._fetch_online())
        self.assertEqual(self.last_line(self.application).user_id, colleague)

    def test_who_only_follows(self):
        """Who may only read, is closed out, or represented the applicant once receives nothing."""
        reader = new_test_user(self.env, "test_reader", "base.group_portal", email="r@example.com")
        reader.partner_id.parent_id = self.applicant
        members = self.env["ptsp.applicant.member"].with_user(self.portal_user)
        members._change_colleague(reader.id, "read")
        self.env.invalidate_all()
        self.assert_not_fetched(self.application, reader, "Only the applicant", AccessError)
        members._change(self.env["ptsp.applicant.member"].search([("user_id", "=", reader.id)]).id, "none")
        self.env.invalidate_all()
        self.assert_not_fetched(self.application, reader, "", AccessError)
        today = self.application.service_id._today()
        power = {"is_represented": True, "representative_id": self.other_portal_user.partner_id.id}
        self.application._as_procedure().write(
            {**power, "power_of_attorney_until": fields.Date.subtract(today, days=1)}
        )
        self.env.invalidate_all()
        self.assert_not_fetched(self.application, self.other_portal_user, "", AccessError)
        self.application._as_procedure().write({"power_of_attorney_until": today})
        self.env.invalidate_all()
        self.assertTrue(self.application.with_user(self.other_portal_user)._fetch_online())

    def test_originals_to_be_shown(self):
        """Where the desk wants to see originals nothing is fetched, not even after they were ticked there."""
        self.application.sudo().checklist_ids[0]._as_procedure().write({"original_at_pickup": True, "applicable": True})
        self.env.invalidate_all()
        self.assert_not_fetched(self.application, self.portal_user, "bring the originals")
        self.as_role(self.application, "pickup").original_line_ids.original_seen = True
        self.env.invalidate_all()
        self.assert_not_fetched(self.application, self.portal_user, "bring the originals")

    def test_not_over_rpc(self):
        """The applicant does not press the button of the desk, and nobody writes how it was handed over."""
        with self.assertRaises(AccessError):
            self.own.action_hand_over()
        for user in (self.portal_user, self.users["pickup"], self.users["manager"]):
            with self.assertRaises(UserError):
                self.application.with_user(user).write({"handover_kind": "fetched"})
            with self.assertRaises(UserError):
                self.application.with_user(user).write({"letter_is_electronic": True})

    def test_voided(self):
        """A letter whose number was voided counts as signed electronically only if the next one is."""
        application = self.bring_to(self.file(), "final_check")
        self.as_role(application, "registry").action_void_number("Salah ketik")
        self.assertFalse(application.letter_is_electronic)
        self.company.ptsp_signing_service = "none"
        self.as_role(application, "registry").action_number()
        self.assertFalse(application.letter_is_electronic)

    # What is handed out

    def test_handed_out(self):
        """Receipt from registration on, proof and letter after the hand-over, each as stored or set for it."""
        registered = self.bring_to(self.file(), "verification")
        self.assertEqual(self.as_role(self.bring_to(self.file(), "cs_check"), "applicant")._handed_out(), {})
        self.assertEqual([*self.as_role(registered, "applicant")._handed_out()], ["receipt"])
        self.assertEqual([*self.own._handed_out()], ["receipt"])
        self.assertIsNone(self.own._hand_out("letter"))
        self.own._fetch_online()
        self.assertEqual([*self.own._handed_out()], ["letter", "handover", "receipt"])
        content, name = self.own._hand_out("letter")
        self.assertEqual(content, self.application.sudo().letter_attachment_id.raw)
        self.assertRegex(name, r"^503-\d{4}-.*\.pdf$")
        self.assertTrue(self.validate(content).valid)
        for document in ("receipt", "handover"):
            content, name = self.own._hand_out(document)
            self.assertTrue(content.startswith(b"%PDF"))
            self.assertNotIn("/", name)
        for unknown in ("control_sheet", "checklist", "", "../letter", "__class__"):
            self.assertIsNone(self.own._hand_out(unknown))
        with self.assertRaises(AccessError):
            self.application.with_user(self.other_portal_user)._hand_out("letter")

    def test_copies_of_stamped_letters(self):
        """A letter that was signed by hand is taken as a copy only where the agency lets it; a revoked one never."""
        self.company.ptsp_signing_service = "none"
        stamped = self.as_role(self.bring_to(self.file(), "done"), "applicant")
        self.assertNotIn("letter", stamped._handed_out())
        settings = self.env["ptsp.agency.settings"].with_user(self.users["manager"]).create({})
        settings.ptsp_letter_copy_online = True
        settings.action_save()
        self.assertIn("letter", stamped._handed_out())
        self.as_role(stamped, "agency_head").action_revoke("Data palsu")
        stamped.invalidate_recordset()
        self.assertNotIn("letter", stamped._handed_out())
