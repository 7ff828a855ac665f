from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ..models.documents.application_document import OFFICIAL_LANG
from ..models.procedure.types import AGENCY, APPLICANT, OPD
from ..tools import spreadsheet
from .semester_tables import COUNT, DAY, INDEX, MINUTES, MONTH, NO_ROWS, PERCENT, TABLES

#: Lines of the register that are printed: some 170 pages. What is longer belongs into a spreadsheet.
PRINT_LIMIT = 5000
#: Seconds that a register of so many lines may take longer than a document.
_SECONDS_MORE = 50
_HOLDERS = {AGENCY: "Dinas", OPD: "OPD", APPLICANT: "Pemohon"}
_DECISIONS = {"recommended": "Rekomendasi", "refused": "Penolakan"}
#: What is asked of applicants that is no paper of the checklist.
_ASKED = {
    "paper": "Berkas",
    "data": "Keterangan permohonan",
    "question": "Penjelasan",
    "extra_paper": "Berkas tambahan",
}
_VERDICTS = {"met": "Ditepati", "missed": "Tidak ditepati"}
_REGISTER_FIELDS = (
    "registration_number",
    "registered_at",
    "service_id",
    "applicant_company",
    "applicant_name",
    "subject",
    "state",
    "letter_number",
    "clock_ended_at",
    "decision",
    "revoked_at",
    "sla_verdict",
)


