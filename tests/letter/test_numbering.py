"""Step 15 in its order: number, final checklist, release; a number found wrong is voided and never given again."""

import base64
import json
import re

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import PDF, PtspCase

SCAN = base64.b64encode(PDF).decode()

COPIES = ("Pemohon", "Arsip", "Verifikasi")


@tagged("post_install", "-at_install")
class TestNumbering(PtspCase):
    """A letter lies with the registry."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "final_check").sudo()
        cls.desk = cls.as_role(cls.application, "registry")
        cls.number_given = cls.application.letter_number
        cls.token = cls.application.letter_token

    def void(self):
        self.desk.action_void_number("Nomor salah ketik")
        return self.application.voided_letter_ids

    def look_up(self, token):
        return self.env["ptsp.letter.lookup"]._look_up(token, "192.0.2.7")

    def test_number_comes_first(self):
        """The letter has number, date and file before its final checklist; the applicant is told at the release."""
        self.assertTrue(self.number_given and self.application.letter_date and self.application.letter_attachment_id)
        self.assertFalse(self.application.clock_ended_at)
        self.assertEqual(len(self.application.final_check_ids), len(self.service.final_check_ids))
        self.desk.action_confirm_final_checklist()
        self.desk.action_release()
        self.assertTrue(self.application.clock_ended_at)
        self.assertEqual(self.application.sla_verdict, "met")

    def test_ticks_are_on_the_sheet(self):
        """The control sheet keeps who ticked what; whoever changes it later is found."""
        self.desk.action_confirm_final_checklist()
        self.desk.action_release()
        line = self.application.control_ids.filtered(lambda line: line.action == "release")
        ticked = json.loads(line.evidence)["final_checklist"]
        self.assertEqual([user for _id, user, _moment in ticked], [self.users["registry"].id] * len(ticked))
        lines = self.application.control_ids.filtered("ended_at").sorted("sequence")
        self.assertFalse(self.application._differences_from_sheet(lines))
        self.application.final_check_ids[0]._as_procedure().checked_by_id = self.users["manager"]
        self.assertEqual(self.application._differences_from_sheet(lines), ["Final Checklist"])

    def test_ticks_are_made_by_hand_only(self):
        """Who ticked and when is filled in by the procedure; lines are neither made, copied nor deleted."""
        line = self.desk.final_check_ids[0]
        for values in ({"checked_at": "2026-01-01 00:00:00"}, {"checked_by_id": self.users["manager"].id}):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, "cannot be entered"):
                line.write(values)
        with self.assertRaises(UserError):
            line.copy()
        with self.assertRaises(UserError):
            line.unlink()
        with self.assertRaises(UserError):
            line.create({"application_id": self.application.id, "letter_number": "x", "name": "Apa saja"})

    def test_service_without_final_checklist(self):
        """A service that asks for nothing in the end releases at once; archived lines are not asked for."""
        self.service.final_check_ids.active = False
        other = self.bring_to(self.file(), "final_check")
        self.assertFalse(other.sudo().final_check_ids)
        self.as_role(other, "registry").action_release()

    def test_voided_number_is_never_given_again(self):
        """The number stays used, the register says why, and the next press takes the next one."""
        letter = self.void()
        self.assertEqual(self.application.state, "numbering")
        self.assertFalse(self.application.letter_number or self.application.letter_attachment_id)
        self.assertEqual((letter.letter_number, letter.reason), (self.number_given, "Nomor salah ketik"))
        self.assertEqual(letter.voided_by_id, self.users["registry"])
        self.desk.action_number()
        self.assertNotEqual(self.application.letter_number, self.number_given)
        entries = self.env["ptsp.register.entry"].search(
            [("application_id", "=", self.application.id), ("kind", "=", "letter")], order="number"
        )
        self.assertEqual(entries.mapped("name"), [self.number_given, self.application.letter_number])
        self.assertEqual(entries.mapped("void_reason"), ["Nomor salah ketik", False])
        self.assertEqual(entries[1].number, entries[0].number + 1)
        self.assertEqual(
            self.env["ptsp.register.entry"].search([("voided_letter_ids", "!=", False)]) & entries, entries[0]
        )

    def test_voided_letter_on_the_public_page(self):
        """Whoever looks up a copy of the voided letter is told so; the new letter is valid."""
        self.assertEqual(self.look_up(self.token)["status"], "valid")
        self.void()
        facts = self.look_up(self.token)
        self.assertEqual((facts["status"], facts["letter_number"]), ("void", self.number_given))
        self.assertEqual(facts["revocation_reason"], "Nomor salah ketik")
        self.desk.action_number()
        self.assertEqual(self.look_up(self.token)["status"], "void")
        self.assertEqual(self.look_up(self.application.letter_token)["status"], "valid")

    def test_voided_letter_is_kept(self):
        """The file of a voided letter stays as it was, and its lines in the final checklist with it."""
        letter = self.void()
        with self.assertRaises(UserError):
            letter.attachment_id.with_user(self.users["registry"]).unlink()
        with self.assertRaisesRegex(UserError, "was voided"):
            self.desk.action_number()
            self.desk.final_check_ids.sorted("id")[0].is_checked = True
        with self.assertRaises(UserError):
            letter.unlink()

    def test_void_needs_a_reason(self):
        """A number is voided with a reason, by the registry, before the release."""
        self.assert_refused(self.desk, "void_number", "needs a note", note=" ")
        self.assert_refused(self.as_role(self.application, "pickup"), "void_number", error=AccessError)
        self.desk.action_confirm_final_checklist()
        self.desk.action_release()
        self.assert_refused(self.desk, "void_number", "is at Ready for Pick-up now")

    def test_sheet_after_voiding(self):
        """The control sheet fits what the application shows after a number was voided, and after the next one."""
        for step in (self.void, self.desk.action_number):
            step()
            lines = self.application.control_ids.filtered("ended_at").sorted("sequence")
            self.assertFalse(self.application._broken_control_line())
            self.assertFalse(self.application._differences_from_sheet(lines))

    def test_spoiled_paper(self):
        """The special paper that bore a voided number is noted with it, and not with the letter that follows."""
        self.desk.paper_serial = "KK-000123"
        letter = self.void()
        self.assertEqual((letter.paper_serial, self.application.paper_serial), ("KK-000123", False))
        self.desk.action_number()
        lines = self.application.control_ids.filtered("ended_at").sorted("sequence")
        self.assertFalse(self.application._differences_from_sheet(lines))
        letter.env.cr.execute("UPDATE ptsp_voided_letter SET paper_serial = 'KK-9' WHERE id = %s", [letter.id])
        letter.invalidate_recordset()
        self.assertEqual(len(self.application._differences_from_sheet(lines)), 1)

    def test_norm_of_the_step(self):
        """Numbering and final check are one step of fifteen minutes, not two."""
        lines = self.application.control_ids.filtered(lambda line: line.step_id.number == 15).sorted("sequence")
        self.assertEqual(lines.mapped("state"), ["numbering", "final_check"])
        self.assertEqual(lines.mapped("norm_minutes"), [15, 15])
        lines[0]._as_procedure().working_minutes = 14
        self.assertEqual(self.application._open_lines(), {lines[1]: 14})
        self.application._as_procedure()._recompute_step_due()
        service = self.application.service_id
        self.assertEqual(self.application.step_due_at, service._add_working_minutes(lines[1].started_at, 1))

    # Signed copies

    def test_signed_copy(self):
        """The scan of the signed and stamped letter is kept with its fingerprint in the control sheet."""
        self.desk.paper_serial = "KK-000123"
        self.desk.action_attach_signed_copy("Surat bercap.pdf", SCAN)
        self.desk.action_confirm_final_checklist()
        self.desk.action_release()
        copy = self.application.signed_copy_ids
        line = self.application.control_ids.filtered(lambda line: line.action == "release")
        said = json.loads(line.evidence)["signed_copies"]
        self.assertEqual(said, {"paper": "KK-000123", "files": [[self.number_given, copy.sha256]]})
        for change in (lambda: copy.write({"sha256": "0"}), copy.unlink, copy.attachment_id.unlink):
            with self.assertRaises(UserError):
                change()

    def test_signed_copy_at_the_pickup_desk(self):
        """The pick-up desk attaches it too; nobody does once the letter has been handed over."""
        self.desk.action_confirm_final_checklist()
        self.desk.action_release()
        pickup = self.as_role(self.application, "pickup")
        pickup.action_attach_signed_copy("Surat.pdf", SCAN)
        with self.assertRaises(AccessError):
            self.desk.action_attach_signed_copy("Surat.pdf", SCAN)
        self.hand_over(pickup)
        self.assertFalse(self.application._broken_control_line())
        with self.assertRaisesRegex(UserError, "between numbering and hand-over"):
            pickup.action_attach_signed_copy("Surat.pdf", SCAN)

    def test_signed_copy_is_a_paper(self):
        """What is no PDF, JPEG or PNG is not taken."""
        with self.assertRaises(UserError):
            self.desk.action_attach_signed_copy("Surat.html", base64.b64encode(b"<script>").decode())
        with self.assertRaisesRegex(UserError, "cannot be read"):
            self.desk.action_attach_signed_copy("Surat.pdf", "???")
        self.assertFalse(self.application.signed_copy_ids)

    def test_print_for_signature(self):
        """From the agency head's desk on three copies are printed for signature; before it is a draft, then final."""
        for state, told in (
            ("division_review", ["KONSEP"]),
            ("agency_approval", [f"Lembar untuk: {copy} · UNTUK DITANDATANGANI" for copy in COPIES]),
            ("numbering", [f"Lembar untuk: {copy} · UNTUK DITANDATANGANI" for copy in COPIES]),
            ("final_check", [f"Lembar untuk: {copy}" for copy in COPIES]),
        ):
            with self.subTest(state=state):
                application = self.bring_to(self.file(), state).sudo()
                html = (
                    self.env["ir.actions.report"]
                    .with_context(lang="id_ID")
                    ._render_qweb_html("ptsp_exhibition.report_letter", application.ids)[0]
                    .decode()
                )
                self.assertEqual(re.findall('data-copy="([^"]*)"', html), told)
