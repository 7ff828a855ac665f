from odoo import api, models

from ..models.complaint.kinds import KINDS, OFFICIAL_KINDS

_ALL, _NONE = "Semua layanan", "Tanpa layanan tertentu"


class ReportSemesterComplaints(models.AbstractModel):
    """What was said of the service, in the semester report: complaints, suggestions, questions and thanks apart."""

    _inherit = "report.ptsp_exhibition.report_semester"

    @api.model
    def _rows_complaint(self, period):
        """Return a row for each kind, and then for each kind of each service, of those that came in the semester.

        :param period: a ``ptsp.semester.report``
        """
        rows = []
        sums = self.env["ptsp.figure.complaint"]._sums_of_semester(
            period.company_id, period._semester(), period.service_id
        )
        kinds = list(dict(KINDS))
        for row in sorted(
            sums, key=lambda row: (row["service_rank"], row["service_id"] or 0, kinds.index(row["kind"]))
        ):
            service = self.env["ptsp.service"].browse(row["service_id"] or [])
            answered = row["answered_count"]
            rows.append(
                (
                    self._official_service(service) if service else _NONE if row["service_rank"] else _ALL,
                    OFFICIAL_KINDS[row["kind"]],
                    row["received_count"],
                    answered,
                    row["in_time_count"],
                    row["in_time_rate"] if answered else None,
                    row["median_days"] if answered else None,
                    row["late_count"],
                    row["reopened_count"],
                    row["open_count"],
                )
            )
        return rows
