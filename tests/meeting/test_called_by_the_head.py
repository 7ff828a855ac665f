"""A head calls applicant and OPD to a meeting: the invitation is a numbered letter of the agency (steps 12 to 14)."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common_documents import PrintCase


@tagged("post_install", "-at_install")
class TestMeetingInvitation(PrintCase):
    """It has a number of its own, is signed by whom the service names, and belongs to one meeting."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.as_role(cls.bring_to(cls.file(), "section_review", technical=True), "section_head")
        cls.meeting = {
            "meeting_at": fields.Datetime.now() + timedelta(days=2),
            "meeting_place": "Ruang Rapat",
            "meeting_agenda": "Denah",
        }

    def test_number(self):
        """The invitation takes the next number of the register, with the day on which it was numbered."""
        self.application.write(self.meeting)
        self.application.action_number_invitation()
        self.assertRegex(self.application.invitation_number, r"^\d{4}/PAR-05/UND/[IVX]+/\d{4}$")
        self.assertEqual(self.application.invitation_date, self.application.service_id._today())
        entry = self.env["ptsp.register.entry"].search([("name", "=", self.application.invitation_number)])
        self.assertEqual((entry.kind, entry.application_id), ("invitation", self.application.sudo(False)))
        text = self.print_text("meeting_invitation", self.application)
        for said in (self.application.invitation_number, "Hal", "Yth. Pimpinan PT Borneo", "Ruang Rapat", "Denah"):
            self.assertIn(said.replace("Yth. ", ""), text)
        self.assertNotIn("Kepada Yth.", text)

    def test_agenda_of_several_points(self):
        """An agenda that was written in lines is printed in lines."""
        self.application.write({**self.meeting, "meeting_agenda": "Denah\nKeamanan"})
        self.application.action_number_invitation()
        content, _kind = (
            self.env["ir.actions.report"]
            .with_user(self.users["auditor"])
            ._render_qweb_html("ptsp_exhibition.report_meeting_invitation", self.application.ids)
        )
        self.assertRegex(content.decode(), r'<td class="lines">\s*Denah\nKeamanan')

    def test_who_numbers(self):
        """Only the head on whose desk the file is numbers it, once, and for a meeting that is entered whole."""
        with self.assertRaisesRegex(UserError, "Fill in for the invitation"):
            self.application.action_number_invitation()
        self.application.write(self.meeting)
        for role in ("division_head", "auditor", "processing"):
            with self.assertRaises(AccessError):
                self.as_role(self.application, role).action_number_invitation()
        self.application.action_number_invitation()
        with self.assertRaisesRegex(UserError, "already: print it"):
            self.application.action_number_invitation()
        with self.assertRaises(UserError):
            self.application.write({"invitation_number": "X"})
        with self.assertRaisesRegex(UserError, "a meeting is called while a head has the file"):
            drafting = self.as_role(self.bring_to(self.file(), "drafting"), "processing")
            drafting.action_number_invitation()

    def test_another_meeting(self):
        """Another time or place is another invitation, with the next number; the same words leave it alone."""
        self.application.write(self.meeting)
        self.application.action_number_invitation()
        first = self.application.invitation_number
        self.application.write({"meeting_place": "Ruang Rapat"})
        self.assertEqual(self.application.invitation_number, first)
        self.application.write({"meeting_place": "Aula"})
        self.assertFalse(self.application.invitation_number or self.application.invitation_date)
        self.application.action_number_invitation()
        self.assertEqual(int(self.application.invitation_number[:4]), int(first[:4]) + 1)

    def test_signed_by_whom_the_service_names(self):
        """Cover letters and invitations are signed by the division head on behalf of the agency head, or as set."""
        self.application.write(self.meeting)
        self.application.action_number_invitation()
        head = self.users["division_head"]
        title = "Kepala Bidang Layanan Perizinan dan Nonperizinan"
        self.users["division_head"].ptsp_employee_number = "19700101 199503 1 001"
        for key in ("cover_letter", "meeting_invitation"):
            with self.subTest(document=key):
                text = self.print_text(key, self.application)
                self.assertIn(f"a.n. Kepala Dinas {title}, ", text)
                self.assertNotIn(self.users["agency_head"].name, text)
        self.env["ptsp.signatory"].create(
            {
                "role": "division_head",
                "user_id": head.id,
                "name": "Drs. H. Syahrani, M.M.",
                "title": "Kepala Bidang",
                "employee_number": "197001011995031001",
                "date_from": fields.Date.today(),
            }
        )
        self.assertIn(
            "a.n. Kepala Dinas Kepala Bidang, Drs. H. Syahrani, M.M. NIP. 197001011995031001",
            self.print_text("cover_letter", self.application),
        )
        self.service.correspondence_role = "agency_head"
        text = self.print_text("cover_letter", self.application)
        self.assertNotIn("a.n.", text)
        self.assertIn("Kepala Dinas,", text)
