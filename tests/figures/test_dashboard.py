"""The dashboard of the heads: today's figures, the promise kept, the heat of the steps, the most overdue."""

import json
import re
from collections import Counter

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import file_open, mute_logger
from odoo.tools.translate import extract_spreadsheet_terms

from ..common_clock import FRI, MON, THU, TUE, WED, ClockCase, wita

PATH = "ptsp_exhibition/data/files/service_promise_dashboard.json"
#: As they follow on the sheet of data what waits.
STATUSES = ("overdue", "at_risk", "paused")
HEADS = ("section_head", "division_head", "agency_head", "manager", "auditor")

#: Waits until the spreadsheet has read its figures, then tells those of the sheet of data, or which cell is broken.
READ_CELLS = """
(async () => {
    const spreadsheet = (node) =>
        node.component.props.model?.getters
            ? node.component.props.model
            : Object.values(node.children).reduce((found, child) => found || spreadsheet(child), undefined);
    for (let attempt = 0; attempt < 400; attempt++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        const model = odoo.__WOWL_DEBUG__ && spreadsheet(odoo.__WOWL_DEBUG__.root.__owl__);
        if (!model || !document.querySelector("canvas")) continue;
        const cells = model.getters.getSheetIds().flatMap((sheetId) =>
            Object.values(model.getters.getEvaluatedCells(sheetId))
        );
        if (cells.some((cell) => cell.value === "Loading...")) continue;
        const broken = cells.filter((cell) => cell.type === "error");
        if (broken.length) throw new Error("Broken cell: " + broken[0].value + " " + broken[0].message);
        const figure = (row) => model.getters.getEvaluatedCell({ sheetId: "data", col: 1, row }).value;
        const found = [1, 2, 4, 5].map(figure);
        if (JSON.stringify(found) !== %r) throw new Error("The figures are " + JSON.stringify(found));
        console.log("test successful");
        return;
    }
    throw new Error("The dashboard does not load.");
})().catch((error) => console.error(error.message));
"""


