"""Heads initial and sign in front of the letter, are asked once, and are told what they did."""

import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..common import PtspCase
from ..common_documents import text_of_pdf

STAGES = (
    ("section_review", "section_head", "section_approve", "division_review"),
    ("division_review", "division_head", "division_approve", "agency_approval"),
    ("agency_approval", "agency_head", "sign", "numbering"),
)


@tagged("post_install", "-at_install")
class TestLetterDecision(PtspCase, HttpCase):
    """The dialog shows the letter as it will be, the decision and what the OPD said; then one press decides."""

    def dialog(self, applications, key):
        """Press the button of a transition; return the dialog that opens."""
        action = applications.with_context(transition=key).action_decide()
        self.assertEqual((action["res_model"], action["target"]), ("ptsp.letter.decision", "new"))
        return applications.env["ptsp.letter.decision"].browse(action["res_id"])

    def test_every_stage(self):
        """Each head reads the letter and what the OPD said, and goes on with a note in the own name."""
        application = self.bring_to(self.file(), "section_review", technical=True)
        for state, role, key, target in STAGES:
            head = self.as_role(application, role)
            self.assertEqual(head.state, state)
            wizard = self.dialog(head, key)
            self.assertEqual(wizard.is_signature, role == "agency_head")
            self.assertIn("Kaltim Expo", text_of_pdf(base64.b64decode(wizard.letters)))
            self.assertIn("Dinas Perhubungan: Lalu lintas: Tidak keberatan", wizard.application_ids.opd_said)
            wizard.note = f"Setuju {role}"
            result = wizard.action_confirm()
            self.assertIn(f"{application.name} (Recommended)", result["params"]["message"])
            self.assertEqual(result["params"]["next"]["type"], "ir.actions.act_window_close")
            self.assertEqual(head.state, target)
            line = application.sudo().control_ids.filtered("action").sorted("sequence")[-1:]
            self.assertEqual((line.note, line.user_id), (f"Setuju {role}", self.users[role]))
        self.assertIn("Setuju section_head", self.as_role(application, "auditor").advice)

    def test_the_signatory_stands_under_the_letter(self):
        """The letter shows who will sign it, before it is signed: whoever reads it knows what it will be."""
        self.users["agency_head"].name = "Ratna Kartika"
        application = self.bring_to(self.file(), "division_review")
        self.assertFalse(application.sudo().signatory_id)
        for role, key in (("division_head", "division_approve"), ("agency_head", "sign")):
            wizard = self.dialog(self.as_role(application, role), key)
            self.assertRegex(text_of_pdf(base64.b64decode(wizard.letters)), "Kepala Dinas, .*Ratna Kartika")
            wizard.action_confirm()

    def test_one_copy_is_read(self):
        """The dialog shows each letter once; the print for signature has three copies, whatever a client sends."""
        application = self.bring_to(self.file(), "agency_approval")
        copies = ("Pemohon", "Arsip", "Verifikasi")
        read = text_of_pdf(base64.b64decode(self.dialog(self.as_role(application, "agency_head"), "sign").letters))
        self.assertEqual([copy for copy in copies if f"Lembar untuk: {copy}" in read], ["Pemohon"])
        for context in ({}, {"ptsp_letter": True}):
            report = self.env["ir.actions.report"].with_user(self.users["agency_head"]).with_context(**context)
            printed, _kind = report._ptsp_render_pdf("ptsp_exhibition.report_letter", application.ids)
            text = text_of_pdf(printed)
            self.assertEqual([copy for copy in copies if f"Lembar untuk: {copy}" in text], list(copies))

    def test_buttons_open_the_dialog(self):
        """No button of form or list initials or signs without the letter."""
        for _state, role, key, _target in STAGES:
            for view_type in ("form", "list"):
                Application = self.env["ptsp.application"].with_user(self.users[role])
                arch = Application._get_view(view_type=view_type)[0]
                [button] = arch.xpath(f"//header/button[contains(@context, {key!r})]")
                self.assertEqual(button.get("name"), "action_decide")
                self.assertFalse(arch.xpath(f"//button[@name='action_{key}']"))

    def test_many_letters(self):
        """From the list the dialog names each letter, shows all of them, and the result names each."""
        applications = self.as_role(self.bring_to(self.file(3), "section_review"), "section_head")
        applications[1].control_note = "Khusus yang kedua"
        wizard = self.dialog(applications, "section_approve")
        self.assertEqual(wizard.application_ids, applications)
        self.assertIn("3", wizard.question)
        self.assertFalse(wizard.note)
        message = wizard.action_confirm()["params"]["message"]
        for application in applications:
            self.assertIn(f"{application.name} (Recommended)", message)
            self.assertEqual(application.state, "division_review")
        notes = [
            application.sudo().control_ids.filtered("action").sorted("sequence")[-1:].note or ""
            for application in applications
        ]
        self.assertEqual(notes, ["", "Khusus yang kedua", ""])

    def test_the_box_is_shown_in_the_dialog(self):
        """What was written into the box of the form stands in the dialog, where it can still be changed or cleared."""
        for emptied, expected in ((False, "Dari formulir"), (True, "")):
            head = self.as_role(self.bring_to(self.file(), "section_review"), "section_head")
            head.control_note = "Dari formulir"
            wizard = self.dialog(head, "section_approve")
            self.assertEqual(wizard.note, "Dari formulir")
            if emptied:
                wizard.note = False
            wizard.action_confirm()
            line = head.sudo().control_ids.filtered("action").sorted("sequence")[-1:]
            self.assertEqual(line.note or "", expected)

    def test_another_letter_than_the_one_that_was_read(self):
        """A letter that was returned and submitted anew meanwhile is not initialled unread."""
        application = self.bring_to(self.file(), "section_review")
        head = self.as_role(application, "section_head")
        wizard = self.dialog(head, "section_approve")
        head.action_section_return("Perbaiki tanggal")
        self.as_role(application, "processing").action_submit_draft()
        with self.assertRaisesRegex(UserError, "changed since you opened"):
            wizard.action_confirm()
        self.assertEqual(head.state, "section_review")

    def test_who_may_not(self):
        """Whoever may not initial or sign is told so before the letter is shown, and no dialog helps past that."""
        application = self.bring_to(self.file(), "agency_approval")
        for role in ("section_head", "registry", "auditor", "manager"):
            with self.assertRaises(AccessError):
                self.as_role(application, role).with_context(transition="sign").action_decide()
        head = self.as_role(application, "agency_head")
        with self.assertRaisesRegex(UserError, "^Press the button"):
            head.action_decide()
        application.sudo()._as_procedure().drafter_ids = self.users["agency_head"]
        with self.assertRaisesRegex(UserError, "Another officer must"):
            head.with_context(transition="sign").action_decide()
        forged = (
            self.env["ptsp.letter.decision"]
            .with_user(self.users["registry"])
            .create(
                {
                    "application_ids": [(6, 0, application.ids)],
                    "transition": "sign",
                    "revisions": application.sudo()._letter_revisions(),
                }
            )
        )
        with self.assertRaises(AccessError):
            forged.action_confirm()
        self.assertEqual(application.state, "agency_approval")

    def test_over_rpc(self):
        """An integration signs as before, with a note."""
        head = self.as_role(self.bring_to(self.file(), "agency_approval"), "agency_head")
        self.assertIs(head.action_sign("Disetujui"), True)
        self.assertEqual(head.sudo().control_ids.filtered("action").sorted("sequence")[-1:].note, "Disetujui")

    def test_the_paper_is_the_reader_s_own(self):
        """The browser fetches the letter of the dialog, and nobody else's browser does."""
        head = self.as_role(self.bring_to(self.file(), "section_review"), "section_head")
        wizard = self.dialog(head, "section_approve")
        url = f"/web/content?model=ptsp.letter.decision&field=letters&id={wizard.id}"
        for role, status in (("section_head", 200), ("division_head", 404)):
            self.users[role].password = "Rahasia-2026"
            self.authenticate(self.users[role].login, "Rahasia-2026")
            answer = self.url_open(url)
            self.assertEqual(answer.status_code, status, role)
            self.assertEqual(answer.content.startswith(b"%PDF"), status == 200, role)