class ReportSemester(models.AbstractModel):
    """The semester report: its tables, which are the same on paper and as a spreadsheet.

    What it reports on is a ``ptsp.semester.report``, the dialog in which somebody chose agency, service and semester.
    It reads as the user: who may not read figures gets none, by whatever way the report was asked for.
    """

    _name = "report.ptsp_exhibition.report_semester"
    _description = "Values of the Semester Report"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return what the template prints.

        :param list docids: ids of ``ptsp.semester.report``
        :return: dict; ``sheets`` is a list of dicts, one for each report
        :raises AccessError: the figures, or these reports, are not for the user's eyes
        :raises UserError: no semester was chosen, nothing happened in it, or too much for paper
        """
        periods = self.env["ptsp.semester.report"].browse(docids)
        self._check_figures()
        periods.check_access("read")
        if not periods:
            raise UserError(self.env._("Choose the semester under PTSP, Figures, Semester Report."))
        for period in periods:
            self._check_printable(period)
        return {"docs": periods, "sheets": [self._sheet(period) for period in periods], "write": self._official_cell}

    @api.model
    def _spreadsheet(self, period):
        """Return the report as a spreadsheet, one sheet for each table.

        :param period: a ``ptsp.semester.report``
        :return: the file as bytes
        :raises AccessError: the figures are not for the user's eyes
        :raises UserError: nothing happened in the semester
        """
        self._check_figures()
        self._check_not_empty(period)
        return spreadsheet.write(self._official_heading(period), self._tables(period), NO_ROWS)

    @api.model
    def _check_figures(self):
        """Refuse who does not evaluate the service.

        :raises AccessError: with Odoo's own reason
        """
        for name in ("step", "promise", "bottleneck", "request", "opd", "queue"):
            self.env[f"ptsp.figure.{name}"].check_access("read")

    @api.model
    def _check_not_empty(self, period):
        """Refuse a semester in which nothing happened.

        :raises UserError: saying so
        """
        models_read = ("ptsp.figure.promise", "ptsp.figure.bottleneck")
        if not any(self.env[name].search_count(self._domain(period), limit=1) for name in models_read):
            raise UserError(
                self.env._(
                    "Nothing was registered or done in semester %(half)s of %(year)s. Choose another semester.",
                    half=period.half,
                    year=str(period.year),
                )
            )

    @api.model
    def _check_printable(self, period):
        """Refuse a report of nothing, and a register that nobody would print.

        :raises UserError: saying what to do instead
        """
        self._check_not_empty(period)
        count = self.env["ptsp.application"].search_count(
            self._semester_domain(period, "service_id", "registered_at"), limit=PRINT_LIMIT + 1
        )
        if count > PRINT_LIMIT:
            raise UserError(
                self.env._(
                    "The register of this semester has more than %(limit)s lines, too many for paper. "
                    "Choose Spreadsheet, or one service.",
                    limit=str(PRINT_LIMIT),
                )
            )

    @api.model
    def _sheet(self, period):
        """Return what stands on the sheets of one report, in the words of the official documents."""
        day = self._day(period)
        return {
            "company": period.company_id,
            "heading": self._official_heading(period),
            "tables": self._tables(period),
            "no_rows": NO_ROWS,
            "day": day,
            "signature": self.env["ptsp.signatory"]._signature_of(period.company_id, day, "agency_head"),
        }

    @api.model
    def _domain(self, period):
        """Return the domain of the figures of a semester."""
        domain = Domain("semester", "=", period._semester()) & Domain("company_id", "=", period.company_id.id)
        return domain & Domain("service_id", "=", period.service_id.id) if period.service_id else domain

    @api.model
    def _day(self, period):
        """Return today's date at the agency."""
        service = period.service_id or self.env["ptsp.service"].search(
            [("company_id", "=", period.company_id.id)], limit=1
        )
        return service._local_day(fields.Datetime.now())

    # The tables

    @api.model
    def _tables(self, period):
        """Return the tables of the report with their rows.

        :param period: a ``ptsp.semester.report``
        :return: list of ``Table``
        """
        report = self.with_context(lang=OFFICIAL_LANG, ptsp_short_step=True)
        company_sudo = period.company_id.sudo()
        unused = {"queue": not company_sudo.ptsp_uses_queue, "complaint": not company_sudo.ptsp_uses_complaints}
        tables = [table for table in TABLES if not unused.get(table.key)]
        return [table._replace(rows=tuple(getattr(report, f"_rows_{table.key}")(period))) for table in tables]

    @api.model
    def _rows_step(self, period):
        figures = self.env["ptsp.figure.step"].search(self._domain(period), order="service_id, user_id, step_id")
        return [
            (
                self._official_service(figure.service_id),
                # The officer may have left for another agency: the name stays in the report.
                figure.sudo().user_id.name,
                figure.step_id.display_name,
                figure.line_count,
                figure.median_minutes if figure.timed_count else None,
                figure.p90_minutes if figure.timed_count else None,
                figure.norm_minutes or None,
                figure.norm_share if figure.normed_count else None,
            )
            for figure in figures
        ]

    @api.model
    def _semester_domain(self, period, service, moment):
        """Return the domain of what happened in the semester, in the time of each service.

        :param period: a ``ptsp.semester.report``
        :param str service: path of the field that names the service
        :param str moment: name of the field that tells when it happened
        """
        services = period.service_id or self.env["ptsp.service"].with_context(active_test=False).search(
            [("company_id", "=", period.company_id.id)]
        )
        spans = {each: each._semester_span(period._semester()) for each in services}
        return Domain.OR(
            Domain(service, "=", each.id) & Domain(moment, ">=", since) & Domain(moment, "<", until)
            for each, (since, until) in spans.items()
        )

    @api.model
    def _rows_register(self, period):
        applications = self.env["ptsp.application"].search_fetch(
            self._semester_domain(period, "service_id", "registered_at"), _REGISTER_FIELDS, order="registered_at, id"
        )
        return [
            (
                application.registration_number,
                application.service_id._local_day(application.registered_at),
                application.applicant_company or application.applicant_name or "",
                application.subject or "",
                self._official_day_ready(application),
                application.letter_number or "",
                self._official_decision(application),
                _VERDICTS.get(application.sla_verdict, ""),
            )
            for application in applications
        ]

    @api.model
    def _rows_voided(self, period):
        letters = self.env["ptsp.voided.letter"].search(
            self._semester_domain(period, "application_id.service_id", "voided_at"), order="voided_at, id"
        )
        return [
            (
                letter.letter_number,
                letter.letter_date or None,
                letter.application_id.registration_number or "",
                letter.application_id.service_id._local_day(letter.voided_at),
                letter.reason,
            )
            for letter in letters
        ]

    @api.model
    def _official_service(self, service):
        """Write the service shortly, with the revision of its SOP."""
        return f"{service.code} Rev. {service.sop_revision}"

    @api.model
    def _official_decision(self, application):
        """Write what became of an application. A decision counts once its letter is ready."""
        if application.clock_ended_at:
            revoked = " (dicabut)" if application.revoked_at else ""
            return f"{_DECISIONS.get(application.decision, '')}{revoked}"
        return "Dibatalkan" if application.state == "cancelled" else "Dalam proses"

    @api.model
    def _official_day_ready(self, application):
        """Return the day on which the letter was ready, in the time of the service; None before."""
        ended_at = application.clock_ended_at
        return application.service_id._local_day(ended_at) if ended_at else None

    @api.model
    def _rows_promise(self, period):
        names = ("received_count", "kept_count", "missed_count", "open_count")
        figures = self._months(period)
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
            [total] = figures._read_group(self._domain(period), [], [*aggregates, "promise_share:avg"])
            rows.append(("Jumlah", "", *total))
        return rows

    @api.model
    def _rows_time(self, period):
        names = [f"{holder}_{kind}" for holder in ("applicant", "opd", "agency") for kind in ("average", "median")]
        return [
            (
                figure.month,
                self._official_service(figure.service_id),
                figure.finished_count,
                *(figure[name] if figure.finished_count else None for name in names),
                figure.correction_rounds,
            )
            for figure in self._months(period)
        ]

    @api.model
    def _months(self, period):
        return self.env["ptsp.figure.promise"].search(self._domain(period), order="month, service_id")

    @api.model
    def _rows_bottleneck(self, period):
        figures = self.env["ptsp.figure.bottleneck"].search(self._domain(period), order="total_minutes desc, id")
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

    @api.model
    def _rows_request(self, period):
        groups = self.env["ptsp.figure.request"]._read_group(
            self._domain(period),
            ["service_id", "kind", "requirement_id", "phrase_id"],
            ["__count", "again_count:sum", "accepted_count:sum", "applicant_minutes:avg"],
        )
        rows = [
            (
                self._official_service(service),
                requirement.name or _ASKED[kind],
                phrase.name or "",
                count,
                again,
                accepted,
                # Of what an OPD asks the file is away for no minute.
                None if minutes is False else minutes,
            )
            for service, kind, requirement, phrase, count, again, accepted, minutes in groups
        ]
        return sorted(rows, key=lambda row: (-row[3], row[:3]))

    @api.model
    def _rows_opd(self, period):
        figures = self.env["ptsp.figure.opd"].search(self._domain(period), order="service_id, agency_id")
        return [
            (
                self._official_service(figure.service_id),
                figure.agency_id.name,
                figure.asked_count,
                figure.answered_count,
                figure.in_time_count,
                figure.in_time_share if figure.answered_count else None,
                figure.median_days if figure.answered_count else None,
                figure.returned_count,
                figure.waiting_count,
            )
            for figure in figures
        ]

    @api.model
    def _rows_strategic(self, period):
        applications = self.env["ptsp.application"].search(
            self._semester_domain(period, "service_id", "registered_at"), order="service_id, id"
        )
        rows = []
        for service, of_service in applications.grouped("service_id").items():
            strategic = of_service.filtered("is_strategic")
            rows.append(
                (
                    self._official_service(service),
                    len(of_service),
                    len(strategic),
                    len(strategic.filtered("is_deepened")),
                    len(strategic.filtered("signed_at")),
                )
            )
        return [row for row in rows if row[2]]

    @api.model
    def _rows_satisfaction(self, period):
        """Return a row for each index, followed by its nine elements; none where the agency takes no index."""
        if not period.company_id.sudo().ptsp_uses_satisfaction:
            return []
        rows = []
        for figure in self.env["ptsp.figure.satisfaction"].search(self._domain(period), order="service_id"):
            service = self._official_service(figure.service_id)
            shown = bool(figure.grade)
            rows.append(
                (
                    service,
                    f"IKM (bobot {'0,11' if figure.weight == 'printed' else '1/9'})",
                    None,
                    figure.index if shown else None,
                    figure.grade or None,
                    figure.respondents if shown else None,
                    figure.population,
                    figure.response_rate if figure.population else None,
                    figure.sample,
                )
            )
            rows += [
                (service, each.display_name, each.mean, each.index, each.grade, each.respondents, None, None, None)
                for each in figure._of_same("ptsp.figure.element")
            ]
        return rows

    def _rows_queue(self, period):
        figures = self.env["ptsp.figure.queue"].search(
            [("semester", "=", period._semester()), ("company_id", "=", period.company_id.id)], order="line_id"
        )
        return [
            (
                f"{figure.line_id.letter} {figure.line_id.name}",
                figure.taken_count,
                figure.priority_count,
                figure.served_count,
                figure.absent_count,
                figure.median_wait,
                figure.p90_wait,
                figure.median_minutes if figure.served_count else None,
                figure.p90_minutes if figure.served_count else None,
            )
            for figure in figures
        ]

    # As it stands on paper

    @api.model
    def _official_heading(self, period):
        """Return the lines that head the report: the title, the agency with its service, and the semester."""
        service = period.service_id.with_context(lang=OFFICIAL_LANG).display_name or "Semua layanan"
        return [
            "Laporan Semester Pelayanan",
            f"{period.company_id.name} · {service}",
            f"Semester {period.half} Tahun {period.year}",
        ]

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
        digits = {COUNT: 0, MINUTES: 1, PERCENT: 1, INDEX: 2}[kind]
        return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


class RegisterReport(models.Model):
    """The register of a semester may take longer to be set than a document: it is of many records."""

    _inherit = "ir.actions.report"

    @api.model
    def _ptsp_seconds_more(self, report, res_ids):
        seconds = super()._ptsp_seconds_more(report, res_ids)
        return seconds + (_SECONDS_MORE if report.report_name == "ptsp_exhibition.report_semester" else 0)