@tagged("post_install", "-at_install")
class TestDashboard(ClockCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dashboard = cls.env.ref("ptsp_exhibition.dashboard_service_promise")
        cls.service = cls.service.copy({"in_force_from": cls.service.in_force_from})

    def file(self, count=1, **values):
        return super().file(count, service_id=self.service.id, **values)

    def load(self, user):
        """Return what the browser of a user gets when it opens the dashboard."""
        login = self.users[user].login
        self.authenticate(login, login)
        response = self.url_open(f"/spreadsheet/dashboard/data/{self.dashboard.id}")
        self.assertEqual(response.status_code, 200, user)
        return response.json()["snapshot"]

    def sources(self, snapshot):
        """Return model, domain, groups and measures of every pivot and chart, by their ids."""
        sources = {
            key: (
                pivot["model"],
                pivot["domain"],
                [
                    ":".join(filter(None, (field["fieldName"], field.get("granularity"))))
                    for field in pivot["rows"] + pivot["columns"]
                ],
                [measure["id"] for measure in pivot["measures"]],
            )
            for key, pivot in snapshot["pivots"].items()
        }
        for figure in snapshot["sheets"][0]["figures"]:
            chart = figure["data"]
            if chart["type"].startswith("odoo_"):
                meta = chart["metaData"]
                sources[figure["id"]] = (
                    meta["resModel"],
                    chart["searchParams"]["domain"],
                    meta["groupBy"],
                    [meta["measure"]],
                )
        return sources

    def figures(self, user="agency_head"):
        """Return the groups of every pivot and chart as the user reads them, of this test's service only."""
        self.env.invalidate_all()
        with file_open(PATH) as file:
            sources = self.sources(json.load(file))
        figures = {}
        for key, (model, domain, groups, measures) in sources.items():
            path = "service_id" if model == "ptsp.application" else "step_id.service_id"
            figures[key] = (
                self.env[model]
                .with_user(self.users[user])
                .formatted_read_group([*domain, (path, "=", self.service.id)], groups, measures)
            )
        return figures

    def counts(self, key):
        """Return the counts of a pivot with one row field, by its value."""
        counts = Counter()
        for group in self.figures()[key]:
            value = next((value for name, value in group.items() if not name.startswith("__")), "")
            counts[value] += group["__count"]
        return dict(counts)

    def test_heads_load_the_dashboard(self):
        """Heads, manager and auditor open it, and may read every figure that it asks for."""
        for user in HEADS:
            snapshot = self.load(user)
            for model, domain, groups, measures in self.sources(snapshot).values():
                self.env[model].with_user(self.users[user]).formatted_read_group(domain, groups, measures)
            for definition in snapshot["lists"].values():
                order = ", ".join(
                    f"{line['name']} {'asc' if line['asc'] else 'desc'}" for line in definition["orderBy"]
                )
                self.env[definition["model"]].with_user(self.users[user]).web_search_read(
                    definition["domain"], {name: {} for name in definition["columns"]}, limit=10, order=order
                )

    @mute_logger("odoo.http")
    def test_officers_do_not_see_it(self):
        """Officers of the counters and the OPD have no dashboard, neither in the menu nor by its address."""
        for user in ("information", "verification", "registry", "technical"):
            self.assertFalse(
                self.env["spreadsheet.dashboard"].with_user(self.users[user]).search([("id", "=", self.dashboard.id)])
            )
            menus = self.env["ir.ui.menu"].with_user(self.users[user])._visible_menu_ids()
            self.assertNotIn(self.env.ref("ptsp_exhibition.dashboard_menu").id, menus)
            with self.assertRaises(AccessError):
                self.dashboard.with_user(self.users[user]).read(["spreadsheet_data"])
            login = self.users[user].login
            self.authenticate(login, login)
            self.assertEqual(self.url_open(f"/spreadsheet/dashboard/data/{self.dashboard.id}").status_code, 403)

    def test_figures_of_today(self):
        """What waits, is overdue, at risk, paused or due today is counted against this moment."""
        overdue = self.registered(f"{MON} 09:00")
        at_risk = self.registered(f"{TUE} 08:30")
        paused = self.registered(f"{MON} 10:00")
        self.go(paused, (f"{MON} 10:05", "request_correction"))
        running = self.registered(f"{WED} 08:30")
        self.file()
        with freeze_time(wita(f"{WED} 17:00")):
            statuses = [application.sla_status for application in overdue | at_risk | paused | running]
            self.assertEqual(statuses, ["overdue", "at_risk", "paused", "running"])
            self.assertEqual(
                self.counts("open-by-status"), {"overdue": 1, "at_risk": 1, "paused": 1, "running": 1, "none": 1}
            )
            self.assertEqual(self.counts("open-by-state"), {"verification": 3, "correction": 1, "draft": 1})
            self.assertEqual(self.counts("due-today"), {"": 1})

    def test_due_today_is_counted_in_local_time(self):
        """Early in the morning, when it is still yesterday in Greenwich, what is due today counts."""
        self.users["agency_head"].tz = "Asia/Makassar"
        self.registered(f"{TUE} 08:30")
        for moment, count in ((f"{TUE} 20:00", 0), (f"{WED} 07:00", 1)):
            with freeze_time(wita(moment)):
                self.assertEqual(self.counts("due-today"), {"": count}, moment)

    def test_promise_kept_by_month(self):
        """The share of this month stands beside that of the month before."""
        self.numbered(
            self.go(self.registered("2026-10-28 09:00"), ("2026-10-28 10:00", "verify_direct")), "2026-10-28 11:00"
        )
        self.numbered(self.go(self.registered(f"{MON} 09:00"), (f"{MON} 10:00", "verify_direct")), f"{MON} 11:00")
        self.numbered(self.go(self.registered(f"{MON} 09:00"), (f"{MON} 10:00", "verify_direct")), f"{FRI} 11:00")
        with freeze_time(wita(f"{FRI} 12:00")):
            self.assertEqual(self.counts("this-month"), {"met": 1, "missed": 1})
            self.assertEqual(self.counts("last-month"), {"met": 1})
            weeks = [(group["sla_verdict"], group["__count"]) for group in self.figures()["kept-and-missed"]]
            self.assertEqual(sorted(weeks), [("met", 1), ("met", 1), ("missed", 1)])

    def test_heat_of_the_steps(self):
        """Each step shows its average and its norm by month; what was cancelled there was not done."""
        for minutes in ("10", "20"):
            self.go(self.registered(f"{MON} 09:00"), (f"{MON} 09:{minutes}", "verify_direct"))
        self.as_role(self.registered(f"{MON} 09:00"), "customer_service").action_cancel("Batal")
        with freeze_time(wita(f"{THU} 12:00")):
            heat = {group["step_id"][0]: group for group in self.figures()["heat"]}
        verification = heat[self.service._step_of("verification").id]
        self.assertAlmostEqual(verification["working_minutes:avg"], 15)
        self.assertEqual(verification["norm_minutes:max"], 15)

    def test_period_moves_only_what_is_past(self):
        """The period is chosen for trend and heat; what waits now waits now."""
        snapshot = self.load("agency_head")
        period = next(line["id"] for line in snapshot["globalFilters"] if line["type"] == "date")
        filtered = {key for key, definition in snapshot["pivots"].items() if period in definition["fieldMatching"]} | {
            figure["id"]
            for figure in snapshot["sheets"][0]["figures"]
            if period in figure["data"].get("fieldMatching", ())
        }
        self.assertEqual(filtered, {"heat", "kept-and-missed"})
        self.assertNotIn(period, snapshot["lists"]["1"]["fieldMatching"])

    def test_texts_can_be_translated(self):
        """Whatever text stands on the dashboard is offered for translation."""
        with file_open(PATH) as file:
            content = json.load(file)
        with file_open(PATH) as file:
            offered = {term for _line, _function, term, _comments in extract_spreadsheet_terms(file, (), (), {})}
        self.assertRegex(PATH, r"/data/.*_dashboard\.json$")
        for sheet in content["sheets"]:
            for address, text in sheet["cells"].items():
                self.assertRegex(text, r"^(=|\[.+\]\(odoo://)", f"{address} is plain text")
                # Words that a formula shows stand in _t(); what else it quotes are names of fields and their values.
                shown = {word for word in re.findall(r'"([^"]*)"', text) if " " in word and text.startswith("=")}
                self.assertLessEqual(shown, offered, address)
            for figure in sheet["figures"]:
                title = figure["data"]["title"].get("text")
                self.assertTrue(not title or title in offered, title)

    def test_state_bar_shows_every_open_state(self):
        """The bars stand for all states in which an application can wait, in the order of the procedure."""
        with file_open(PATH) as file:
            cells = json.load(file)["sheets"][1]["cells"]
        shown = [
            match[1] for text in cells.values() if (match := re.fullmatch(r'=PIVOT\.HEADER\(2,"state","(\w+)"\)', text))
        ]
        states = {key for key, _label in self.env["ptsp.application"]._selection_state()}
        self.assertEqual(set(shown), states - {"done", "cancelled"})

    def open_in_browser(self):
        """Open the dashboard as the agency head, and compare what the cells show with what is counted here."""
        Application = self.env["ptsp.application"].with_user(self.users["agency_head"])
        expected = [Application.search_count([("state", "not in", ("done", "cancelled"))])]
        expected += [Application.search_count([("sla_status", "=", status)]) for status in STATUSES]
        self.browser_js(
            "/odoo/service-promise",
            READ_CELLS % json.dumps(expected, separators=(",", ":")),
            login=self.users["agency_head"].login,
            timeout=120,
        )

    def test_dashboard_in_the_browser(self):
        """The agency head opens it: no cell is broken, and the figures are those of the day."""
        self.bring_to(self.file(2), "verification")
        self.file()
        self.open_in_browser()

    def test_dashboard_before_the_first_application(self):
        """An agency that has just begun sees zeros, and no errors."""
        self.open_in_browser()
