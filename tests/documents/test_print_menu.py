"""Print offers what fits the state first, and nothing that would certify what has not happened."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ...models.workflow import PROCEDURE
from ..common_documents import PrintCase


@tagged("post_install", "-at_install")
class TestPrintMenu(PrintCase):
    """What the menu shows, the server prints; what it hides, the server refuses."""

    def reports(self):
        return self.env["ir.actions.report"].search([("model", "=", "ptsp.application"), ("ptsp_code", "!=", False)])

    def menu(self, application, role="auditor"):
        """Return the names of the templates that the menu offers, in its order."""
        reports = self.reports().with_user(self.users[role])
        ids = reports.get_valid_action_reports("ptsp.application", application.ids)
        return [report.report_name.partition("report_")[2] for report in self.env["ir.actions.report"].browse(ids)]

    def test_what_fits_comes_first(self):
        """At each desk the menu begins with the paper of that desk; the rest follows by its code."""
        for state, first in (
            ("draft", "application_form"),
            ("cs_check", "checklist"),
            ("liaison", "cover_letter"),
            ("technical", "survey_minutes"),
            ("drafting", "letter"),
            ("pickup", "letter"),
            ("done", "handover"),
        ):
            with self.subTest(state=state):
                self.assertEqual(self.menu(self.bring_to(self.file(), state))[0], first)
        registered = self.menu(self.bring_to(self.file(), "verification"))
        self.assertEqual(registered[:2], ["receipt", "verification_form"])
        rest = self.env["ir.actions.report"].search(
            [("report_name", "in", [f"ptsp_exhibition.report_{name}" for name in registered[2:]])]
        )
        codes = {report.report_name.partition("report_")[2]: report.ptsp_code for report in rest}
        self.assertEqual([codes[name] for name in registered[2:]], sorted(codes[name] for name in registered[2:]))

    def test_states_of_documents_are_known(self):
        """Each state at which a document comes first is one of the procedure, or of one still to be added."""
        for report in self.reports().filtered("ptsp_states"):
            with self.subTest(report=report.report_name):
                self.assertLessEqual(set(report.ptsp_states.split(",")), set(PROCEDURE.states))

    def test_no_receipt_before_registration(self):
        """Before registration the menu has no receipt, and the server prints none, as PDF or as page."""
        application = self.bring_to(self.file(), "registration")
        self.assertNotIn("receipt", self.menu(application))
        for way, says in (
            (self.print_pdf, f"of {application.name} cannot be printed yet: register the application"),
            # Printed by somebody who reads Indonesian.
            (self.print_text, f"untuk {application.name} belum dapat dicetak: daftarkan permohonan"),
        ):
            with self.assertRaisesRegex(UserError, says):
                way("receipt", application)
        self.as_role(application, "registration").action_mark_checklist_ok()
        self.as_role(application, "registration").action_register()
        self.assertIn("receipt", self.menu(application))
        self.print_text("receipt", application)

    def test_no_proof_before_hand_over(self):
        """The proof of handover is printed once the letter is handed over; with others, they are named."""
        waiting, handed = self.bring_to(self.file(), "pickup"), self.bring_to(self.file(), "done")
        self.assertNotIn("handover", self.menu(waiting))
        with self.assertRaisesRegex(UserError, f"of {waiting.name} cannot be printed yet: hand the letter over first"):
            self.print_pdf("handover", waiting | handed)
        self.assertIn("handover", self.menu(handed))

    def test_no_invitation_without_a_meeting(self):
        """An invitation is printed once a meeting is entered and its invitation numbered."""
        application = self.as_role(self.bring_to(self.file(), "section_review"), "section_head")
        application.write(
            {
                "meeting_at": fields.Datetime.now() + timedelta(days=2),
                "meeting_place": "Ruang Rapat",
                "meeting_agenda": "Denah",
            }
        )
        self.assertNotIn("meeting_invitation", self.menu(application))
        with self.assertRaisesRegex(UserError, "number its invitation first"):
            self.print_pdf("meeting_invitation", application)
        application.action_number_invitation()
        self.assertEqual(self.menu(application)[:3], ["verification_form", "meeting_invitation", "letter"])
        self.print_text("meeting_invitation", application)
