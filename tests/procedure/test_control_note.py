"""The box for the control sheet: what an officer writes there the next button takes along, and superiors read it."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ...models import workflow
from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestControlNote(PtspCase):
    """Considerations and advice go into the control sheet without another click, in the name of whoever wrote them."""

    def last_closed(self, application):
        """Return the control line that was closed last."""
        return application.sudo().control_ids.filtered("ended_at").sorted("sequence")[-1:]

    def test_every_button_takes_the_note_along(self):
        """Whoever has the turn writes into the box, and whichever button follows carries it into the control sheet."""
        for row in workflow.PROCEDURE.transitions.values():
            states = workflow.PROCEDURE.states
            turns = [
                (source, role)
                for source in row.sources
                for role in row.roles
                # The OPD writes beside its opinion instead, see the tests of those.
                if role in states[source].roles and role in self.users and not states[source].at_opd
            ]
            for source, role in turns[-1:]:
                with self.subTest(key=row.key), self.undone():
                    records = self.as_role(self.bring_to(self.file(), source), role)
                    self.prepare(records, row.key)
                    records.control_note = f" Saran: {row.key} "
                    getattr(records, f"action_{row.key}")()
                    line = self.last_closed(records).filtered("action") or records.sudo().control_ids[-2]
                    self.assertEqual((line.note, line.user_id), (f"Saran: {row.key}", self.users[role]))
                    self.assertFalse(records.sudo().control_note or records.sudo().control_note_by_id)

    def test_what_comes_with_the_call_counts(self):
        """A note that a program or the dialog sends goes into the sheet, and not what stands in the box."""
        for given, expected in (("Dari panggilan", "Dari panggilan"), ("", "")):
            application = self.as_role(self.bring_to(self.file(), "section_review"), "section_head")
            application.control_note = "Dari kotak"
            application.action_section_approve(given)
            self.assertEqual(self.last_closed(application).note or "", expected)
            self.assertFalse(application.control_note)

    def test_only_the_own_note(self):
        """What a colleague has written stays the colleague's: it is never signed by whoever presses the button."""
        application = self.as_role(self.bring_to(self.file(), "section_review"), "section_head")
        application.control_note = "Tanggal perlu diperiksa"
        self.assertTrue(application.control_note_is_mine)
        colleague = self.users["section_head"].copy({"login": "test_section_head_2"})
        theirs = application.with_user(colleague)
        self.assertFalse(theirs.control_note_is_mine)
        self.assert_refused(theirs, "section_return", "needs a note", note=None)
        action = theirs.with_context(transition="section_return").action_ask_note()
        self.assertEqual(action["res_model"], "ptsp.transition.note")
        theirs.action_section_approve()
        self.assertFalse(self.last_closed(application).note)
        self.assertFalse(application.sudo().control_note)

    def test_each_of_many_has_its_own(self):
        """From the list each application takes what stands in its own box."""
        first, second, third = self.as_role(self.bring_to(self.file(3), "section_review"), "section_head")
        first.control_note, second.control_note = "Satu", "Dua"
        (first + second + third).action_section_approve()
        notes = [self.last_closed(application).note or "" for application in (first, second, third)]
        self.assertEqual(notes, ["Satu", "Dua", ""])

    def test_dialog_only_where_the_box_is_empty(self):
        """A button that needs a note asks for it where the box is empty, and does not ask twice."""
        application = self.as_role(self.bring_to(self.file(), "section_review"), "section_head")
        asking = application.with_context(transition="section_return")
        for empty in (False, "  "):
            application.control_note = empty
            self.assertEqual(asking.action_ask_note()["res_model"], "ptsp.transition.note")
            self.assertEqual(application.state, "section_review")
        application.control_note = "Perbaiki tanggal"
        self.assertIs(asking.action_ask_note(), True)
        self.assertEqual(application.state, "drafting")
        self.assertEqual(self.last_closed(application).note, "Perbaiki tanggal")

    def test_who_writes_it(self):
        """Only whoever has the turn writes into the box, within its limits; who wrote it, the system alone says."""
        application = self.bring_to(self.file(), "section_review")
        for role in ("registration", "auditor", "manager", "technical"):
            with self.assertRaises(AccessError):
                self.as_role(application, role).write({"control_note": "Saya juga"})
        head = self.as_role(application, "section_head")
        with self.assertRaises(UserError):
            head.write({"control_note": "x", "control_note_by_id": self.users["division_head"].id})
        with self.assertRaises(ValidationError):
            head.control_note = "x" * 2001
        for reader in (self.users["technical"], self.portal_user):
            with self.assertRaises(AccessError):
                application.with_user(reader).read(["control_note"])
            with self.assertRaises(AccessError):
                application.with_user(reader).read(["noted_line_ids"])

    def test_defaults_of_a_client(self):
        """A note that comes along as a default is nobody's; one that is filed with the application is the filer's."""
        Application = self.env["ptsp.application"].with_user(self.users["information"])
        forged = Application.with_context(default_control_note="Palsu").create(self.application_vals())
        self.assertFalse(forged.control_note)
        filed = Application.create(self.application_vals(control_note="Berkas asli dilihat"))
        self.assertEqual(filed.control_note_by_id, self.users["information"])
        self.assertFalse(filed.copy().control_note)
        filed.action_submit()
        self.assertEqual(self.last_closed(filed).note, "Berkas asli dilihat")

    def test_superiors_read_what_the_desks_wrote(self):
        """What verification and drafting wrote stands before each head, the latest first, and on both papers."""
        application = self.bring_to(self.file(), "verification")
        officer = self.as_role(application, "verification")
        self.prepare(officer, "verify_direct")
        officer.control_note = "Lokasi dekat sekolah"
        officer.action_verify_direct()
        drafter = self.as_role(application, "processing")
        self.prepare(drafter, "submit_draft")
        drafter.control_note = "Syarat parkir dimasukkan"
        drafter.action_submit_draft()
        for role in ("section_head", "division_head", "agency_head"):
            head = self.as_role(application, role)
            self.env.invalidate_all()
            notes = head.noted_line_ids.mapped("note")
            self.assertEqual(notes[-2:], ["Syarat parkir dimasukkan", "Lokasi dekat sekolah"])
            with Form(head) as form:
                form.control_note = f"Setuju, {role}"
                self.assertEqual(len(form.noted_line_ids), len(notes))
            [forward] = [row for row in head._available_rows() if row.primary]
            getattr(head, f"action_{forward.key}")()
        for report in ("verification_form", "control_sheet"):
            paper, _kind = self.env["ir.actions.report"]._render_qweb_html(
                f"ptsp_exhibition.report_{report}", application.ids
            )
            for note in ("Lokasi dekat sekolah", "Syarat parkir dimasukkan", "Setuju, agency_head"):
                self.assertIn(note, paper.decode(), report)
