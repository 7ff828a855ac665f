"""The semester report: the same tables on paper and as a spreadsheet, for those who evaluate the service."""

import base64
import io
import subprocess
import tempfile
from datetime import date, datetime
from unittest.mock import patch

import openpyxl

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from ...report import semester_report
from ...report.semester_tables import NO_ROWS, TABLES
from ..common_clock import MON, TUE
from ..common_figures import FigureCase

HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x","y")',
    "{=1}",
    "http://x.example",
    "0012",
    "<b>&\x02</b>",
)


@tagged("post_install", "-at_install")
class TestSemesterReport(FigureCase):
    """The report that heads, auditors and managers make of a semester."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.values = cls.env["report.ptsp_exhibition.report_semester"].with_user(cls.users["division_head"])

    def report(self, role="division_head", **values):
        """Open the dialog for the semester of the stories."""
        values = {"service_id": self.service.id, "year": 2026, "half": "II", **values}
        return self.env["ptsp.semester.report"].with_user(self.users[role]).create(values)

    def text(self, report):
        """Return the text of the printed report, blanks left out: a line may break anywhere."""
        action = report.action_print()
        self.assertEqual(action["report_name"], "ptsp_exhibition.report_semester")
        content, _kind = (
            report.env["ir.actions.report"]
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf(action["report_name"], report.ids)
        )
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(content)
            file.flush()
            result = subprocess.run(["pdftotext", "-raw", file.name, "-"], capture_output=True, check=True)
        return "".join(result.stdout.decode().split())

    def workbook(self, report):
        """Return the spreadsheet, as it is read back."""
        action = report.action_spreadsheet()
        self.assertIn(f"/web/content/ptsp.semester.report/{report.id}/spreadsheet/", action["url"])
        return openpyxl.load_workbook(io.BytesIO(base64.b64decode(report.spreadsheet)))

    def sheet_rows(self, report):
        """Return the rows of each sheet below its header."""
        book = self.workbook(report)
        rows = {}
        for table, sheet in zip(TABLES, book.worksheets, strict=True):
            top = int(sheet.freeze_panes[1:])
            labels = [cell.value for cell in sheet[top - 1]]
            self.assertEqual(labels, [column.label for column in table.columns])
            rows[table.key] = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=top)]
        return rows

    def count_queries(self, call, *args):
        """Return the number of queries of a call that finds no record in the cache."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        call(*args)
        return self.env.cr.sql_log_count - before

    def test_same_numbers_on_paper_and_in_the_spreadsheet(self):
        """Every cell of the spreadsheet stands in the PDF, written as offices in Indonesia write it."""
        self.story()
        report = self.report()
        rows, text = self.sheet_rows(report), self.text(report)
        for table in TABLES:
            self.assertIn("".join(table.title.split()), text)
            self.assertTrue(rows[table.key], table.key)
            for row in rows[table.key]:
                cells = []
                for column, value in zip(table.columns, row, strict=True):
                    value = value.date() if isinstance(value, datetime) else value
                    cells.append("".join(self.values._official_cell(column.kind, value).split()))
                self.assertIn("".join(cells), text, table.key)

    def test_figures_of_the_story(self):
        """The tables hold the figures of the story: verification, promise, time with the OPD, bottleneck."""
        self.story()
        rows = self.sheet_rows(self.report())
        [verification] = [row for row in rows["step"] if row[2].startswith("7.")]
        self.assertEqual(verification[0], "FIG Rev. 04")
        self.assertEqual(verification[3:7], [9, 10, 25, 15])
        self.assertAlmostEqual(verification[7], 600 / 9, 2)
        [promise] = rows["promise"]
        self.assertEqual(promise, [datetime(2026, 11, 1), "FIG Rev. 04", 8, 2, 0, 6, 100])
        [times] = rows["time"]
        self.assertEqual(times[2:7], [2, 15, 15, 20, 20])
        self.assertEqual(times[9], 1)
        self.assertEqual(rows["bottleneck"][0][1].partition(".")[0], "7")
        self.assertAlmostEqual(sum(row[5] for row in rows["bottleneck"]), 100, 2)

    def test_register(self):
        """The register has each application of the semester in its order, with what became of it."""
        self.registered(f"{MON} 09:00", event_name="Pertama")
        cancelled = self.registered(f"{MON} 10:00", event_name="Kedua")
        with freeze_time(f"{TUE} 02:00:00"):
            self.cancel(self.as_role(cancelled, "customer_service"))
        done = self.numbered(
            self.go(self.registered(f"{TUE} 09:00"), (f"{TUE} 09:10", "verify_direct")), f"{TUE} 09:20"
        )
        refused = self.go(self.registered("2026-12-01 09:00"), ("2026-12-01 09:10", "verify_direct"))
        refused._as_procedure().write({"decision": "refused"})
        rows = self.sheet_rows(self.report())["register"]
        self.assertEqual([row[3] for row in rows], ["Pertama", "Kedua", "Kaltim Expo", "Kaltim Expo"])
        # A decision that is only drafted is nobody's business yet.
        self.assertEqual([row[6] for row in rows], ["Dalam proses", "Dibatalkan", "Rekomendasi", "Dalam proses"])
        self.assertEqual(
            rows[2],
            [
                done.registration_number,
                datetime(2026, 11, 24),
                "PT Borneo Event Organizer",
                "Kaltim Expo",
                datetime(2026, 11, 24),
                done.letter_number,
                "Rekomendasi",
                "Ditepati",
            ],
        )

    def test_sum_of_months(self):
        """Several months have a sum below them, with the share of all."""
        self.kept(10)
        late = self.go(self.registered("2026-12-08 09:00"), ("2026-12-08 09:00", "verify_direct"))
        self.numbered(late, "2026-12-11 09:00")
        rows = self.sheet_rows(self.report())["promise"]
        self.assertEqual([row[0] for row in rows], [datetime(2026, 11, 1), datetime(2026, 12, 1), "Jumlah"])
        self.assertEqual(rows[2][2:], [2, 1, 1, 0, 50])

    def test_hostile_texts(self):
        """What an applicant enters stays text: no formula, no link, no number, no mark-up."""
        for number, name in enumerate(HOSTILE):
            self.registered(f"{MON} 09:0{number}", event_name=name)
        report = self.report()
        sheet = self.workbook(report).worksheets[1]
        cells = [row[3] for row in sheet.iter_rows(min_row=int(sheet.freeze_panes[1:]))]
        self.assertEqual({cell.data_type for cell in cells}, {"s"})
        self.assertFalse([cell for cell in cells if cell.hyperlink])
        self.assertEqual([cell.value for cell in cells][:8], list(HOSTILE[:8]))
        text = self.text(report)
        for name in HOSTILE[:8]:
            self.assertIn("".join(name.split()), text)
        self.assertIn("<b>&", text)

    def test_administrator_prints(self):
        """An administrator gets the report too, not the question for a document layout that it does not use."""
        self.story()
        administrator = self.users["manager"]
        administrator.group_ids = [(4, self.env.ref("base.group_system").id)]
        self.env.company.external_report_layout_id = False
        self.assertEqual(self.report("manager").action_print()["type"], "ir.actions.report")

    def test_sheets(self):
        """Each table has its sheet with a header that stays in sight, and numbers and dates that are such."""
        self.story()
        book = self.workbook(self.report())
        self.assertEqual(len(book.worksheets), len(TABLES))
        for sheet in book.worksheets:
            self.assertTrue(sheet.freeze_panes)
        register = book.worksheets[1]
        top = int(register.freeze_panes[1:])
        self.assertTrue(register.cell(top, 2).is_date)
        self.assertEqual(book.worksheets[0].cell(top, 4).data_type, "n")

    def test_semester_without_anything(self):
        """A semester in which nothing happened is told in one sentence, and nothing is printed."""
        for action in ("action_print", "action_spreadsheet"):
            with self.assertRaisesRegex(UserError, "Nothing was registered or done in semester I of 2021"):
                getattr(self.report(year=2021, half="I"), action)()

    def test_table_without_rows(self):
        """A table without rows says so: lines were done, but nothing was registered."""
        with freeze_time(f"{MON} 01:00:00"):
            self.bring_to(self.file(), "registration")
        report = self.report()
        self.assertEqual(self.sheet_rows(report)["register"], [[NO_ROWS, *[None] * 7]])
        self.assertIn("".join(NO_ROWS.split()), self.text(report))

    def test_register_too_long_for_paper(self):
        """A register of more lines than anybody prints is offered as a spreadsheet."""
        self.registered(f"{MON} 09:00")
        self.registered(f"{MON} 10:00")
        self.patch(semester_report, "PRINT_LIMIT", 1)
        report = self.report()
        with self.assertRaisesRegex(UserError, "Choose Spreadsheet"):
            report.action_print()
        self.assertEqual(len(self.sheet_rows(report)["register"]), 2)

    def test_last_complete_semester(self):
        """The dialog begins with the last semester that is over."""
        for today, expected in (
            ("2026-11-24", (2026, "I")),
            ("2026-06-30", (2025, "II")),
            ("2027-01-02", (2026, "II")),
        ):
            with freeze_time(f"{today} 04:00:00"):
                report = self.env["ptsp.semester.report"].with_user(self.users["auditor"]).new({})
                self.assertEqual((report.year, report.half), expected)

    def test_year(self):
        """A year that cannot be meant is refused."""
        with self.assertRaisesRegex(ValidationError, "from 2010 to 2099"):
            self.report(year=26)

    def test_who_makes_it(self):
        """Only those who evaluate the service make the report, and nobody opens that of somebody else."""
        self.registered(f"{MON} 09:00")
        report = self.report()
        for role in ("verification", "technical", "registry"):
            with self.assertRaises(AccessError):
                self.report(role=role)
            with self.assertRaises(AccessError):
                report.with_user(self.users[role]).action_spreadsheet()
        with self.assertRaises(AccessError):
            report.with_user(self.users["auditor"]).action_spreadsheet()
        self.assertTrue(self.text(self.report(role="auditor")))

    def test_values(self):
        """The report computes its tables, for paper and spreadsheet alike; the dialog has none."""
        self.story()
        report = self.report()
        values = self.values._get_report_values(report.ids)
        self.assertEqual(values["docs"], report)
        [sheet] = values["sheets"]
        self.assertEqual(sheet["tables"], self.values._tables(report))
        self.assertEqual(sheet["heading"][2], "Semester II Tahun 2026")
        with patch.object(self.env.registry[self.values._name], "_tables", lambda _values, _period: []):
            self.assertEqual(self.values._get_report_values(report.ids)["sheets"][0]["tables"], [])
            self.assertEqual(self.workbook(report).worksheets[0].max_row, 1)
        self.assertFalse([name for name in dir(report) if name.startswith(("_rows_", "_tables"))])

    def test_refused_by_the_report_itself(self):
        """Whatever way the report is asked for: not by the wrong people, not for nothing, not for too much."""
        self.registered(f"{MON} 09:00")
        report, empty = self.report(), self.report(year=2021, half="I")
        for role in ("verification", "technical", "registry"):
            values = self.values.with_user(self.users[role])
            for call in (
                lambda values=values: values._get_report_values(report.ids),
                lambda values=values: values._get_report_values([]),
                lambda values=values: values._spreadsheet(report.sudo().with_user(values.env.user)),
            ):
                with self.assertRaises(AccessError):
                    call()
        with self.assertRaises(AccessError):
            self.values.with_user(self.users["auditor"])._get_report_values(report.ids)
        with self.assertRaisesRegex(UserError, "Choose the semester under"):
            self.values._get_report_values([])
        with self.assertRaisesRegex(UserError, "Nothing was registered"):
            self.values._get_report_values(empty.ids)
        self.patch(semester_report, "PRINT_LIMIT", 0)
        with self.assertRaisesRegex(UserError, "Choose Spreadsheet"):
            self.values._get_report_values(report.ids)

    def test_signatory(self):
        """The report has a place for the signature of whoever is in office, and the page numbers."""
        office = self.env["ptsp.signatory"]._in_office(self.service.company_id, date(2026, 11, 24))
        office.write({"name": "Puguh Harjanto", "employee_number": "197001011995031001"})
        self.registered(f"{MON} 09:00")
        text = self.text(self.report())
        for fact in ("PuguhHarjanto", "NIP.197001011995031001", "SemesterIITahun2026", "Halaman1dari"):
            self.assertIn(fact, text)

    def test_signature_has_a_name(self):
        """Where nobody was entered as signatory, the one who heads the agency stands under the report."""
        entries = self.env["ptsp.signatory"].search([("company_id", "=", self.service.company_id.id)])
        entries.write({"date_from": "2040-01-01", "date_to": False})
        self.registered(f"{MON} 09:00")
        self.assertIn("".join(self.users["agency_head"].name.split()), self.text(self.report()))

    def test_queries_do_not_grow(self):
        """Twice as many applications cost not one query more, on paper or as spreadsheet."""
        report = self.report()
        self.registered(f"{MON} 09:00")
        counts = []
        for _turn in range(2):
            # Once before it counts: what is remembered for good is no matter of rows.
            self.count_queries(self.values._tables, report)
            counts.append(self.count_queries(self.values._tables, report))
            for _application in range(6):
                self.registered(f"{TUE} 09:00")
        self.assertEqual(*counts)
        self.assertLessEqual(counts[0], 22)


