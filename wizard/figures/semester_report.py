from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from ...models.clock.service_periods import SEMESTERS
from ...models.documents.application_document import OFFICIAL_LANG
from ...models.procedure.types import AGENCY, APPLICANT, OPD
from ...report.semester_tables import COUNT, DAY, MINUTES, MONTH, NO_ROWS, PERCENT, TABLES
from ...tools import spreadsheet

#: The years for which the addon can have figures.
FIRST_YEAR, LAST_YEAR = 2010, 2099
#: Lines of the register that are printed: some 170 pages. What is longer belongs into a spreadsheet.
PRINT_LIMIT = 5000
_HOLDERS = {AGENCY: "Dinas", OPD: "OPD", APPLICANT: "Pemohon"}
_DECISIONS = {"recommended": "Rekomendasi", "refused": "Penolakan"}
_VERDICTS = {"met": "Ditepati", "missed": "Tidak ditepati"}
_REGISTER_FIELDS = (
    "registration_number",
    "registered_at",
    "service_id",
    "organizer_name",
    "event_name",
    "state",
    "letter_number",
    "letter_date",
    "decision",
    "revoked_at",
    "sla_verdict",
)


class PtspSemesterReport(models.TransientModel):
    """The dialog that prints the figures of a semester, or gives them as a spreadsheet: the same tables in both."""

    _name = "ptsp.semester.report"
    _description = "Semester Report"

    company_id = fields.Many2one("res.company", "Agency", required=True, default=lambda self: self.env.company)
    service_id = fields.Many2one(
        "ptsp.service",
        domain="[('company_id', '=', company_id)]",
        check_company=True,
        help="Leave it empty for all services.",
    )
    year = fields.Integer(required=True, default=lambda self: self._last_semester()[0])
    half = fields.Selection(
        [("I", "I: January to June"), ("II", "II: July to December")],
        "Semester",
        required=True,
        default=lambda self: self._last_semester()[1],
    )
    spreadsheet = fields.Binary(readonly=True, attachment=False)

    @api.model
    def _last_semester(self):
        """Return year and half of the last semester that is over."""
        today = self.env.company._ptsp_today()
        return (today.year - 1, "II") if today.month < SEMESTERS["II"] else (today.year, "I")

    @api.constrains("year")
    def _check_year(self):
        for wizard in self:
            if not FIRST_YEAR <= wizard.year <= LAST_YEAR:
                raise ValidationError(
                    self.env._("Enter a year from %(first)s to %(last)s.", first=str(FIRST_YEAR), last=str(LAST_YEAR))
                )

    def action_print(self):
        """Print the report.

        :return: the action that gives the PDF
        :raises UserError: nothing happened in the semester, or too much for paper
        """
        self._check_not_empty()
        self._check_printable()
        return self.env.ref("ptsp_exhibition.action_report_semester").report_action(self, config=False)

    def action_spreadsheet(self):
        """Give the report as a spreadsheet, one sheet for each table.

        :return: the action that downloads it
        :raises UserError: nothing happened in the semester
        """
        self._check_not_empty()
        document = self.with_context(lang=OFFICIAL_LANG)
        content = spreadsheet.write(document._official_heading(), document._tables(), NO_ROWS)
        self.spreadsheet = spreadsheet.encode(content)
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/spreadsheet/{self._file_name()}.xlsx?download=true",
            "target": "download",
        }

    def _file_name(self):
        """Return the name of the file, without what follows the dot."""
        return f"Laporan Semester {self._semester()}"

    def _semester(self):
        """Return the semester as the figures name it, such as ``2026-I``."""
        self.ensure_one()
        return f"{self.year}-{self.half}"

    def _check_not_empty(self):
        """Refuse a semester in which nothing happened.

        :raises UserError: saying so
        """
        self.check_access("read")
        models_read = ("ptsp.figure.promise", "ptsp.figure.bottleneck")
        if not any(self.env[name].search_count(self._domain(), limit=1) for name in models_read):
            raise UserError(
                self.env._(
                    "Nothing was registered or done in semester %(half)s of %(year)s. Choose another semester.",
                    half=self.half,
                    year=str(self.year),
                )
            )

    def _domain(self):
        """Return the domain of the figures of the semester."""
        domain = Domain("semester", "=", self._semester()) & Domain("company_id", "=", self.company_id.id)
        return domain & Domain("service_id", "=", self.service_id.id) if self.service_id else domain

    def _check_printable(self):
        """Refuse a register that nobody would print.

        :raises UserError: saying what to do instead
        """
        count = self.env["ptsp.application"].search_count(self._register_domain(), limit=PRINT_LIMIT + 1)
        if count > PRINT_LIMIT:
            raise UserError(
                self.env._(
                    "The register of this semester has more than %(limit)s lines, too many for paper. "
                    "Choose Spreadsheet, or one service.",
                    limit=str(PRINT_LIMIT),
                )
            )

    # The tables

    def _tables(self):
        """Return the tables of the report with their rows.

        :return: list of ``Table``
        """
        report = self.with_context(ptsp_short_step=True)
        return [table._replace(rows=tuple(getattr(report, f"_rows_{table.key}")())) for table in TABLES]

    def _rows_step(self):
        figures = self.env["ptsp.figure.step"].search(self._domain(), order="service_id, user_id, step_id")
        return [
            (
                self._official_service(figure.service_id),
                # The officer may have left for another agency: the name stays in the report.
                figure.sudo().user_id.name,
                figure.step_id.display_name,
                figure.line_count,
                figure.median_minutes,
                figure.p90_minutes,
                figure.norm_minutes or None,
                figure.norm_share if figure.normed_count else None,
            )
            for figure in figures
        ]

    def _register_domain(self):
        """Return the domain of the applications that were registered in the semester, in the time of each service."""
        services = self.service_id or self.env["ptsp.service"].with_context(active_test=False).search(
            [("company_id", "=", self.company_id.id)]
        )
        spans = {service: service._semester_span(self._semester()) for service in services}
        return Domain.OR(
            Domain("service_id", "=", service.id)
            & Domain("registered_at", ">=", since)
            & Domain("registered_at", "<", until)
            for service, (since, until) in spans.items()
        )

    def _rows_register(self):
        applications = self.env["ptsp.application"].search_fetch(
            self._register_domain(), _REGISTER_FIELDS, order="registered_at, id"
        )
        return [
            (
                application.registration_number,
                application.service_id._local_day(application.registered_at),
                application.organizer_name or "",
                application.event_name or "",
                application.letter_date or None,
                application.letter_number or "",
                self._official_decision(application),
                _VERDICTS.get(application.sla_verdict, ""),
            )
            for application in applications
        ]

    @api.model
    def _official_service(self, service):
        """Write the service shortly, with the revision of its SOP."""
        return f"{service.code} Rev. {service.sop_revision}"

    @api.model
    def _official_decision(self, application):
        """Write what became of an application. A decision counts once its letter is numbered."""
        if application.letter_number:
            revoked = " (dicabut)" if application.revoked_at else ""
            return f"{_DECISIONS.get(application.decision, '')}{revoked}"
        return "Dibatalkan" if application.state == "cancelled" else "Dalam proses"

    def _rows_promise(self):
        names = ("received_count", "kept_count", "missed_count", "open_count")
        figures = self._months()
        rows = [
            (
                figure.month,
                self._official_service(figure.service_id),
                *(figure[name] for name in names),
                figure.promise_share if figure.kept_count + figure.missed_count else None,
            )
            for figure in figures
        ]
        if len(rows) > 1:
            aggregates = [f"{name}:sum" for name in names]
            [total] = figures._read_group(self._domain(), [], [*aggregates, "promise_share:avg"])
            rows.append(("Jumlah", "", *total))
        return rows

    def _rows_time(self):
        names = [f"{holder}_{kind}" for holder in ("applicant", "opd", "agency") for kind in ("average", "median")]
        return [
            (
                figure.month,
                self._official_service(figure.service_id),
                figure.numbered_count,
                *(figure[name] if figure.numbered_count else None for name in names),
                figure.correction_rounds,
            )
            for figure in self._months()
        ]

    def _months(self):
        return self.env["ptsp.figure.promise"].search(self._domain(), order="month, service_id")

    def _rows_bottleneck(self):
        figures = self.env["ptsp.figure.bottleneck"].search(self._domain(), order="total_minutes desc, id")
        return [
            (
                self._official_service(figure.service_id),
                figure.step_id.display_name,
                _HOLDERS[figure.holder],
                figure.line_count,
                figure.total_minutes,
                figure.time_share,
                figure.median_minutes,
                figure.p90_minutes,
                figure.norm_minutes or None,
                figure.over_count if figure.norm_minutes else None,
            )
            for figure in figures
        ]

    # The official document

    def _official_heading(self):
        """Return the lines that head the report: the title, the agency with its service, and the semester."""
        service = self.service_id.display_name or "Semua layanan"
        return [
            "Laporan Semester Pelayanan",
            f"{self.company_id.name} · {service}",
            f"Semester {self.half} Tahun {self.year}",
        ]

    @api.model
    def _official_no_rows(self):
        """Return what stands in place of the rows of a table that has none."""
        return NO_ROWS

    @api.model
    def _official_cell(self, kind, value):
        """Write a cell on paper.

        :param str kind: the kind of the column
        :param value: the value, or None
        :return: str
        """
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if kind in (DAY, MONTH):
            pattern = "dd/MM/y" if kind == DAY else "MMMM y"
            return format_date(self.env, value, lang_code=OFFICIAL_LANG, date_format=pattern)
        digits = {COUNT: 0, MINUTES: 1, PERCENT: 1}[kind]
        return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))

    def _document_day(self):
        """Return today's date at the agency."""
        services = self.service_id or self.env["ptsp.service"].search(
            [("company_id", "=", self.company_id.id)], limit=1
        )
        return services._local_day(fields.Datetime.now())

    def _document_signatory(self, day):
        """Return the signatory in office on a day. Possibly none.

        :param date day: the agency's date
        """
        return self.env["ptsp.signatory"]._in_office(self.company_id, day)
