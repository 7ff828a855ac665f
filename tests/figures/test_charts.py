"""What charts and columns say: whole numbers, weeks by their days, a name for what is empty, units on minutes."""

import json
import re

from lxml import etree

from odoo.tests import HttpCase, tagged

from ..common_clock import MON
from ..common_figures import FigureCase

#: Waits for a chart, then tells the numbers of its axis and the names of its bars.
READ_CHART = """
(async () => {
    for (let attempt = 0; attempt < 300; attempt++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        const canvas = document.querySelector(".o_graph_canvas_container canvas");
        const chart = canvas && window.Chart && Chart.getChart(canvas);
        if (!chart || !chart.scales.y) continue;
        const ticks = chart.scales.y.ticks.map((tick) => tick.label);
        const kinds = chart.config.data.datasets.map((dataset) => dataset.type);
        const found = JSON.stringify([ticks, kinds.includes("line")]);
        if (found !== %r) throw new Error("The chart shows " + found);
        console.log("test successful");
        return;
    }
    throw new Error("No chart");
})().catch((error) => console.error(error.message));
"""
#: Waits for the map, then looks for a green or yellow bar on a red card.
READ_MAP = """
(async () => {
    for (let attempt = 0; attempt < 300; attempt++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        const bar = document.querySelector(".o_kanban_record .border-danger .progress-bar");
        if (!bar) continue;
        const other = ".border-danger .progress-bar:not(.bg-danger)";
        if (document.querySelector(other)) throw new Error("A red card has a bar of another colour");
        console.log("test successful");
        return;
    }
    throw new Error("No red card with a bar");
})().catch((error) => console.error(error.message));
"""


@tagged("post_install", "-at_install")
class TestCharts(FigureCase, HttpCase):
    def views(self, kind):
        """Return the views of a kind of this addon, as records."""
        return (
            self.env["ir.ui.view"]
            .search([("type", "=", kind), ("model", "like", "ptsp."), ("inherit_id", "=", False)])
            .sorted("id")
        )

    def test_weeks_by_their_days(self):
        """A week is called by its days in the user's language, and its group opens exactly what it counts."""
        self.verified(10)
        self.verified(10, day="2026-11-30")
        for model, field in (("ptsp.application", "registered_at"), ("ptsp.control.line", "ended_at")):
            Model = self.env[model].with_user(self.users["manager"]).with_context(lang="id_ID", tz="Asia/Makassar")
            domain = [*self.of_service, (field, "!=", False)]
            groups = Model.formatted_read_group(domain, [f"{field}:week"], ["__count"])
            labels = [re.sub(r"\s", " ", group[f"{field}:week"][1]) for group in groups]
            self.assertEqual(len(labels), 2, model)
            for label in labels:
                self.assertRegex(label, r"^\d+( Nov)? ?– ?\d+ (Nov|Des) 2026$", model)
            for group in groups:
                self.assertEqual(Model.search_count([*domain, *group["__extra_domain"]]), group["__count"])

    def test_what_is_empty_has_a_name(self):
        """By whatever applications and lines are grouped: what is not there yet is told in words, not as *None*."""
        for model in ("ptsp.application", "ptsp.control.line"):
            Model = self.env[model].with_user(self.users["manager"])
            arch = etree.fromstring(Model.get_views([(False, "search")])["views"]["search"]["arch"])
            described = Model.fields_get(attributes=["type", "required", "falsy_value_label"])
            for context in arch.xpath("//filter/@context"):
                name = re.search(r"'group_by': '(\w+)", context)[1]
                always = described[name]["required"] or name in self.never_empty(model)
                # Odoo itself says No where a box is not ticked.
                always = always or described[name]["type"] == "boolean"
                self.assertTrue(always or described[name].get("falsy_value_label"), f"{model} {name}")

    def never_empty(self, model):
        """Return the fields of a model that have a value in every record, though nothing says so."""
        return {"ptsp.application": {"sla_status"}, "ptsp.control.line": {"step_id", "service_id", "company_id"}}[model]

    def test_charts_group_by_what_is_there(self):
        """The charts that are shown first group by states and statuses, which every application has."""
        Application = self.env["ptsp.application"].with_user(self.users["manager"])
        arch = etree.fromstring(Application.get_views([(False, "graph")])["views"]["graph"]["arch"])
        groups = arch.xpath("field[not(@type)][not(@invisible)]/@name")
        self.assertEqual(groups, ["state", "sla_status"])
        self.registered(f"{MON} 09:00")
        self.file()
        found = Application.formatted_read_group(self.of_service, groups, ["__count"])
        self.assertFalse([group for group in found if not all(group[name] for name in groups)])
        for name in ("application_action_analysis", "application_action_register"):
            self.assertIn("['registered_at:month', 'sla_status']", self.env.ref(f"ptsp_exhibition.{name}").context)

    def test_every_chart_has_whole_numbers(self):
        """Each chart of the addon is one whose axis has whole numbers."""
        views = self.views("graph")
        self.assertTrue(views)
        for view in views:
            self.assertEqual(etree.fromstring(view.arch).get("js_class"), "ptsp_graph", view.name)

    def test_units_on_minutes(self):
        """Whatever counts minutes says so where it is shown."""
        for model in sorted(name for name in self.env if name.startswith("ptsp.") and self.env[name]._auto is not None):
            for name, field in self.env[model]._fields.items():
                if field.type in ("float", "integer") and re.search(r"_minutes$|^norm_m|_median$|_average$", name):
                    self.assertRegex(field.string, r"[Mm]inutes|\(min\)", f"{model}.{name}")

    def test_numbers_of_an_axis(self):
        """Two drafts: the axis says 0, 1, 2, and no line of sums crosses the bars."""
        self.file(2)
        self.env["ir.actions.act_window"].create(
            {
                "name": "Chart",
                "res_model": "ptsp.application",
                "view_mode": "graph",
                "domain": json.dumps(self.of_service),
                "path": "test-chart",
            }
        )
        self.browser_js(
            "/odoo/test-chart", READ_CHART % '[["0","1","2"],false]', login=self.users["manager"].login, timeout=120
        )

    def test_red_card_has_a_red_bar(self):
        """A card on the map that is red because a file is late has no green bar."""
        self.bring_to(self.file(), "drafting")
        self.registered("2020-01-02 09:00")
        self.assertEqual(self.service._step_of("verification").with_user(self.users["manager"]).load_level, "over")
        self.env.ref("ptsp_exhibition.sop_map_action").sudo().domain = json.dumps(self.of_service)
        self.browser_js("/odoo/sop-map", READ_MAP, login=self.users["manager"].login, timeout=120)
