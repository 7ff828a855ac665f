"""Files whose terms have ended are destroyed when two heads approve; the control sheet verifies afterwards."""

import hashlib
import io
import zipfile
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, new_test_user, tagged

from ..common import PDF, groups_of
from .common_archive import ArchiveCase


@tagged("post_install", "-at_install")
class TestArchiveDisposal(ArchiveCase):
    """Proposed, approved by two people, done, certified."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        application = cls.bring_to(cls.file_with_papers(), "correction", technical=True)
        cls.answer_requests(cls.as_role(application, "applicant"), "Denah rahasia")
        cls.as_role(application, "applicant").action_hand_in_correction()
        desk = cls.as_role(application, "customer_service")
        cls.accept_answers(desk)
        desk.action_complete_correction()
        here = False
        for source, role, step, _target in cls._way_to("done", True):
            here = here or source == "verification"
            if here:
                step(cls, cls.as_role(application, role))
        cls.secret = application
        cls.secret.with_user(cls.portal_user).action_write_message("Pesan rahasia")
        cls.record = cls.take_in(application)
        cls.as_user(cls.record, "pickup").action_attach_scan("letter", "surat.pdf", cls.scan())
        cls.ended = cls.record.inactive_until + timedelta(days=1)

    def setUp(self):
        super().setUp()
        clock = freeze_time(self.ended)
        clock.start()
        self.addCleanup(clock.stop)
        self.record._mark_due()
        self.registry = self.as_user(self.record, "registry")
        self.registry.action_transfer()

    def propose(self):
        """Let the registry propose the destruction."""
        action = self.registry.action_propose_disposal()
        return self.env["ptsp.archive.disposal"].browse(action["res_id"])

    def approved(self):
        """Let the registry propose and both heads approve."""
        disposal = self.propose()
        for role in ("agency_head", "division_head"):
            self.as_user(disposal, role).action_approve()
        return disposal

    def test_done(self):
        """Papers, letter, drafts and personal data are gone; the sheet verifies and says what, when and by whom."""
        papers = self.secret.sudo().checklist_ids.attachment_ids
        kept = {paper.id: hashlib.sha256(paper.raw).hexdigest() for paper in papers}
        names = papers.mapped("name")
        beside = self.env["ir.attachment"].create(
            {"name": "lama.pdf", "raw": PDF, "res_model": "ptsp.application", "res_id": self.secret.id}
        )
        disposal = self.approved()
        self.as_user(disposal, "registry").action_execute()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual((disposal.state, self.record.state, self.record.due), ("executed", "destroyed", False))
        for paper in papers | beside:
            self.assertFalse(paper.raw)
            self.assertNotIn(paper.name, names)
        rows = {row.res_id: row.sha256 for row in self.record.destroyed_ids if row.res_model == "ir.attachment"}
        self.assertLessEqual(kept.items(), rows.items())
        application = self.secret.sudo()
        for name in ("applicant_identity", "recipient_name", "applicant_name", "letter_body"):
            self.assertFalse(application[name], name)
        self.assertFalse(application.letter_attachment_id.raw)
        self.assertNotIn("rahasia", str(application.conversation_ids.mapped("body")))
        self.assertFalse(any(application.request_ids.exchange_ids.mapped("text")))
        said = self.verify(self.secret)
        self.assertEqual(said["type"], "success", said["message"])
        for words in (disposal.name, self.users["division_head"].name, self.users["agency_head"].name, "destroyed on"):
            self.assertIn(words, said["message"])
        self.assertTrue(disposal.certificate_id.raw.startswith(b"%PDF"))
        with self.assertRaises(UserError), self.env.cr.savepoint():
            disposal.certificate_id.unlink()

    def test_whole_file_afterwards(self):
        """What is left is taken as one file: the index names what was destroyed, with its fingerprint."""
        disposal = self.approved()
        self.as_user(disposal, "registry").action_execute()
        self.env.invalidate_all()
        for kind in ("zip", "pdf"):
            _name, stream = self.as_user(self.record, "auditor")._take_bundle(kind)
            content = b"".join(stream)
        _name, stream = self.as_user(self.record, "auditor")._take_bundle("zip")
        with zipfile.ZipFile(io.BytesIO(b"".join(stream))) as archive:
            index = archive.read("INDEKS.html").decode()
            self.assertFalse([name for name in archive.namelist() if name.startswith("1 ")])
        self.assertTrue(content)
        self.assertIn("musnah", index)
        self.assertIn("Utuh", index)
        with self.assertRaisesRegex(UserError, "destroyed on"):
            report = self.env["ir.actions.report"].with_user(self.users["auditor"])
            report._render_qweb_pdf_prepare_streams("ptsp_exhibition.report_letter", {}, self.secret.ids)

    def test_looked_up_at_once(self):
        """What was destroyed is looked up for all papers of a file at once, however many they are."""
        disposal = self.approved()
        self.as_user(disposal, "registry").action_execute()
        record = self.as_user(self.record, "auditor")
        parts = record._attached_parts(record.sudo().application_id)
        self.assertGreater(len(parts), 5)

        def queries(some):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual({row.note for row in record._bundle_rows(some)}, {"musnah"})
            return self.env.cr.sql_log_count - before

        self.assertEqual(queries(parts), queries(parts[:2]))

    def test_tampered_afterwards(self):
        """Content that is put back, or another fingerprint, shows."""
        self.as_user(self.approved(), "registry").action_execute()
        paper = self.secret.sudo().checklist_ids.attachment_ids[:1]
        with self.assertRaises(UserError), self.env.cr.savepoint():
            paper.raw = PDF
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ptsp_archive_destroyed SET sha256 = %s WHERE res_id = %s AND res_model = 'ir.attachment'",
            ("0" * 64, paper.id),
        )
        self.env.invalidate_all()
        self.assertEqual(self.verify(self.secret)["type"], "danger")

    def test_what_the_class_spares(self):
        """Letter and personal data stay where the class says so."""
        self.record._as_procedure().write({"destroys_letter": False, "destroys_personal": False})
        self.as_user(self.approved(), "registry").action_execute()
        self.env.invalidate_all()
        application = self.secret.sudo()
        self.assertTrue(application.letter_attachment_id.raw)
        self.assertTrue(application.applicant_identity)
        self.assertTrue(application.signed_copy_ids.attachment_id.raw)
        self.assertFalse(application.checklist_ids.attachment_ids[:1].raw)
        self.assertEqual(self.verify(self.secret)["type"], "success")

    def test_two_people(self):
        """Division head and agency head, two people, neither of whom has proposed it."""
        both = new_test_user(self.env, "test_both", groups_of("registry", "division_head", "agency_head"))
        mine = self.record.with_user(both).action_propose_disposal()["res_id"]
        own = self.env["ptsp.archive.disposal"].browse(mine)
        with self.assertRaises(AccessError):
            own.with_user(both).action_approve()
        self.as_user(own, "registry").action_drop()
        disposal = self.propose()
        for role in ("registry", "section_head", "auditor", "manager", "pickup"):
            with self.subTest(role=role), self.assertRaises(AccessError), self.env.cr.savepoint():
                self.as_user(disposal, role).action_approve()
        disposal.with_user(both).action_approve()
        with self.assertRaises(AccessError):
            disposal.with_user(both).action_approve()
        self.assertEqual(disposal.state, "proposed")
        with self.assertRaises(UserError):
            self.as_user(disposal, "registry").action_execute()
        with self.assertRaises(AccessError):
            self.as_user(disposal, "division_head").action_approve()
        self.as_user(disposal, "agency_head").action_approve()
        self.assertEqual(disposal.state, "approved")
        with self.assertRaises(AccessError):
            self.as_user(disposal, "agency_head").action_execute()
        for act in ("action_approve", "action_drop"):
            with self.subTest(act=act), self.assertRaises(UserError), self.env.cr.savepoint():
                getattr(self.as_user(disposal, "auditor"), act)()

    def test_hold(self):
        """What is held is not proposed, and not destroyed even when it was approved before."""
        disposal = self.approved()
        self.as_user(self.record, "division_head").action_hold("Pemeriksaan")
        with self.assertRaisesRegex(UserError, "is held: Pemeriksaan"):
            self.as_user(disposal, "registry").action_execute()
        self.as_user(disposal, "registry").action_drop()
        with self.assertRaisesRegex(UserError, "is held"):
            self.propose()

    def test_lent_or_changed(self):
        """A file that is lent, proposed already, or whose class is changed meanwhile is not destroyed."""
        disposal = self.propose()
        self.assertEqual(self.record.waiting_disposal_id, disposal)
        with self.assertRaisesRegex(UserError, "Drop that list"):
            self.propose()
        with self.assertRaisesRegex(UserError, "Drop that list"):
            self.registry.action_reclass(self.record.class_id.id, "Lain")
        with self.assertRaisesRegex(UserError, "Drop that list"):
            self.env["ptsp.archive.loan"].with_user(self.users["registry"]).create(
                {
                    "record_id": self.record.id,
                    "borrower_name": "Siti",
                    "purpose": "x",
                    "due_on": fields.Date.today() + timedelta(days=2),
                }
            )

    def test_evidence_stays(self):
        """A file that does not verify is not destroyed: it is the evidence of what was done to it."""
        disposal = self.approved()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ptsp_control_line SET note = 'Lain' WHERE application_id = %s AND sequence = 2", (self.secret.id,)
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "does not verify"):
            self.as_user(disposal, "registry").action_execute()

    def test_nothing_by_hand(self):
        """No approval, state or file of the list is entered, not even by the superuser."""
        disposal = self.propose()
        for vals in ({"state": "approved"}, {"agency_by_id": self.env.uid}, {"record_ids": [(5,)]}):
            with self.subTest(vals=vals), self.assertRaises(UserError), self.env.cr.savepoint():
                disposal.write(vals)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            disposal.unlink()

    def test_told(self):
        """The registry is told once what is due, and again when that changes."""
        company = self.record.company_id
        self.users["registry"].email = "tu@example.com"
        before = self.env["mail.mail"].search_count([])
        company._tell_what_is_due()
        self.record._mark_due()
        company.ptsp_archive_day = False
        company._tell_what_is_due()
        sent = self.env["mail.mail"].search_count([]) - before
        self.assertGreaterEqual(sent, 1)
        company.ptsp_archive_day = False
        company._tell_what_is_due()
        self.assertEqual(self.env["mail.mail"].search_count([]) - before, sent)