@tagged("post_install", "-at_install")
class TestSemesterReportAddresses(FigureCase, HttpCase):
    """The addresses under which anybody who is logged in may ask for the report."""

    def test_addresses(self):
        """Who evaluates the service gets the PDF of the own dialog; nobody else gets a figure, by no address."""
        self.registered(f"{MON} 09:00")
        values = {"service_id": self.service.id, "year": 2026, "half": "II"}
        report = self.env["ptsp.semester.report"].with_user(self.users["division_head"]).create(values)
        name = "ptsp_exhibition.report_semester"
        options = "?options=%7B%22year%22%3A2026%2C%22half%22%3A%22II%22%7D"
        download = f'/report/download?data=["/report/pdf/{name}/{report.id}","qweb-pdf"]'
        sheet = f"/web/content/ptsp.semester.report/{report.id}/spreadsheet/x.xlsx?download=true"
        report.action_spreadsheet()
        for role, mine in (("division_head", True), ("auditor", False), ("verification", False), ("technical", False)):
            self.authenticate(self.users[role].login, self.users[role].login)
            with self.subTest(role=role), mute_logger("odoo.http", "odoo.addons.web.controllers.report"):
                # In a test Odoo answers with the page of which the PDF would be made.
                answer = self.url_open(f"/report/pdf/{name}/{report.id}")
                self.assertEqual("Buku Register" in answer.text, mine)
                self.assertEqual(answer.status_code, 200 if mine else 403)
                self.assertEqual(self.url_open(sheet).content[:2] == b"PK", mine)
                if mine:
                    continue
                for address in (
                    f"/report/pdf/{name}",
                    f"/report/pdf/{name}{options}",
                    f"/report/html/{name}/{report.id}",
                    f"/report/text/{name}/{report.id}",
                    f"/report/html/{name}{options}",
                    download,
                ):
                    answer = self.url_open(address)
                    self.assertNotIn("Buku Register", answer.text, address)
