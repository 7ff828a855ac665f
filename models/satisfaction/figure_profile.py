from odoo import fields, models
from odoo.tools import SQL

from .survey_marks import PROFILE_NAMES


class FigureProfile(models.Model):
    """Who has answered: how many of which sex, age, education and occupation. Small groups are not counted out."""

    _name = "ptsp.figure.profile"
    _inherit = ["ptsp.figure.mixin"]
    _description = "Profile of Respondents"
    _auto = False
    _order = "semester desc, service_id, profile, sequence, id"
    _rec_name = "answer_id"
    _depends = {
        "survey.user_input.line": ["ptsp_service_id", "ptsp_semester", "question_id", "suggested_answer_id"],
        "survey.question": ["ptsp_profile"],
        "survey.question.answer": ["sequence"],
        "ptsp.service": ["company_id"],
        "res.company": ["ptsp_satisfaction_group"],
    }

    profile = fields.Selection(PROFILE_NAMES, "Asked of", readonly=True)
    # Who reads figures reads no surveys.
    answer_id = fields.Many2one("survey.question.answer", readonly=True, groups="base.group_system")
    sequence = fields.Integer(readonly=True, aggregator=None)
    count = fields.Integer(
        "Respondents",
        readonly=True,
        help="Empty where fewer than the smallest group, or where such a number would tell itself.",
    )

    @property
    def _table_query(self):
        # The smallest groups first. Hidden are those that are too small, and as many more as it takes that nobody
        # finds them by taking the others from the number of respondents.
        profile = SQL("PARTITION BY line.ptsp_service_id, line.ptsp_semester, question.ptsp_profile")
        return SQL(
            """SELECT id, company_id, service_id, semester, profile, answer_id, sequence,
                      CASE WHEN least >= smallest OR (counted >= smallest AND place > 2 AND before >= smallest)
                           THEN counted END AS count
                 FROM (
                          SELECT MIN(line.id) AS id,
                                 service.company_id,
                                 line.ptsp_service_id AS service_id,
                                 line.ptsp_semester AS semester,
                                 question.ptsp_profile AS profile,
                                 line.suggested_answer_id AS answer_id,
                                 MIN(answer.sequence) AS sequence,
                                 MIN(company.ptsp_satisfaction_group) AS smallest,
                                 COUNT(*) AS counted,
                                 MIN(COUNT(*)) OVER (%(profile)s) AS least,
                                 ROW_NUMBER() OVER (%(profile)s ORDER BY COUNT(*), MIN(line.id)) AS place,
                                 SUM(COUNT(*)) OVER (
                                     %(profile)s ORDER BY COUNT(*), MIN(line.id)
                                     ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                                 ) AS before
                            FROM survey_user_input_line line
                            JOIN survey_question question ON question.id = line.question_id
                            JOIN survey_question_answer answer ON answer.id = line.suggested_answer_id
                            JOIN ptsp_service service ON service.id = line.ptsp_service_id
                            JOIN res_company company ON company.id = service.company_id
                           WHERE line.ptsp_service_id IS NOT NULL AND question.ptsp_profile IS NOT NULL
                        GROUP BY service.company_id, line.ptsp_service_id, line.ptsp_semester,
                                 question.ptsp_profile, line.suggested_answer_id
                      ) answered""",
            profile=profile,
        )
