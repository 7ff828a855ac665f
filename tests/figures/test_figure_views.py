"""Figures per officer and step, promise per month, bottlenecks: what the database computes, and who reads it."""

from collections import defaultdict
from datetime import date
from statistics import mean, median, quantiles

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, new_test_user, tagged

from ...models import workflow
from ..common_clock import MON, TUE, wita
from ..common_figures import FigureCase

EVALUATE = ("section_head", "division_head", "agency_head", "auditor", "manager")
FIGURES = ("ptsp.figure.step", "ptsp.figure.promise", "ptsp.figure.bottleneck")


def percentile_90(values):
    """Return the 90th percentile as PostgreSQL's PERCENTILE_CONT has it."""
    return quantiles(values, n=10, method="inclusive")[-1] if len(values) > 1 else values[0]


@tagged("post_install", "-at_install")
class TestFigureViews(FigureCase):
    def figures(self, name, role="auditor", **values):
        """Return the rows of a view for the service of the test."""
        domain = [*self.of_service, *((key, "=", value) for key, value in values.items())]
        return self.env[name].with_user(self.users[role]).search(domain)

    def done_lines(self):
        lines = self.env["ptsp.control.line"].sudo().search([*self.of_service, ("ended_at", "!=", False)])
        return lines.filtered(lambda line: not workflow.PROCEDURE.states[line.state].final)

    def officers_lines(self):
        """Return the done lines at which the file did not lie with the applicant."""
        return self.done_lines().filtered(lambda line: workflow.PROCEDURE.states[line.state].holder != "applicant")

    def test_officers_and_steps(self):
        """Count, median, 90th percentile and share within norm of each officer and step are those of the lines."""
        self.story()
        groups = defaultdict(lambda: self.env["ptsp.control.line"])
        for line in self.officers_lines():
            groups[line.user_id.id, line.step_id.id] |= line
        figures = self.figures("ptsp.figure.step")
        self.assertEqual({(row.user_id.id, row.step_id.id) for row in figures}, set(groups))
        for row in figures:
            lines = groups[row.user_id.id, row.step_id.id]
            minutes = lines.filtered("is_officer_time").mapped("working_minutes")
            normed = lines.filtered("norm_minutes")
            with self.subTest(step=row.step_id.number, officer=row.user_id.login):
                self.assertEqual((row.line_count, row.normed_count), (len(lines), len(normed)))
                self.assertEqual(row.semester, "2026-II")
                self.assertEqual(row.timed_count, len(minutes))
                self.assertAlmostEqual(row.total_minutes, sum(minutes), 2)
                if minutes:
                    self.assertAlmostEqual(row.median_minutes, median(minutes), 2)
                    self.assertAlmostEqual(row.p90_minutes, percentile_90(minutes), 2)
                if normed:
                    self.assertAlmostEqual(row.norm_share, 100 * mean(normed.mapped("within_norm")), 2)

    def test_verification_by_hand(self):
        """Nine verifications took 1 to 45 minutes: median 10, six of them within the norm of 15 minutes."""
        self.story()
        [row] = self.figures("ptsp.figure.step", step_id=self.service._step_of("verification").id)
        self.assertEqual((row.line_count, row.median_minutes, row.norm_minutes), (9, 10, 15))
        self.assertAlmostEqual(row.norm_share, 600 / 9, 2)
        self.assertAlmostEqual(row.p90_minutes, 25, 2)

    def test_share_of_officers_together(self):
        """The share of a group weighs each officer by the lines done, not each row alike."""
        self.story()
        [row] = (
            self.env["ptsp.figure.step"]
            .with_user(self.users["manager"])
            .formatted_read_group(self.of_service, [], ["norm_share:avg", "line_count:sum"])
        )
        normed = self.done_lines().filtered("norm_minutes")
        self.assertAlmostEqual(float(row["norm_share:avg"]), 100 * mean(normed.mapped("within_norm")), 2)
        self.assertEqual(row["line_count:sum"], len(self.officers_lines()))

    def test_applicants_are_no_officers(self):
        """What applicants do on the portal is not held against any officer, but it is time that the step took."""
        with freeze_time(wita(f"{MON} 08:00")):
            application = self.file()
        with freeze_time(wita(f"{MON} 08:30")):
            application.with_user(self.portal_user).action_submit()
        self.assertFalse(self.figures("ptsp.figure.step"))
        [row] = self.figures("ptsp.figure.bottleneck")
        self.assertEqual((row.step_id.number, row.line_count, row.total_minutes), (3, 1, 30))

    def test_bottlenecks(self):
        """The shares of all steps make 100 percent, and those of a step are its minutes among all minutes."""
        self.story()
        figures = self.figures("ptsp.figure.bottleneck")
        total = sum(self.done_lines().mapped("working_minutes"))
        self.assertAlmostEqual(sum(figures.mapped("time_share")), 100, 5)
        for row in figures:
            lines = self.done_lines().filtered(
                lambda line, row=row: (
                    line.step_id == row.step_id and workflow.PROCEDURE.states[line.state].awaits == row.holder
                )
            )
            minutes = lines.mapped("working_minutes")
            with self.subTest(step=row.step_id.number):
                self.assertAlmostEqual(row.time_share, 100 * sum(minutes) / total, 2)
                self.assertAlmostEqual(row.median_minutes, median(minutes), 2)
                self.assertAlmostEqual(row.p90_minutes, percentile_90(minutes), 2)
                self.assertEqual(row.over_count, len(lines.filtered(lambda line: not line.within_norm)))
                self.assertEqual(row.holder, workflow.PROCEDURE.states[lines[0].state].awaits)
        self.assertEqual(
            {row.holder: row.total_minutes for row in figures if row.holder != "agency"}.keys(), {"opd", "applicant"}
        )

    def test_promise_per_month(self):
        """Of ten applications two were numbered, in time; the rest is open or cancelled and does not count."""
        self.story()
        self.registered(f"{TUE} 09:00")
        cancelled = self.registered(f"{TUE} 09:00")
        with freeze_time(wita(f"{TUE} 10:00")):
            self.cancel(self.as_role(cancelled, "customer_service"))
        [row] = self.figures("ptsp.figure.promise")
        counts = (row.received_count, row.kept_count, row.missed_count, row.open_count, row.finished_count)
        self.assertEqual(counts, (10, 2, 0, 8, 2))
        self.assertEqual((row.month, row.semester, row.promise_share), (date(2026, 11, 1), "2026-II", 100))
        numbered = self.env["ptsp.application"].search([*self.of_service, ("clock_ended_at", "!=", False)])
        for holder in ("applicant", "opd", "agency"):
            minutes = numbered.mapped(f"{holder}_minutes")
            self.assertAlmostEqual(row[f"{holder}_average"], mean(minutes), 2)
            self.assertAlmostEqual(row[f"{holder}_median"], median(minutes), 2)
        self.assertEqual((row.applicant_average, row.opd_average, row.correction_rounds), (15, 20, 1))

    def test_months_together(self):
        """A year's share and averages weigh each month by its applications."""
        self.kept(20)
        self.kept(50, day="2026-12-08")
        late = self.go(self.registered("2026-12-08 09:00"), ("2026-12-08 09:00", "verify_direct"))
        self.numbered(late, "2026-12-11 09:00")
        self.assertEqual(self.figures("ptsp.figure.promise").mapped("promise_share"), [50, 100])
        [row] = (
            self.env["ptsp.figure.promise"]
            .with_user(self.users["auditor"])
            .formatted_read_group(self.of_service, [], ["promise_share:avg", "agency_average:avg"])
        )
        self.assertAlmostEqual(float(row["promise_share:avg"]), 200 / 3, 2)
        numbered = self.env["ptsp.application"].search(self.of_service)
        self.assertAlmostEqual(row["agency_average:avg"], mean(numbered.mapped("agency_minutes")), 2)

    def test_semester_in_local_time(self):
        """What ends at half past midnight on 1 July in Makassar belongs to July, though in UTC it is still June."""
        self.service.calendar_id = self.env["resource.calendar"].create(
            {
                "name": "Day and night",
                "tz": "Asia/Makassar",
                "attendance_ids": [
                    (
                        0,
                        0,
                        {
                            "name": "Night",
                            "dayofweek": str(day),
                            "hour_from": 0,
                            "hour_to": 24,
                            "day_period": "morning",
                        },
                    )
                    for day in range(7)
                ],
            }
        )
        self.registered("2026-06-30 23:59")
        self.registered("2026-07-01 00:30")
        promises = {row.semester: (row.month, row.received_count) for row in self.figures("ptsp.figure.promise")}
        self.assertEqual(promises, {"2026-I": (date(2026, 6, 1), 1), "2026-II": (date(2026, 7, 1), 1)})
        steps = {row.semester: row.line_count for row in self.figures("ptsp.figure.step") if row.step_id.number == 6}
        self.assertEqual(steps, {"2026-I": 1, "2026-II": 1})
        self.assertEqual(
            {
                row.semester
                for row in self.figures("ptsp.figure.bottleneck", step_id=self.service._step_of("registration").id)
            },
            {"2026-I", "2026-II"},
        )

    def test_rows_lead_to_their_records(self):
        """Each row opens exactly the lines, or the applications, that it counts."""
        self.story()
        for name, count, action in (
            ("ptsp.figure.step", "line_count", "action_open_lines"),
            ("ptsp.figure.bottleneck", "line_count", "action_open_lines"),
            ("ptsp.figure.promise", "received_count", "action_open_applications"),
        ):
            for row in self.figures(name, role="section_head"):
                if name == "ptsp.figure.bottleneck" and row.step_id.number == 3:
                    continue
                opened = getattr(row, action)()
                records = row.env[opened["res_model"]].search(opened["domain"])
                self.assertEqual(len(records), row[count], f"{name} {row.display_name}")

    def test_other_agencies(self):
        """The figures of another agency are not there, for whoever belongs to this one alone."""
        self.story()
        other = self.env["res.company"].create({"name": "DPMPTSP Kota"})
        stranger = new_test_user(
            self.env,
            "figures_stranger",
            "base.group_user,ptsp_exhibition.group_auditor",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        for name in FIGURES:
            rows = self.figures(name)
            self.assertTrue(rows)
            self.assertFalse(self.env[name].with_user(stranger).search(self.of_service), name)
            with self.assertRaises(AccessError):
                rows.with_user(stranger).read(["company_id"])

    def test_who_reads(self):
        """Heads, auditors and managers read the figures; nobody else does, and nobody writes them."""
        self.story()
        users = {**self.users, "applicant": self.portal_user}
        for name in FIGURES:
            row = self.figures(name)[:1]
            for role, user in users.items():
                with self.subTest(model=name, role=role):
                    if role in EVALUATE:
                        self.assertTrue(row.with_user(user).read(["semester"]))
                    else:
                        with self.assertRaises(AccessError):
                            self.env[name].with_user(user).search_read([], ["semester"])
                    with self.assertRaises(AccessError):
                        row.with_user(user).write({"semester": "2020-I"})
                    with self.assertRaises(AccessError):
                        row.with_user(user).unlink()

    def test_fresh_figures(self):
        """What was done a moment ago counts at once, before anything is written to the database."""
        application = self.verified(10)
        self.assertEqual(self.figures("ptsp.figure.promise").correction_rounds, 0)
        application._as_procedure().correction_rounds = 3
        self.env["ptsp.figure.promise"].invalidate_model(flush=False)
        self.assertEqual(self.figures("ptsp.figure.promise").correction_rounds, 3)
