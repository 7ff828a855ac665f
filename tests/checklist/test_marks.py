"""Marks in the checklist: each keeps its own reason, who gave it and when, whatever another desk finds later."""

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestMarks(PtspCase):
    """A desk that looks later overwrites nothing of what another has said."""

    def returned_by_registration(self):
        """Return an application that the registration desk has given back because of its first paper."""
        application = self.bring_to(self.file(), "registration")
        line = self.as_role(application, "registration").checklist_ids[0]
        line.write({"registration_result": "deficient", "note": "Cap tidak terbaca"})
        self.as_role(application, "registration").action_return_to_service("Lihat daftar periksa")
        return application

    def test_who_and_when(self):
        """Each mark says who marked, when and why."""
        application = self.bring_to(self.file(), "cs_check")
        line = self.as_role(application, "customer_service").checklist_ids[0]
        with freeze_time("2026-03-03 02:00:00"):
            line.write({"service_result": "deficient", "note": "Fotokopi buram"})
        mark = line.mark_ids
        self.assertEqual((mark.desk, mark.result, mark.note), ("service_result", "deficient", "Fotokopi buram"))
        self.assertEqual(mark.user_id, self.users["customer_service"])
        self.assertEqual(str(mark.marked_at), "2026-03-03 02:00:00")

    def test_a_later_desk_overwrites_nothing(self):
        """What registration has written stays, with its name, when Customer Service writes something else."""
        application = self.returned_by_registration()
        line = self.as_role(application, "customer_service").checklist_ids[0]
        self.assertFalse(line.note, "the finding of Customer Service counts while it has the file")
        self.assertIn("Registration, test_registration", line.earlier_notes)
        self.assertIn("Cap tidak terbaca", line.earlier_notes)
        line.write({"service_result": "deficient", "note": "Fotokopi buram"})
        self.assertEqual(line.note, "Fotokopi buram")
        self.assertEqual(line.mark_ids.filtered("note").mapped("note"), ["Cap tidak terbaca", "Fotokopi buram"])
        self.assertIn("Cap tidak terbaca", line.earlier_notes)
        self.assertNotIn("Fotokopi buram", line.earlier_notes)

    def test_the_same_desk_overwrites_nothing(self):
        """Also what the same desk has said before it found the paper in order stays to be read."""
        application = self.bring_to(self.file(), "cs_check")
        line = self.as_role(application, "customer_service").checklist_ids[0]
        line.write({"service_result": "deficient", "note": "Fotokopi buram"})
        line.service_result = "ok"
        self.assertFalse(line.note)
        self.assertIn("Fotokopi buram", line.earlier_notes)

    def test_a_reason_ends_with_its_finding(self):
        """A paper that is in order bears no reason any more: on the form, on prints, and where all are marked."""
        application = self.bring_to(self.file(), "cs_check")
        desk = self.as_role(application, "customer_service")
        self.mark_deficient(desk, "service_result")
        self.assertEqual(desk.checklist_ids[0].note, "Fotokopi tidak terbaca")
        desk.action_mark_checklist_ok()
        self.assertFalse(desk.checklist_ids[0].note)
        for name in ("checklist", "verification_form"):
            html = self.env["ir.actions.report"]._render_qweb_html(f"ptsp_exhibition.report_{name}", desk.ids)[0]
            self.assertNotIn(b"Fotokopi tidak terbaca", html)

    def test_the_reason_of_the_finding_that_counts(self):
        """Applicants and prints read the reason of the desk whose finding counts, not of another."""
        application = self.returned_by_registration()
        desk = self.as_role(application, "customer_service")
        desk.checklist_ids[0].write({"service_result": "deficient", "note": "Fotokopi buram"})
        desk.action_return_incomplete()
        self.assertEqual(application._requests_sent().mapped("text"), ["Fotokopi buram"])
        mail = self.env["mail.mail"].sudo().search([("model", "=", application._name)], order="id desc", limit=1)
        if mail:
            self.assertNotIn("Cap tidak terbaca", mail.body_html)

    def test_what_was_cleared(self):
        """A finding that was cleared says nothing any more; its mark stays."""
        application = self.bring_to(self.file(), "verification")
        desk = self.as_role(application, "verification")
        self.mark_deficient(desk, "verification_result")
        line = application.checklist_ids[0]
        application.sudo()._as_procedure()._effect_clear_deficient_verification()
        self.assertFalse(line.note)
        self.assertIn("Fotokopi tidak terbaca", line.with_user(self.users["auditor"]).earlier_notes)

    def test_said_again(self):
        """Who says the same again adds nothing; another officer of the desk who says it adds his name."""
        application = self.bring_to(self.file(), "cs_check")
        line = self.as_role(application, "customer_service").checklist_ids[0]
        for _time in range(2):
            line.write({"service_result": "ok"})
        self.assertEqual(len(line.mark_ids), 1)
        colleague = self.users["help_desk"]
        colleague.group_ids += self.env.ref("ptsp_exhibition.group_customer_service")
        line.with_user(colleague).write({"service_result": "ok"})
        self.assertEqual(line.mark_ids.user_id, self.users["customer_service"] + colleague)

    def test_paper_seen(self):
        """The desk that checks notes that a paper lies on the counter; nobody does later."""
        application = self.bring_to(self.file(), "cs_check")
        line = self.as_role(application, "customer_service").checklist_ids[0]
        line.paper_seen = True
        self.assertTrue(line.mark_ids.paper_seen)
        application = self.bring_to(self.file(), "drafting")
        with self.assertRaises(UserError):
            self.as_role(application, "processing").checklist_ids[0].paper_seen = False

    def test_nobody_changes_a_mark(self):
        """No mark is entered, changed or deleted by hand, and no applicant or OPD reads them."""
        application = self.returned_by_registration()
        mark = application.with_user(self.users["registration"]).checklist_ids.mark_ids[:1]
        for user in (self.users["registration"], self.users["manager"], self.env.user):
            with self.subTest(user=user.login):
                for attempt in (
                    lambda user=user: mark.with_user(user).write({"note": "Baik"}),
                    lambda user=user: mark.with_user(user).unlink(),
                    lambda user=user: mark.with_user(user).copy(),
                    lambda user=user: mark.with_user(user).create({"line_id": mark.line_id.id}),
                ):
                    with self.assertRaises(UserError):
                        attempt()
        for user in (self.portal_user, self.users["technical"]):
            self.assertFalse(mark.with_user(user).has_access("read"))
