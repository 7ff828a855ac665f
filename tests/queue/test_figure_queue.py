"""How long visitors wait and are served, for those who evaluate the service."""

from datetime import datetime, timedelta
from statistics import median, quantiles

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import OVERSIGHT_ROLES, STAFF_ROLES
from .common_queue import QueueCase

#: Tuesday, 9.00 in Samarinda.
BEGIN = datetime(2031, 3, 4, 1)
#: Minutes that visitors wait and are served.
STORY = ((2, 5), (4, 11), (9, 3), (1, 20), (30, 8))


@tagged("post_install", "-at_install")
class TestFigureQueue(QueueCase):
    """One row for each line and semester."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(BEGIN):
            counter = cls.sit(cls.first, "customer_service")
        moment = BEGIN
        for waited, served in STORY:
            with freeze_time(moment):
                cls.take(priority="elderly" if served == 3 else False)
            moment += timedelta(minutes=waited)
            with freeze_time(moment):
                counter.action_call_next()
                counter.action_serve()
            moment += timedelta(minutes=served)
            with freeze_time(moment):
                counter.action_done()
        with freeze_time(moment):
            cls.take()
            counter.action_call_next()
            counter.action_absent()
            counter.action_close()
        cls.env.flush_all()
        cls.figure = cls.env["ptsp.figure.queue"].search([("line_id", "=", cls.cs.id)])

    def test_row(self):
        """Counts, medians and ninth tenths are those of an independent computation."""
        figure = self.figure
        self.assertEqual((figure.semester, figure.company_id), ("2031-I", self.company))
        counts = (figure.taken_count, figure.priority_count, figure.served_count, figure.absent_count)
        self.assertEqual(counts, (6, 1, 5, 1))
        waited, served = [*(pair[0] for pair in STORY), 0], [pair[1] for pair in STORY]
        self.assertAlmostEqual(figure.median_wait, median(waited), 1)
        self.assertAlmostEqual(figure.p90_wait, quantiles(waited, n=10, method="inclusive")[8], 1)
        self.assertAlmostEqual(figure.median_minutes, median(served), 1)
        self.assertAlmostEqual(figure.p90_minutes, quantiles(served, n=10, method="inclusive")[8], 1)

    def test_clock_set_back(self):
        """Times between which the clock was set back count as none, not as less."""
        with freeze_time(BEGIN + timedelta(hours=3)):
            self.take(self.info)
        with freeze_time(BEGIN + timedelta(hours=2)):
            counter = self.sit(self.second, "information")
            self.serve(counter)
        self.env.flush_all()
        figure = self.env["ptsp.figure.queue"].search([("line_id", "=", self.info.id)])
        self.assertEqual((figure.median_wait, figure.median_minutes), (0, 0))

    def test_who_reads(self):
        """Heads, the manager and the auditor read them; who only serves does not, and no other agency."""
        for role in (*STAFF_ROLES, *OVERSIGHT_ROLES):
            reads = role in ("section_head", "division_head", "agency_head", *OVERSIGHT_ROLES)
            with self.subTest(role=role):
                self.assertEqual(self.figure.with_user(self.users[role]).has_access("read"), reads)
        other = self.env["res.company"].create({"name": "Dinas Kedua"})
        manager = self.users["manager"]
        manager.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self.figure.with_user(manager).read(["taken_count"])

    def test_semester_report(self):
        """The semester report has them, where the agency uses the queue."""
        report = self.env["report.ptsp_exhibition.report_semester"].with_user(self.users["manager"])
        period = self.env["ptsp.semester.report"].with_user(self.users["manager"]).create({"year": 2031, "half": "I"})
        tables = {table.key: table for table in report._tables(period)}
        self.assertEqual(tables["queue"].rows[0][:5], ("B Layanan Pelanggan", 6, 1, 5, 1))
        self.company.ptsp_uses_queue = False
        self.assertNotIn("queue", {table.key for table in report._tables(period)})
