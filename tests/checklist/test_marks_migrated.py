"""What desks had found before marks were kept."""

from pathlib import Path
from runpy import run_path

from odoo.tests import tagged

from ..common import PtspCase

SCRIPT = Path(__file__).parents[2] / "migrations/19.0.4.0.0/post-checklist-marks.py"


@tagged("post_install", "-at_install")
class TestMarksMigrated(PtspCase):
    """Reasons that stood in checklists stay to be read, each with the finding for which it was given."""

    def migrate(self, **notes):
        """Let the first line of applications have a note as the version before kept it, without marks, and update.

        :param notes: from states of the applications to the note
        :return: dict from states to the lines
        """
        lines = {state: self.bring_to(self.file(), state).checklist_ids[0] for state in notes}
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM ptsp_checklist_mark")
        self.env.cr.execute("ALTER TABLE ptsp_checklist_line ADD COLUMN note varchar")
        for state, line in lines.items():
            self.env.cr.execute("UPDATE ptsp_checklist_line SET note = %s WHERE id = %s", (notes[state], line.id))
        run_path(str(SCRIPT))["migrate"](self.env.cr, "19.0.3.0.0")
        self.env.invalidate_all()
        return lines

    def test_reasons(self):
        """The reason of a deficiency stays with it; one that had outlived its finding is what was said before."""
        lines = self.migrate(returned="Fotokopi buram", correction="Denah tidak berskala", drafting="Sudah dilengkapi")
        self.assertEqual(lines["returned"].note, "Fotokopi buram")
        self.assertEqual(lines["correction"].note, "Denah tidak berskala")
        self.assertFalse(lines["drafting"].note)
        auditor = self.users["auditor"]
        self.assertIn("Sudah dilengkapi", lines["drafting"].with_user(auditor).earlier_notes)
        self.assertEqual(
            sorted((mark.desk, mark.result or "") for mark in lines["drafting"].mark_ids),
            [
                ("registration_result", "ok"),
                ("service_result", "ok"),
                ("verification_result", ""),
                ("verification_result", "ok"),
            ],
        )
        # On a database of this version there is nothing to do.
        before = self.env["ptsp.checklist.mark"].search_count([])
        run_path(str(SCRIPT))["migrate"](self.env.cr, "19.0.3.0.0")
        self.assertEqual(self.env["ptsp.checklist.mark"].search_count([]), before)
