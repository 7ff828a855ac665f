"""*Verify Sheet* also compares what the application shows with what the control sheet says, and names what differs."""

from odoo.tests import tagged

from ..common import PtspCase
from ..procedure.test_bad_input import PDF


@tagged("post_install", "-at_install")
class TestSheetAndApplication(PtspCase):
    """A change by an administrator's own code, past every check of the addon, is named."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        checked = cls.bring_to(cls.file(), "cs_check")
        service = cls.as_role(checked, "customer_service")
        cls.paper = service.env["ir.attachment"].create({"name": "ktp.pdf", "raw": PDF}).sudo()
        service.checklist_ids[0].attachment_ids = cls.paper
        cls.accept(cls, service)
        cls.register(cls, cls.as_role(checked, "registration"))
        for _source, role, step, _target in cls._way_to("done", True)[3:]:
            step(cls, cls.as_role(checked, role))
        cls.done = checked.with_user(cls.users["auditor"])
        cls.returned = cls.bring_to(cls.file(), "agency_approval")
        cls.as_role(cls.returned, "agency_head").action_agency_return("Perbaiki alamat")
        cls.as_role(cls.returned, "section_head").action_section_approve()

    def verify(self, application):
        self.env.flush_all()
        self.env.invalidate_all()
        return application.with_user(self.users["auditor"]).action_verify_control_sheet()["params"]

    def assert_sound(self, application):
        params = self.verify(application)
        self.assertEqual(params["type"], "success", params["message"])

    def test_sound(self):
        """Whatever way an application has gone, it shows what its sheet says."""
        states = ("draft", "returned", "verification", "corrected", "technical", "final_check", "cancelled")
        for application in (self.done, self.returned, *(self.bring_to(self.file(), state) for state in states)):
            self.assert_sound(application)

    def assert_named(self, label, query, *params, application=None):
        """A change behind the procedure's back is named by the field in which it shows."""
        application = application or self.done
        with self.subTest(query=query), self.undone():
            self.env.flush_all()
            self.env.cr.execute(query, params)
            self.assertEqual(self.env.cr.rowcount, 1)
            found = self.verify(application)
            self.assertEqual(found["type"], "danger")
            self.assertRegex(found["message"], f"shows otherwise than the sheet says: .*{label}.*Inform the manager")

    def test_columns(self):
        """Numbers, signature, clock and verdict."""
        other = self.users["pickup"].id
        for label, column, value in (
            ("Registration Number", "registration_number", "'9999/PAR-05/REG/2026'"),
            ("Registration Number", "registration_number", "NULL"),
            ("Letter Number", "letter_number", "'503/9999'"),
            ("Letter Number", "letter_number", "NULL"),
            ("Letter Number", "letter_date", "letter_date + 1"),
            ("Letter SHA-256", "letter_sha256", "repeat('0', 64)"),
            ("Letter SHA-256", "letter_attachment_id", "NULL"),
            ("Signed", "signed_at", "signed_at - interval '1 day'"),
            ("Signed", "signed_at", "NULL"),
            ("Signed", "signatory_id", str(other)),
            ("Promise", "sla_verdict", "'missed'"),
            ("Promise", "sla_verdict", "NULL"),
            ("Deadline", "deadline", "deadline + interval '1 day'"),
            ("Promise Begins", "clock_started_at", "clock_started_at - interval '1 day'"),
            ("Promise Ends", "clock_ended_at", "clock_ended_at - interval '1 day'"),
        ):
            self.assert_named(label, f"UPDATE ptsp_application SET {column} = {value} WHERE id = %s", self.done.id)

    def test_initials(self):
        """Initials: by whom, when, in which role, counting or struck out, one more or one less."""
        other = self.users["pickup"].id
        struck, counting = self.returned.sudo().initial_ids[0], self.returned.sudo().initial_ids[-1]
        self.assertTrue(struck.struck_at and not counting.struck_at)
        for initial, change in (
            (counting, f"user_id = {other}"),
            (counting, "initialled_at = initialled_at - interval '1 day'"),
            (counting, "struck_at = initialled_at"),
            (counting, "role = 'agency_head'"),
            (struck, f"user_id = {other}"),
        ):
            query = f"UPDATE ptsp_letter_initial SET {change} WHERE id = %s"
            self.assert_named("Initials", query, initial.id, application=self.returned)
        for initial in (counting, struck):
            query = "DELETE FROM ptsp_letter_initial WHERE id = %s"
            self.assert_named("Initials", query, initial.id, application=self.returned)
        self.assert_named(
            "Initials",
            """INSERT INTO ptsp_letter_initial (application_id, revision, role, user_id, initialled_at)
               SELECT application_id, revision, 'division_head', user_id, initialled_at
                 FROM ptsp_letter_initial WHERE id = %s""",
            counting.id,
            application=self.returned,
        )

    def test_papers(self):
        """Papers: taken away, exchanged, added, or with another content."""
        query = "DELETE FROM ptsp_checklist_attachment_rel WHERE attachment_id = %s"
        self.assert_named("Papers", query, self.paper.id)
        other = self.env["ir.attachment"].create({"name": "ktp.pdf", "raw": PDF + b"%"})
        query = "UPDATE ptsp_checklist_attachment_rel SET attachment_id = %s WHERE attachment_id = %s"
        self.assert_named("Papers", query, other.id, self.paper.id)
        query = "UPDATE ir_attachment SET store_fname = %s, db_datas = NULL WHERE id = %s"
        self.assert_named("Papers", query, other.store_fname, self.paper.id)

    def test_numbers_of_cover_letters(self):
        """Numbers of cover letters."""
        query = "UPDATE ptsp_technical_review SET cover_letter_number = '1' WHERE id = %s"
        self.assert_named("Cover Letter Number", query, self.done.sudo().review_ids.id)

    def test_letter_in_storage(self):
        """The stored letter itself: another file under the same record is not the one that the sheet names."""
        other = self.env["ir.attachment"].create({"name": "surat.pdf", "raw": PDF})
        query = "UPDATE ir_attachment SET store_fname = %s WHERE id = %s"
        self.assert_named("Letter SHA-256", query, other.store_fname, self.done.sudo().letter_attachment_id.id)

    def test_signed_letter(self):
        """What was signed: its text, what else it says, and which record of it counts."""
        letter = self.done.sudo().signed_letter_id
        for change in ("body = '<p>Palsu</p>'", "content = '{}'", "sha256 = repeat('0', 64)"):
            query = f"UPDATE ptsp_signed_letter SET {change} WHERE id = %s"
            self.assert_named("As It Was Signed", query, letter.id)
        query = "UPDATE ptsp_application SET signed_letter_id = NULL WHERE id = %s"
        self.assert_named("As It Was Signed", query, self.done.id)

    def test_signed_letter_of_before(self):
        """A letter whose sheet says nothing of what was signed is held against its own fingerprint."""
        self.env.flush_all()
        lines = self.done.sudo().control_ids.filtered("ended_at")
        letter = self.done.sudo().signed_letter_id
        self.env.cr.execute(
            "UPDATE ptsp_control_line SET document_sha256 = NULL WHERE application_id = %s AND action = 'sign'",
            [self.done.id],
        )
        self.env.invalidate_all()
        self.assertEqual(self.done.sudo()._differences_from_sheet(lines), [])
        self.env.cr.execute("UPDATE ptsp_signed_letter SET body = '<p>Palsu</p>' WHERE id = %s", [letter.id])
        self.env.invalidate_all()
        self.assertEqual(self.done.sudo()._differences_from_sheet(lines), ["As It Was Signed"])

    def test_sheets_of_before(self):
        """A sheet that was written before such things were kept is compared with the register, and is sound."""
        self.env.flush_all()
        lines = self.done.sudo().control_ids
        self.env.cr.execute("UPDATE ptsp_control_line SET evidence = NULL WHERE id IN %s", [tuple(lines.ids)])
        self.env.invalidate_all()
        self.assertEqual(self.done.sudo()._differences_from_sheet(lines.filtered("ended_at")), [])
        self.env.cr.execute(
            "UPDATE ptsp_application SET letter_number = '1', registration_number = '2', sla_verdict = 'missed' "
            "WHERE id = %s",
            [self.done.id],
        )
        self.env.invalidate_all()
        self.assertEqual(len(self.done.sudo()._differences_from_sheet(lines.filtered("ended_at"))), 3)
