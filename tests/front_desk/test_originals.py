"""Originals that a service wants to see when the letter is collected."""

from pathlib import Path
from runpy import run_path

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common_documents import PrintCase

MIGRATION = Path(__file__).resolve().parents[2] / "migrations" / "19.0.6.0.0" / "post-originals.py"


@tagged("post_install", "-at_install")
class TestOriginals(PrintCase):
    """The pick-up desk ticks each original that it has seen; before that no letter is handed over."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.requirements = cls.service.requirement_ids.filtered(lambda paper: not paper.only_if_represented)[:2]
        cls.requirements.original_at_pickup = True
        only_represented = cls.service.requirement_ids.filtered("only_if_represented")[:1]
        only_represented.original_at_pickup = True
        cls.asked = cls.bring_to(cls.file(), "pickup").with_env(cls.env)
        cls.desk = cls.as_role(cls.asked, "pickup")
        cls.prepare(cls.desk, "hand_over")

    def test_asked_for_and_ticked(self):
        """Each original is asked for by name; when all are seen the letter goes out, and the proof says so."""
        lines = self.desk.original_line_ids
        self.assertEqual(lines.requirement_id, self.requirements)
        self.assert_refused(self.desk, "hand_over", "tick each that you have seen: .*, ")
        self.desk.write({"original_line_ids": [(1, lines[0].id, {"original_seen": True})]})
        self.assert_refused(self.desk, "hand_over", lines[1].name)
        lines[1].original_seen = True
        self.assertFalse(self.desk.what_is_missing)
        self.desk.action_hand_over()
        line = self.asked.control_ids.filtered(lambda line: line.action == "hand_over")
        self.assertEqual(len(line._evidence_of("originals")), 2)
        self.assertIn("Dokumen asli yang telah diperlihatkan", self.print_text("handover", self.asked))
        self.assertIn("serta asli dari", self.print_text("receipt", self.asked))

    def test_who_and_when(self):
        """Nobody else ticks, and nobody before the letter is ready."""
        line = self.asked.checklist_ids.filtered("original_at_pickup")[0]
        for role in ("registry", "customer_service", "auditor", "manager", "applicant"):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.as_role(line, role).write({"original_seen": True})
        for vals in ({"original_at_pickup": False}, {"applicable": False}):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self.as_role(line, "pickup").write(vals)
        early = self.bring_to(self.file(), "cs_check").checklist_ids.filtered("original_at_pickup")[0]
        with self.assertRaisesRegex(UserError, "when the letter is collected"), self.env.cr.savepoint():
            self.as_role(early, "customer_service").write({"original_seen": True})

    def test_service_changes_later(self):
        """What a service wants to see later is for later applications."""
        self.requirements.original_at_pickup = False
        self.assertEqual(len(self.asked._originals_at_pickup()), 2)
        self.assertFalse(self.file()._originals_at_pickup())

    def test_told_in_time(self):
        """The notice that the letter is ready names the originals; where it was written before, since the update."""
        self.env.flush_all()
        run_path(str(MIGRATION))["migrate"](self.env.cr, "19.0.5.0.0")
        self.env.invalidate_all()
        template = self.env.ref("ptsp_exhibition.mail_template_ready")
        body = template._render_field("body_html", self.asked.ids, compute_lang=True)[self.asked.id]
        for line in self.asked._originals_at_pickup():
            self.assertIn(line.with_context(lang="id_ID").name, body)
