from odoo import api, fields, models
from odoo.tools import SQL

from .grades import GRADES, SCALE
from .survey_marks import ELEMENT_NAMES

#: Digits behind the point that are reckoned with, and those to which a result is brought back before it is rounded: so
#: that a half is a half.
_RECKONED, _BROUGHT_BACK = 30, 20


class FigureElement(models.Model):
    """What was answered to one element of the index in a semester: its mean (*NRR*), and what that is worth."""

    _name = "ptsp.figure.element"
    _inherit = ["ptsp.figure.mixin"]
    _description = "Satisfaction by Element"
    _auto = False
    _order = "semester desc, service_id, element, id"
    _rec_name = "element"
    _depends = {
        "survey.user_input.line": ["ptsp_service_id", "ptsp_semester", "ptsp_element", "ptsp_points"],
        "ptsp.service": ["company_id", "satisfaction_weight"],
        "res.company": ["ptsp_satisfaction_group"],
    }

    element = fields.Selection(ELEMENT_NAMES, readonly=True)
    respondents = fields.Integer(readonly=True, help="Answers that count.")
    mean = fields.Float("Mean (NRR)", readonly=True, aggregator=None, digits=(16, 3), help="Of four points.")
    index = fields.Float(readonly=True, aggregator=None, digits=(16, 2), help="The mean, from 25 to 100.")
    grade = fields.Char(readonly=True)

    @property
    def _table_query(self):
        index = self._sql_rounded(SQL("points.mean * %s", SCALE), 2)
        return SQL(
            """SELECT points.id,
                      service.company_id,
                      points.service_id,
                      points.semester,
                      points.element,
                      points.respondents,
                      %(mean)s AS mean,
                      %(index)s AS index,
                      %(grade)s AS grade
                 FROM (%(points)s) points
                 JOIN ptsp_service service ON service.id = points.service_id
                 JOIN res_company company ON company.id = service.company_id
                WHERE points.respondents >= company.ptsp_satisfaction_group""",
            points=self._sql_points(),
            mean=self._sql_rounded(SQL("points.mean"), 3),
            index=index,
            grade=self._sql_grade(index),
        )

    @api.model
    def _sql_points(self):
        """Return the SQL of the means of elements, not rounded. It reads one index of the database."""
        return SQL(
            """SELECT MIN(id) AS id,
                      ptsp_service_id AS service_id,
                      ptsp_semester AS semester,
                      ptsp_element AS element,
                      COUNT(*) AS respondents,
                      SUM(ptsp_points)::numeric(50, %s) / COUNT(*) AS mean
                 FROM survey_user_input_line
                WHERE ptsp_element IS NOT NULL
             GROUP BY ptsp_service_id, ptsp_semester, ptsp_element""",
            SQL(str(_RECKONED)),
        )

    @api.model
    def _sql_rounded(self, number, digits):
        """Return the SQL of a number rounded as it is done on paper: a half goes up.

        :param SQL number: a ``numeric``
        :param int digits: behind the point
        """
        return SQL("ROUND(ROUND(%s, %s), %s)", number, _BROUGHT_BACK, digits)

    @api.model
    def _sql_grade(self, index):
        """Return the SQL of the grade of an index.

        :param SQL index: rounded already
        """
        whens = SQL(" ").join(
            SQL("WHEN %s >= %s::numeric THEN %s", index, str(least), grade) for grade, least in GRADES
        )
        return SQL("CASE WHEN %s IS NULL THEN NULL %s ELSE 'D' END", index, whens)
