"""The meeting that stood in three fields of an application is a meeting after the update, with its number."""

from datetime import datetime
from runpy import run_path

from odoo.tests import tagged

from ..common import PtspCase
from ..test_migrations import MIGRATIONS

COLUMNS = {
    "meeting_at": "timestamp",
    "meeting_place": "varchar",
    "meeting_agenda": "text",
    "invitation_number": "varchar",
    "invitation_date": "date",
}


@tagged("post_install", "-at_install")
class TestMeetingsMigrated(PtspCase):
    """Two applications had a meeting, one without a number; a third had none."""

    def migrate(self):
        """Run the script of the update."""
        self.env.flush_all()
        path = MIGRATIONS / "19.0.7.0.0" / "post-meetings.py"
        run_path(str(path))["migrate"](self.env.cr, "19.0.6.0.0")
        self.env.invalidate_all()

    def test_moved(self):
        """Time, place, agenda and number go with the meeting; the columns are gone, and a second run does nothing."""
        called, planned, alone = self.bring_to(self.file(3), "section_review")
        self.env.flush_all()
        for name, kind in COLUMNS.items():
            self.env.cr.execute(f"ALTER TABLE ptsp_application ADD COLUMN IF NOT EXISTS {name} {kind}")  # pylint: disable=sql-injection
        self.env.cr.execute(
            """UPDATE ptsp_application
                  SET meeting_at = '2026-10-01 02:00:00', meeting_place = 'Aula', meeting_agenda = 'Denah',
                      invitation_number = '0001/UND', invitation_date = '2026-09-25' WHERE id = %s""",
            (called.id,),
        )
        self.env.cr.execute("UPDATE ptsp_application SET meeting_place = 'Ruang Rapat' WHERE id = %s", (planned.id,))
        self.migrate()
        meeting = called.sudo().meeting_ids
        self.assertEqual((meeting.state, meeting.place, meeting.agenda), ("agreed", "Aula", "Denah"))
        self.assertEqual((meeting.starts_at, meeting.ends_at), (datetime(2026, 10, 1, 2), datetime(2026, 10, 1, 4)))
        self.assertEqual((meeting.invitation_number, str(meeting.invitation_date)), ("0001/UND", "2026-09-25"))
        self.assertEqual(meeting.company_id, called.company_id)
        self.assertEqual(called.sudo().invitation_number, "0001/UND")
        self.assertEqual((planned.sudo().meeting_ids.place, planned.sudo().meeting_at), ("Ruang Rapat", False))
        self.assertFalse(alone.sudo().meeting_ids)
        self.migrate()
        self.assertEqual(len(called.sudo().meeting_ids), 1)
