"""What the addon knew of initials in six columns becomes records, and nothing of it is lost."""

import importlib.util

from odoo.tests import tagged
from odoo.tools import file_path

from ..common import PtspCase

COLUMNS = {
    "section_initial_id": "int4",
    "section_initialled_at": "timestamp",
    "section_initial_revision": "int4",
    "division_initial_id": "int4",
    "division_initialled_at": "timestamp",
    "division_initial_revision": "int4",
}


@tagged("post_install", "-at_install")
class TestInitialsMigrated(PtspCase):
    """The tables are brought back to how the version before has left them; then the script is run."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        spec = importlib.util.spec_from_file_location(
            "post_initials", file_path("ptsp_exhibition/migrations/19.0.2.0.0/post-initials.py")
        )
        cls.script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(cls.script)
        cls.returned = cls.bring_to(cls.file(), "agency_approval")
        cls.as_role(cls.returned, "agency_head").action_agency_return("Periksa kembali")
        cls.section_approve(cls, cls.as_role(cls.returned, "section_head"))
        cls.as_role(cls.returned, "division_head").action_division_return("Perbaiki")
        cls.submit_draft(cls, cls.as_role(cls.returned, "processing"))
        cls.section_approve(cls, cls.as_role(cls.returned, "section_head"))
        cls.signed = cls.bring_to(cls.file(), "numbering")
        cls.draft = cls.bring_to(cls.file(), "drafting")
        cls.applications = cls.returned | cls.signed | cls.draft
        cls.env.flush_all()

    def rows(self):
        """Return the initials as they stand in the database."""
        self.env.cr.execute(
            """SELECT application_id, revision, role, user_id, deputation_id, initialled_at, struck_at
                 FROM ptsp_letter_initial WHERE application_id IN %s ORDER BY application_id, id""",
            [tuple(self.applications.ids)],
        )
        return self.env.cr.fetchall()

    def go_back(self):
        """Bring the tables to how the version before has left them."""
        cr = self.env.cr
        for column, kind in COLUMNS.items():
            cr.execute(f"ALTER TABLE ptsp_application ADD COLUMN {column} {kind}")  # pylint: disable=sql-injection
        for role in ("section", "division"):
            cr.execute(
                f"""UPDATE ptsp_application a
                       SET {role}_initial_id = i.user_id,
                           {role}_initialled_at = i.initialled_at,
                           {role}_initial_revision = i.revision
                      FROM ptsp_letter_initial i
                     WHERE i.application_id = a.id AND i.role = '{role}_head' AND i.struck_at IS NULL"""
            )  # pylint: disable=sql-injection
        cr.execute("DELETE FROM ptsp_letter_initial")
        # Who drafted was forgotten whenever a draft was returned.
        cr.execute("DELETE FROM ptsp_application_drafter_rel WHERE application_id = %s", self.returned.ids)
        self.env.invalidate_all()

    def columns_left(self):
        self.env.cr.execute(
            """SELECT column_name FROM information_schema.columns
                WHERE table_name = 'ptsp_application' AND column_name IN %s""",
            [tuple(COLUMNS)],
        )
        return self.env.cr.fetchall()

    def test_nothing_is_lost(self):
        """Each initial, also one that was struck out, has its revision, role, officer and moments again."""
        before = self.rows()
        self.assertEqual(len(before), 6)
        self.go_back()
        self.assertFalse(self.rows())
        self.script.migrate(self.env.cr, "19.0.1.2.0")
        self.assertEqual(self.rows(), before)
        self.assertFalse(self.columns_left())
        self.assertEqual(self.returned.sudo().drafter_ids, self.users["processing"])
        self.as_role(self.returned, "division_head").action_division_approve()
        self.as_role(self.returned, "agency_head").action_sign()

    def test_twice(self):
        """Where the columns are gone, nothing is made twice."""
        before = self.rows()
        self.script.migrate(self.env.cr, "19.0.1.2.0")
        self.assertEqual(self.rows(), before)
