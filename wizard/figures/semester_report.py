from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...models.clock.service_periods import last_semester
from ...tools import spreadsheet

#: The years for which the addon can have figures.
FIRST_YEAR, LAST_YEAR = 2010, 2099


class SemesterReport(models.TransientModel):
    """The dialog that asks for which semester the report is made, and whether for paper or as a spreadsheet."""

    _name = "ptsp.semester.report"
    _description = "Semester Report"
    _check_company_auto = True

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
        return last_semester(self.env.company._ptsp_today())

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
        self.check_access("read")
        # Said in the dialog, not by a download that fails.
        self.env["report.ptsp_exhibition.report_semester"]._check_printable(self)
        return self.env.ref("ptsp_exhibition.action_report_semester").report_action(self)

    def action_spreadsheet(self):
        """Give the report as a spreadsheet.

        :return: the action that downloads it
        :raises UserError: nothing happened in the semester
        """
        self.check_access("read")
        content = self.env["report.ptsp_exhibition.report_semester"]._spreadsheet(self)
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
