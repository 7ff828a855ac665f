"""Terms: counted from the copy of the table's row, and moved by nobody but the registry, with a reason."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg2.errors import ForeignKeyViolation

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ...models.archive.retention_class import BEGINNINGS
from .common_archive import ArchiveCase

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
YEARS = st.integers(0, 100)


@tagged("post_install", "-at_install")
class TestArchiveTerm(ArchiveCase):
    """The table of the agency is changed after the fact; what is due is marked by the job."""

    def setUp(self):
        super().setUp()
        self.registry = self.as_user(self.record, "registry")
        self.manager_row = self.record.class_id.with_user(self.users["manager"])

    @settings(max_examples=300, deadline=None)
    @given(st.sampled_from([key for key, _label in BEGINNINGS]), YEARS, YEARS, DAYS, st.none() | DAYS, st.none() | DAYS)
    def test_days(self, begins, active, inactive, closed, letter, ended):
        """Both parts follow each other in whole years, and none of what is not known shortens a term."""
        days = self.env["ptsp.retention.class"]._term_days(begins, active, inactive, closed, letter, ended)
        first, until, end = days["term_from"], days["active_until"], days["inactive_until"]
        self.assertEqual(until, first + relativedelta(years=active))
        self.assertEqual(end, first + relativedelta(years=active + inactive))
        self.assertLessEqual(first, until)
        self.assertLessEqual(until, end)
        if begins != "letter":
            self.assertGreaterEqual(first, closed)
        if begins == "year_end":
            self.assertEqual((first.month, first.day, first.year), (12, 31, closed.year))

    def test_term_of_outcome(self):
        """A recommendation counts from the end of the exhibition, what was cancelled from its last day."""
        self.assertEqual((self.record.class_code, self.record.term_from), ("503.1", self.done.date_end))
        cancelled = self.take_in(self.bring_to(self.file(), "cancelled"))
        self.assertEqual((cancelled.class_code, cancelled.term_from), ("503.3", cancelled.closed_on))

    def test_best_row(self):
        """A row of the service goes before one of all services."""
        row = self.env["ptsp.retention.class"].create(
            {"code": "X", "name": "Pameran", "service_id": self.service.id, "inactive_years": 30, "fate": "keep"}
        )
        record = self.take_in(self.bring_to(self.file(), "cancelled"))
        self.assertEqual((record.class_id, record.fate), (row, "keep"))

    def test_table_changed_after_the_fact(self):
        """Whatever becomes of the table, a file stays as it was classed, until its class is changed with a reason."""
        before = self.record.read(["active_until", "inactive_until", "fate", "class_code", "destroys_letter"])
        self.manager_row.write(
            {"active_years": 0, "inactive_years": 0, "fate": "keep", "code": "999", "begins_with": "closed"}
        )
        self.record._mark_ended_terms(self.record.company_id)
        self.record._mark_due()
        self.env.invalidate_all()
        self.assertEqual(self.record.read([*before[0]]), before)
        self.assertTrue(self.record.differs_from_table)
        self.assertFalse(self.record.due)
        with self.assertRaisesRegex(UserError, "reason"):
            self.registry.action_reclass(self.record.class_id.id, "")
        self.registry.action_reclass(self.record.class_id.id, "Jadwal retensi baru")
        self.assertEqual((self.record.class_code, self.record.fate), ("999", "keep"))
        self.assertFalse(self.record.differs_from_table)
        self.assertIn("503.1 → 999: Jadwal retensi baru", self.record.history_ids[0].text)
        self.assertEqual(self.verify()["type"], "success")

    def test_row_in_use(self):
        """A row by which files are classed is not deleted, and is out of the way once it is archived."""
        with self.assertRaises(ForeignKeyViolation), self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
            self.manager_row.unlink()
        self.manager_row.active = False
        self.assertNotEqual(self.take_in(self.bring_to(self.file(), "done")).class_id, self.manager_row)

    def test_class_of_another_agency(self):
        """A class of another agency, or none, is refused."""
        other = self.env["res.company"].create({"name": "Dinas Kedua"})
        row = self.env["ptsp.retention.class"].create({"code": "1", "name": "Lain", "company_id": other.id})
        for number in (row.id, 0, None, "1"):
            with self.subTest(number=number), self.assertRaises(UserError), self.env.cr.savepoint():
                self.registry.action_reclass(number, "Salah")

    def test_due(self):
        """On the day after its term a file is due; it is transferred, and then destroyed, kept or judged anew."""
        until, end = self.record.active_until, self.record.inactive_until
        with self.assertRaisesRegex(UserError, "not due"), self.env.cr.savepoint():
            self.registry.action_transfer()
        with freeze_time(until):
            self.record._mark_due()
            self.assertFalse(self.record.due)
        with freeze_time(until + timedelta(days=1)):
            self.record._mark_ended_terms(self.record.company_id)
            self.assertEqual(self.record.due, "transfer")
            self.registry.action_transfer()
            self.assertEqual((self.record.state, self.record.due), ("inactive", False))
        with freeze_time(end + timedelta(days=1)):
            self.record._mark_ended_terms(self.record.company_id)
            self.assertEqual(self.record.due, "destroy")
            with self.assertRaisesRegex(UserError, "not due"), self.env.cr.savepoint():
                self.registry.action_keep()
            row = self.env["ptsp.retention.class"].create(
                {"code": "K", "name": "Permanen", "active_years": 1, "inactive_years": 1, "fate": "keep"}
            )
            self.registry.action_reclass(row.id, "Bernilai sejarah")
            self.assertEqual(self.record.due, "keep")
            self.registry.action_keep()
            self.assertEqual((self.record.state, self.record.due), ("permanent", False))
            with self.assertRaisesRegex(UserError, "kept for good"), self.env.cr.savepoint():
                self.registry.action_reclass(self.manager_row.id, "Ternyata tidak")
        self.assertEqual(self.verify()["type"], "success")
