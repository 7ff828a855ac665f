"""The scorecard of OPD: asked, answered in time, median days, sent back, waiting now."""

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from ..common_clock import FRI, MON, TUE, WED, wita
from ..common_figures import FigureCase


@tagged("post_install", "-at_install")
class TestFigureOpd(FigureCase):
    """An OPD was asked for three opinions on Monday: one came on Tuesday, one too late, and one is still awaited."""

    def sent(self):
        return self.go(
            self.registered(f"{MON} 10:00"), (f"{MON} 10:10", "verify_technical"), (f"{MON} 11:00", "dispatch")
        )

    def issue(self, application, moment):
        with freeze_time(wita(moment)):
            application.review_ids.with_user(self.users["technical"]).action_issue("Baik")

    def story(self):
        in_time, late, waiting = self.sent(), self.sent(), self.sent()
        self.issue(in_time, f"{TUE} 10:00")
        self.issue(late, "2026-11-30 10:00")
        return in_time, late, waiting

    def figures(self, role="auditor"):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["ptsp.figure.opd"].with_user(self.users[role]).search(self.of_service)

    def test_row(self):
        """One row for each OPD and semester; days are days of service hours, so a weekend does not count."""
        self.story()
        row = self.figures()
        self.assertEqual((row.agency_id, row.semester), (self.agency, "2026-II"))
        self.assertEqual((row.asked_count, row.answered_count, row.in_time_count), (3, 2, 1))
        self.assertEqual((row.in_time_share, row.waiting_count, row.returned_count), (50, 1, 0))
        days = [1, 5 if self.saturday_is_free() else 6]
        self.assertEqual(row.median_days, sum(days) / 2)

    def saturday_is_free(self):
        return "5" not in self.calendar.attendance_ids.mapped("dayofweek")

    def test_holiday(self):
        """A holiday is no day of the OPD's."""
        application = self.sent()
        self.holiday(TUE)
        self.issue(application, f"{WED} 10:00")
        self.assertEqual(self.figures().median_days, 1)

    def test_sent_back(self):
        """An opinion that was sent back counts so, and its days begin anew."""
        application = self.sent()
        self.issue(application, f"{TUE} 10:00")
        with freeze_time(wita(f"{WED} 10:00")):
            application.review_ids.with_user(self.users["processing"]).action_return("Kurang lengkap")
        row = self.figures()
        self.assertEqual((row.returned_count, row.waiting_count, row.answered_count), (1, 1, 0))
        self.issue(application, f"{FRI} 10:00")
        row = self.figures()
        self.assertEqual((row.returned_count, row.answered_count, row.median_days), (1, 1, 2))

    def test_withdrawn(self):
        """What is not needed any more was not asked."""
        application = self.sent()
        application.sudo().review_ids.with_user(self.users["processing"]).action_withdraw("Tidak diperlukan")
        self.assertFalse(self.figures())

    def test_groups(self):
        """The share of several rows is that of all their answers."""
        self.story()
        [row] = self.figures("manager").formatted_read_group(
            self.of_service, [], ["asked_count:sum", "in_time_share:avg"]
        )
        self.assertEqual((row["asked_count:sum"], float(row["in_time_share:avg"])), (3, 50))

    def test_who_reads(self):
        """Heads, auditors and managers read it; an OPD does not. A row leads to its opinions."""
        self.story()
        for role in ("section_head", "division_head", "agency_head", "auditor", "manager"):
            self.assertEqual(len(self.figures(role)), 1)
        for role in ("technical", "processing", "liaison"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.figures(role)
        action = self.figures().action_open_reviews()
        self.assertEqual(self.env[action["res_model"]].search_count(action["domain"]), 3)

    def test_semester_report(self):
        """The semester report has the scorecard as a table."""
        self.story()
        report = self.env["ptsp.semester.report"].with_user(self.users["manager"])
        report = report.create({"service_id": self.service.id, "year": 2026, "half": "II"})
        values = self.env["report.ptsp_exhibition.report_semester"].with_user(self.users["manager"])
        [table] = [table for table in values._tables(report) if table.key == "opd"]
        [row] = table.rows
        self.assertEqual(row[:6], ("FIG Rev. 04", self.agency.name, 3, 2, 1, 50))
        self.assertEqual(row[7:], (0, 1))
