"""Pivot, graph and list of control sheets and applications: what the measures count, and who reads them."""

import runpy
from ast import literal_eval
from statistics import mean, median

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import file_path

from ..common_clock import MON, TUE, WED
from ..common_figures import FigureCase


@tagged("post_install", "-at_install")
class TestFigures(FigureCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lines = cls.env["ptsp.control.line"].with_user(cls.users["division_head"]).with_context(tz="Asia/Makassar")
        cls.applications = cls.lines.env["ptsp.application"]

    def group(self, model, groupby, *aggregates, domain=()):
        """Return what a pivot shows: a dict from the value of the group to its measures."""
        result = model.formatted_read_group([*self.of_service, *domain], [groupby], aggregates)
        return {
            row[groupby][0] if isinstance(row[groupby], (tuple, list)) else row[groupby]: tuple(
                row[aggregate] for aggregate in aggregates
            )
            for row in result
        }

    def migrate(self, name):
        """Run a migration of the version that brought the figures."""
        path = file_path(f"ptsp_exhibition/migrations/19.0.1.2.0/{name}.py")
        runpy.run_path(path)["migrate"](self.cr, "19.0.1.1.0")
        self.env.invalidate_all(flush=False)

    def test_minutes_of_a_step(self):
        """A step shows the average, the median and the 90th percentile of its lines, as computed by hand."""
        minutes = [2, 4, 6, 8, 50]
        for number in minutes:
            self.verified(number)
        verification = self.service._step_of("verification")
        found = self.group(
            self.lines, "step_id", "__count", "working_minutes:avg", "median_minutes:avg", "p90_minutes:avg"
        )[verification.id]
        # Nine of ten: 60 % of the way from the fourth to the fifth.
        self.assertEqual(found[0], 5)
        for value, expected in zip(found[1:], (mean(minutes), median(minutes), 8 + 0.6 * (50 - 8)), strict=True):
            self.assertAlmostEqual(float(value), expected, 2)

    def test_share_within_norm(self):
        """The share within norm counts closed lines of steps that have a norm: two of three kept 15 minutes."""
        for number in (10, 15, 16):
            self.verified(number)
        self.registered(f"{MON} 10:00")
        shares = self.group(self.lines, "step_id", "norm_share:avg")
        self.assertAlmostEqual(shares[self.service._step_of("verification").id][0], 200 / 3, 2)
        # Filing has no norm, so there is nothing to keep.
        self.assertIsNone(shares[self.service._step_of("draft").id][0] or None)

    def test_share_of_a_line_alone(self):
        """In the list each line is either within its norm or not."""
        quick, slow = self.verified(10), self.verified(40)
        lines = self.line_of(quick, "verification") | self.line_of(slow, "verification")
        self.assertEqual(lines.mapped("norm_share"), [100, 0])
        self.assertEqual(lines.mapped("median_minutes"), [10, 40])

    def test_median_of_several_groups(self):
        """The median of a total is that of its lines, not that of the medians of its groups."""
        for day, number in ((MON, 1), (MON, 2), (MON, 3), (TUE, 30)):
            self.verified(number, day=day)
        domain = [*self.of_service, ("step_id", "=", self.service._step_of("verification").id)]
        total, days = self.lines.formatted_read_grouping_sets(
            domain, [[], ["ended_at:day"]], ["median_minutes:avg", "__count"]
        )
        self.assertEqual([row["median_minutes:avg"] for row in days], [2, 30])
        self.assertEqual(total[0]["median_minutes:avg"], 2.5)

    def test_promise_kept(self):
        """Three applications with a verdict, two of them in time: the promise was kept in 66.7 percent."""
        self.kept()
        self.kept(hour="10:00")
        self.numbered(self.go(self.registered(f"{MON} 11:00"), (f"{MON} 11:05", "verify_direct")), "2026-11-26 09:00")
        self.registered(f"{WED} 09:00")
        [row] = self.applications.formatted_read_group(self.of_service, [], ["__count", "promise_share:avg"])
        self.assertEqual(row["__count"], 4)
        self.assertAlmostEqual(row["promise_share:avg"], 200 / 3, 2)

    def test_correction_rounds(self):
        """Two corrections in one application and none in another are one on average, and only while registered."""
        application = self.registered(f"{MON} 09:00")
        self.assertEqual(application.correction_rounds, 0)
        for hour in ("09", "10"):
            self.go(application, (f"{MON} {hour}:10", "request_correction"))
            self.go(
                application, (f"{MON} {hour}:20", "hand_in_correction"), (f"{MON} {hour}:20", "complete_correction")
            )
        self.assertEqual(application.correction_rounds, 2)
        self.verified(10)
        self.file()
        [row] = self.applications.formatted_read_group(self.of_service, [], ["correction_rounds:avg"])
        self.assertEqual(row["correction_rounds:avg"], 1)

    def test_clarification_is_a_round(self):
        """A clarification that the agency head asks for is a correction round as well."""
        application = self.go(self.registered(f"{MON} 09:00"), (f"{MON} 09:10", "verify_direct"))
        self.to_agency_head(application, f"{MON} 09:20")
        self.go(application, (f"{MON} 09:30", "request_clarification"))
        self.assertEqual(application.correction_rounds, 1)

    def test_time_with_agency(self):
        """The average time with the agency leaves out what is still under way."""
        self.kept(10)
        self.kept(30)
        self.registered(f"{WED} 09:00")
        [row] = self.applications.formatted_read_group(self.of_service, [], ["agency_minutes:avg"])
        self.assertEqual(row["agency_minutes:avg"], 20)

    def test_short_names_of_steps(self):
        """In figures a step goes by its number and the name of its state; elsewhere by the text of the SOP."""
        step = self.service._step_of("verification")
        self.assertEqual(step.with_context(ptsp_short_step=True).display_name, "7. Verification")
        self.assertTrue(step.display_name.startswith("7. Verify completeness"))

    def test_states_of_steps_of_a_revision(self):
        """Another revision of the SOP has the states of its steps, also where it was copied before the update."""
        states = self.env.ref("ptsp_exhibition.service_par_05").step_ids.mapped("state")
        self.assertIn("verification", states)
        self.assertEqual(self.service.step_ids.mapped("state"), states)
        self.env.flush_all()
        self.cr.execute("UPDATE ptsp_step SET state = NULL WHERE service_id = %s", [self.service.id])
        self.migrate("post-step-states")
        self.assertEqual(self.service.step_ids.mapped("state"), states)

    def test_update_counts_what_is_there(self):
        """An agency that updates has the correction rounds of its former applications."""
        corrected, plain, draft = self.registered(f"{MON} 09:00"), self.registered(f"{MON} 09:00"), self.file()
        self.go(corrected, (f"{MON} 09:10", "request_correction"))
        applications = corrected | plain | draft.sudo()
        self.env.flush_all()
        self.cr.execute(
            "UPDATE ptsp_application SET correction_rounds = NULL WHERE id IN %s", [tuple(applications.ids)]
        )
        self.migrate("post-figures")
        self.cr.execute(
            "SELECT correction_rounds FROM ptsp_application WHERE id IN %s ORDER BY id", [tuple(applications.ids)]
        )
        self.assertEqual([row[0] for row in self.cr.fetchall()], [1, 0, None])

    def test_drill_down(self):
        """The cell of a pivot leads to the lines that it counts."""
        for number in (10, 20):
            self.verified(number)
        rows = self.lines.formatted_read_group(self.of_service, ["step_id", "ended_at:month"], ["__count"])
        for row in rows:
            lines = self.lines.search([*self.of_service, *row["__extra_domain"]])
            self.assertEqual(len(lines), row["__count"])

    def test_measures_are_offered(self):
        """Pivot and graph offer the measures, and offer the sequence or the draft revision to nobody."""
        measures = {"norm_share", "median_minutes", "p90_minutes", "working_minutes"}
        described = self.lines.fields_get(attributes=["aggregator"])
        self.assertEqual({name: described[name]["aggregator"] for name in measures}, dict.fromkeys(measures, "avg"))
        measures = {"promise_share", "correction_rounds", "agency_minutes", "opd_minutes", "applicant_minutes"}
        described = self.applications.fields_get(attributes=["aggregator"])
        self.assertEqual({name: described[name]["aggregator"] for name in measures}, dict.fromkeys(measures, "avg"))

    def test_officers_are_for_those_who_evaluate(self):
        """Only heads, auditors and managers compare officers; everybody else is told whom to ask."""
        self.verified(10)
        for role, user in self.users.items():
            lines = self.env["ptsp.control.line"].with_user(user)
            with self.subTest(role=role):
                if role in ("section_head", "division_head", "agency_head", "auditor", "manager"):
                    self.assertTrue(lines.formatted_read_group(self.of_service, ["user_id"], ["__count"]))
                else:
                    for groupby in (["user_id"], ["step_id", "user_id"], ["user_id.login"]):
                        with self.assertRaises(AccessError):
                            lines.formatted_read_group([], groupby, ["working_minutes:avg"])

    def test_officers_in_grouping_sets(self):
        """The pivot's own way of asking is closed to others as well."""
        lines = self.env["ptsp.control.line"].with_user(self.users["verification"])
        with self.assertRaisesRegex(AccessError, "heads, auditors and managers"):
            lines.formatted_read_grouping_sets([], [[], ["user_id"]], ["__count"])

    def test_where_each_role_begins(self):
        """Heads begin with the steps of this month, managers with officers, auditors with the register."""
        begins = {
            "agency_head": "control_line_action",
            "manager": "control_line_action_officers",
            "auditor": "application_action_register",
        }
        for role, action in begins.items():
            server_action = self.env.ref("ptsp_exhibition.my_figures_action").with_user(self.users[role])
            self.assertEqual(server_action.run()["xml_id"], f"ptsp_exhibition.{action}", role)
        with self.assertRaises(AccessError):
            self.env["ptsp.control.line"].with_user(self.users["registry"]).action_my_figures()

    @freeze_time("2026-11-25 02:00:00")
    def test_default_filters_exist(self):
        """What an action switches on at first is a filter of its search view, and its measures are fields."""
        for name in (
            "control_line_action",
            "control_line_action_officers",
            "application_action_analysis",
            "application_action_register",
            "figure_step_action",
            "figure_bottleneck_action",
        ):
            action = self.env.ref(f"ptsp_exhibition.{name}").sudo()
            model = self.env[action.res_model].with_user(self.users["auditor"])
            search = model.get_views([(False, "search")])["views"]["search"]["arch"]
            for key, value in literal_eval(action.context).items():
                with self.subTest(action=name, key=key):
                    if key.startswith("search_default_"):
                        self.assertIn(f'name="{key.removeprefix("search_default_")}"', search)
                    elif key.startswith("pivot_"):
                        self.assertLessEqual(set(value) - {"__count"}, set(model._fields))
