from datetime import date

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

#: The most years of a term.
_MOST_YEARS = 100
#: What becomes of a file in the end.
FATES = [("destroy", "Destroyed"), ("keep", "Kept for Good"), ("judge", "Judged Anew")]
#: From which day the term counts.
BEGINNINGS = [
    ("closed", "Day of Closing"),
    ("letter", "Date of the Letter"),
    ("ended", "End of What the Letter Allows"),
    ("year_end", "End of the Year of Closing"),
]
#: With what an application was closed.
OUTCOMES = [
    ("recommended", "Recommended"),
    ("refused", "Refused"),
    ("given_up", "Cancelled or Withdrawn"),
    ("other", "Closed"),
]


class RetentionClass(models.Model):
    """A row of the agency's table of terms (*jadwal retensi arsip*): how long files of a kind are kept, and then what.

    A file that is closed takes a copy of its row. What the table says later is for files that are closed later.
    """

    _name = "ptsp.retention.class"
    _description = "Retention Class"
    _inherit = ["ptsp.protected.mixin"]
    _order = "company_id, code, id"
    _check_company_auto = True
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True, max_chars=50, help="As the agency's table of terms names it.")
    name = fields.Char(required=True, translate=True, max_chars=200)
    company_id = fields.Many2one(
        "res.company", "Agency", required=True, index=True, default=lambda self: self.env.company
    )
    active = fields.Boolean(default=True)
    service_id = fields.Many2one(
        "ptsp.service",
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
        help="Files of this service. Of all services where empty.",
    )
    outcome = fields.Selection(OUTCOMES, help="Files that were closed with this outcome. With any where empty.")
    begins_with = fields.Selection(BEGINNINGS, "Term Begins", required=True, default="closed")
    active_years = fields.Integer(required=True, default=2, help="Years in which the file stays at hand (*aktif*).")
    inactive_years = fields.Integer(
        required=True, default=3, help="Years after that in which the file lies in the archive (*inaktif*)."
    )
    fate = fields.Selection(FATES, "Final Fate", required=True, default="judge")
    destroys_letter = fields.Boolean(
        "Letter, Too",
        default=True,
        help="With the papers the letter and its scans are destroyed. The register and the control sheet stay.",
    )
    destroys_personal = fields.Boolean(
        "Personal Data, Too",
        default=True,
        help="With the papers names, numbers and addresses of people in the application are destroyed.",
    )

    _check_years = models.Constraint(
        f"CHECK (active_years BETWEEN 0 AND {_MOST_YEARS} AND inactive_years BETWEEN 0 AND {_MOST_YEARS})",
        f"A term has between 0 and {_MOST_YEARS} years.",
    )
    _code_unique = models.UniqueIndex("(company_id, code)", "The table has a row of this code already.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.code} {row.name}" if row.code else row.name

    @api.constrains("company_id")
    def _check_agency(self):
        for row in self:
            if not row.company_id:
                raise ValidationError(self.env._("Enter the agency of the class."))

    @api.model
    def _class_for(self, company, service, outcome):
        """Return the row of an agency's table that fits a file best: one of its service, then one of its outcome.

        :param company: a ``res.company``
        :param service: a ``ptsp.service``
        :param str outcome: one of ``OUTCOMES``
        :return: ``ptsp.retention.class``, possibly none
        """
        # A service that is revised is another record with the same code.
        domain = (
            Domain("company_id", "=", company.id)
            & (Domain("service_id", "=", False) | Domain("service_id.code", "=", service.code))
            & Domain("outcome", "in", (False, outcome))
        )
        rows = self.search(domain)
        return rows.sorted(lambda row: (not row.service_id, not row.outcome, row.code, row.id))[:1]

    def _as_copied(self):
        """Return what a record of the archive keeps of the row, as values of its fields."""
        self.ensure_one()
        return {
            "class_id": self.id,
            "class_code": self.code,
            # As official documents name it, whoever looks.
            "class_name": self.with_context(lang=self.env["ptsp.application"]._officially().env.lang).name,
            "begins_with": self.begins_with,
            "active_years": self.active_years,
            "inactive_years": self.inactive_years,
            "fate": self.fate,
            "destroys_letter": self.destroys_letter,
            "destroys_personal": self.destroys_personal,
        }

    @api.model
    def _term_days(self, begins_with, active_years, inactive_years, closed_on, letter_on=None, ended_on=None):
        """Return the days of a term.

        :param str begins_with: one of ``BEGINNINGS``
        :param int active_years: years at hand
        :param int inactive_years: years in the archive
        :param date closed_on: the agency's day on which the file was closed
        :param date letter_on: date of the letter, where there is one
        :param date ended_on: end of what the letter allows, where that is known
        :return: dict with the first day of the term and the last days of its two parts, by names of fields
        """
        begins = {
            "closed": closed_on,
            "letter": letter_on,
            # What has ended before it was closed counts from when it was closed.
            "ended": ended_on and max(ended_on, closed_on),
            "year_end": date(closed_on.year, 12, 31),
        }[begins_with] or closed_on
        return {
            "term_from": begins,
            "active_until": begins + relativedelta(years=active_years),
            "inactive_until": begins + relativedelta(years=active_years + inactive_years),
        }
