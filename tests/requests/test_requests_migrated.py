"""Files of before: what applicants are being asked becomes a record."""

from runpy import run_path

from odoo.tests import tagged

from ..common_requests import RequestsCase
from ..test_migrations import MIGRATIONS


@tagged("post_install", "-at_install")
class TestRequestsMigrated(RequestsCase):
    """Papers that were found deficient and questions asked in words are requests after the update."""

    def migrate(self):
        """Run the script of the update."""
        self.env.flush_all()
        path = MIGRATIONS / "19.0.5.0.0" / "post-requests.py"
        run_path(str(path))["migrate"](self.env.cr, "19.0.4.1.0")
        self.env.invalidate_all()

    def migrate_anew(self):
        """Take away what was kept of requests, as it was before, and migrate."""
        self.env.flush_all()
        for table in ("ptsp_request_exchange", "ptsp_request"):
            self.env.cr.execute(f"DELETE FROM {table}")  # pylint: disable=sql-injection
        self.migrate()
        return self.requests()

    def assert_sound(self):
        """The control sheet of before says nothing of requests, and is sound."""
        application = self.application.sudo()
        self.assertFalse(application._broken_control_line())

    def test_correction(self):
        """Deficient papers with a reason are sent; the applicant answers them and hands in."""
        self.officer.checklist_ids[1].write({"verification_result": "deficient", "note": "Belum ditandatangani"})
        self.ask_for_paper()
        sent_at = self.requests()[0].sent_at
        requests = self.migrate_anew()
        self.assertEqual(requests.mapped("text"), ["Buram", "Belum ditandatangani"])
        self.assertEqual(requests.checklist_line_id, self.officer.checklist_ids[:2])
        self.assertEqual(requests.requirement_id, self.officer.checklist_ids[:2].requirement_id)
        for request in requests:
            shown = (request.kind, request.state, request.desk, request.step_id.number, request.round, request.sent_at)
            self.assertEqual(shown, ("paper", "sent", "verification", 7, 1, sent_at))
            self.assertEqual(
                (request.asked_by_id, request.exchange_ids.mapped("kind")), (self.officer.env.user, ["asked"])
            )
        self.assert_sound()
        self.hand_in()
        self.verify_direct(self.officer)
        self.assertEqual(set(requests.mapped("state")), {"accepted"})
        application = self.application.sudo()
        self.assertEqual(application._differences_from_sheet(application.control_ids.filtered("ended_at")), [])

    def test_corrected(self):
        """What was handed in counts as answered with the note of the hand-in."""
        self.ask_for_paper().action_answer("Baru")
        self.applicant_view.action_hand_in_correction("Sudah dipindai")
        request = self.migrate_anew()
        self.assertEqual((request.state, request.answer), ("answered", "Sudah dipindai"))
        self.assertEqual(request.answered_by_id, self.portal_user)
        self.assertEqual(request.exchange_ids.mapped("kind"), ["asked", "answered"])
        self.desk.action_complete_correction()
        self.verify_direct(self.officer)

    def test_returned(self):
        """A returned file is asked by Customer Service."""
        self.application = self.bring_to(self.file(), "returned")
        request = self.migrate_anew()
        self.assertEqual((request.desk, request.text, request.state), ("cs_check", "Fotokopi tidak terbaca", "sent"))
        self.as_role(self.application, "applicant").action_resubmit()
        desk = self.as_role(self.application, "customer_service")
        self.accept(desk)
        self.assertEqual(request.state, "accepted")

    def test_clarification(self):
        """What the agency head had asked in words is a question; files that lie elsewhere are asked nothing."""
        self.application = self.bring_to(self.file(), "agency_approval")
        self.as_role(self.application, "agency_head").action_request_clarification("Jam buka?")
        request = self.migrate_anew()
        self.assertEqual((request.kind, request.desk, request.text), ("question", "agency_approval", "Jam buka?"))
        self.migrate()
        self.assertEqual(self.requests(), request)
        self.hand_in_correction(self.as_role(self.application, "applicant"))
        self.as_role(self.application, "customer_service").action_complete_correction()
        self.assertFalse(self.migrate_anew())

    def test_mails(self):
        """The e-mails of before name what is asked now, and can be written."""
        template = self.env.ref("ptsp_exhibition.mail_template_correction")
        body = (
            '<ul><t t-foreach="object._deficient_lines()" t-as="line"><li><t t-out="line.name"/>: '
            "<t t-out=\"line.note or ''\"/></li></t></ul>"
            '<t t-set="note" t-value="object._clarification_asked()"/><p t-if="note">Jelaskan: <t t-out="note"/></p>'
        )
        # Odoo refuses to enter a template that it cannot render.
        self.env.cr.execute(
            "UPDATE mail_template SET body_html = jsonb_build_object('en_US', %s::text) WHERE id = %s",
            [body, template.id],
        )
        self.migrate()
        self.ask_for_paper()
        mail = self.env["mail.mail"].search([("model", "=", "ptsp.application")], order="id desc", limit=1)
        self.assertIn("Buram", mail.body_html)
        self.assertNotIn("Jelaskan", mail.body_html)
