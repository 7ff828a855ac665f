from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .grades import ELEMENTS, SCALE


class FigureSatisfaction(models.Model):
    """The satisfaction index (*Indeks Kepuasan Masyarakat*) of a service in a semester.

    The semester is that of the hand-over. Answers count in groups, see ``ptsp.satisfaction.ballot``.
    """

    _name = "ptsp.figure.satisfaction"
    _inherit = ["ptsp.figure.mixin"]
    _description = "Satisfaction Index"
    _auto = False
    _order = "semester desc, service_id, id"
    _depends = {
        "survey.user_input.line": ["ptsp_service_id", "ptsp_semester", "ptsp_element", "ptsp_points"],
        "ptsp.application": ["service_id", "handed_over_at", "satisfaction_channel"],
        "ptsp.service": ["company_id", "calendar_id", "satisfaction_weight", "questionnaire_id"],
        "resource.calendar": ["tz"],
        "res.company": ["ptsp_satisfaction_group"],
    }

    population = fields.Integer("Handed Over", readonly=True, help="Letters that were handed over: who could answer.")
    answered = fields.Integer(readonly=True, help="Who has answered, those included whose answer does not count yet.")
    on_paper = fields.Integer(
        "Answered on Paper", readonly=True, help="Answers on paper, which the pick-up desk has entered."
    )
    response_rate = fields.Float(
        "Answered (%)", readonly=True, aggregator="avg", digits=(16, 1), help="Share of those who could answer."
    )
    respondents = fields.Integer(
        "Counted",
        readonly=True,
        help="Answers that the index is taken of. Answers count in groups, so that none is known for somebody's.",
    )
    sample = fields.Integer(
        "Sample Asked for",
        readonly=True,
        aggregator=None,
        help="How many answers Krejcie and Morgan ask for, of so many who could answer.",
    )
    weight = fields.Selection(
        selection=lambda self: self.env["ptsp.service"]._fields["satisfaction_weight"]._description_selection(self.env),
        readonly=True,
    )
    index = fields.Float(
        readonly=True,
        aggregator=None,
        digits=(16, 2),
        help="Sum of the weighted means of the nine elements, times 25, rounded to two decimals.",
    )
    grade = fields.Char(readonly=True, help="A from 88.31, B from 76.61, C from 65.00, D below, by the rounded index.")

    @api.depends("service_id", "semester")
    def _compute_display_name(self):
        for figure in self:
            figure.display_name = f"{figure.service_id.display_name}, {figure.semester}"

    @property
    def _table_query(self):
        Element = self.env["ptsp.figure.element"]
        # The nine means are added up first: a ninth of each would not be exact.
        weighted = SQL(
            "CASE service.satisfaction_weight WHEN 'printed' THEN total.means * 0.11 ELSE total.means / %s END",
            len(ELEMENTS),
        )
        index = Element._sql_rounded(SQL("(%s) * %s", weighted, SCALE), 2)
        shown = SQL(
            "CASE WHEN total.respondents >= company.ptsp_satisfaction_group AND total.elements = %s THEN %s END",
            len(ELEMENTS),
            index,
        )
        moment = SQL("application.handed_over_at")
        return SQL(
            """SELECT COALESCE(handed.id, -total.id) AS id,
                      service.company_id,
                      service.id AS service_id,
                      semester,
                      COALESCE(handed.population, 0) AS population,
                      COALESCE(handed.answered, 0) AS answered,
                      COALESCE(handed.on_paper, 0) AS on_paper,
                      100.0 * handed.answered / handed.population AS response_rate,
                      COALESCE(total.respondents, 0) AS respondents,
                      %(sample)s AS sample,
                      service.satisfaction_weight AS weight,
                      %(index)s AS index,
                      %(grade)s AS grade
                 FROM (
                          SELECT MIN(application.id) AS id,
                                 application.service_id,
                                 %(semester)s AS semester,
                                 COUNT(*) AS population,
                                 COUNT(application.satisfaction_channel) AS answered,
                                 COUNT(*) FILTER (WHERE application.satisfaction_channel = 'paper') AS on_paper
                            FROM ptsp_application application
                            JOIN ptsp_service service ON service.id = application.service_id
                            JOIN resource_calendar calendar ON calendar.id = service.calendar_id
                           WHERE application.handed_over_at IS NOT NULL
                             AND (service.questionnaire_id IS NOT NULL OR application.satisfaction_channel IS NOT NULL)
                        GROUP BY application.service_id, %(semester)s
                      ) handed
            FULL JOIN (
                          SELECT MIN(points.id) AS id,
                                 points.service_id,
                                 points.semester,
                                 MIN(points.respondents) AS respondents,
                                 COUNT(*) AS elements,
                                 SUM(points.mean) AS means
                            FROM (%(points)s) points
                        GROUP BY points.service_id, points.semester
                      ) total USING (service_id, semester)
                 JOIN ptsp_service service ON service.id = service_id
                 JOIN res_company company ON company.id = service.company_id""",
            semester=self._sql_semester(moment),
            points=Element._sql_points(),
            sample=SQL(
                # Krejcie and Morgan at 95 %, as in ``grades.sample_of``.
                """COALESCE(
                       ROUND(0.96025 * handed.population / (0.0025 * (handed.population - 1) + 0.96025)), 0
                   )::integer"""
            ),
            index=shown,
            grade=Element._sql_grade(SQL("(%s)", shown)),
        )

    def _read_group_select(self, aggregate_spec, query):
        """Take the share of a group from its answers."""
        if aggregate_spec == "response_rate:avg":
            return SQL(
                "100.0 * SUM(%s) / NULLIF(SUM(%s), 0)",
                self._field_to_sql(self._table, "answered", query),
                self._field_to_sql(self._table, "population", query),
            )
        return super()._read_group_select(aggregate_spec, query)

    def _of_same(self, model):
        """Return the rows of another figure of the same service and semester.

        :param str model: its name
        """
        self.ensure_one()
        return self.env[model].search([("service_id", "=", self.service_id.id), ("semester", "=", self.semester)])

    def action_open_elements(self):
        """Open the elements of the index.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.figure_element_action")
        domain = [("service_id", "=", self.service_id.id), ("semester", "=", self.semester)]
        return {**action, "name": self.display_name, "domain": domain, "context": {}}

    def action_publish(self):
        """Publish the index as it is today (section T).

        :return: the action that opens the publication
        :raises AccessError: the user is no manager of the agency
        :raises UserError: too few have answered
        """
        self.ensure_one()
        self.check_access("read")
        self.env["ptsp.agency.settings"]._check_manages(self.company_id)
        if not self.grade:
            raise UserError(
                self.env._(
                    "Too few have answered for %(name)s: an index is taken of %(count)s answers at least.",
                    name=self.display_name,
                    count=str(self.company_id.sudo().ptsp_satisfaction_group),
                )
            )
        publication = self.env["ptsp.satisfaction.publication"]._publish(self)
        return publication.get_formview_action()
