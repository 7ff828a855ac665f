from odoo import api, fields, models
from odoo.exceptions import UserError

#: The nine elements (*unsur*) in the order of the ministry's questionnaire.
ELEMENT_NAMES = [
    ("u1", "U1 Requirements"),
    ("u2", "U2 Procedure"),
    ("u3", "U3 Time"),
    ("u4", "U4 Cost"),
    ("u5", "U5 Product"),
    ("u6", "U6 Ability of Officers"),
    ("u7", "U7 Conduct of Officers"),
    ("u8", "U8 Premises and Facilities"),
    ("u9", "U9 Handling of Complaints"),
]
PROFILE_NAMES = [
    ("sex", "Sex"),
    ("age", "Age"),
    ("education", "Education"),
    ("occupation", "Occupation"),
]


class QuestionMarks(models.Model):
    """What a question of a questionnaire asks, so that the index is found whatever its words are."""

    _inherit = "survey.question"

    ptsp_element = fields.Selection(ELEMENT_NAMES, "Element of the Satisfaction Index")
    ptsp_profile = fields.Selection(PROFILE_NAMES, "Asks of the Respondent")

    @api.ondelete(at_uninstall=False)
    def _unlink_without_ptsp_answers(self):
        if (
            self.env["survey.user_input.line"]
            .sudo()
            .search_count([("question_id", "in", self.ids), ("ptsp_service_id", "!=", False)], limit=1)
        ):
            raise UserError(self.env._("This question was answered, and its answers count. Make a new questionnaire."))


class SurveyAnswered(models.Model):
    """A questionnaire whose answers count stays."""

    _inherit = "survey.survey"

    @api.ondelete(at_uninstall=False)
    def _unlink_without_ptsp_answers(self):
        if (
            self.env["survey.user_input"]
            .sudo()
            .search_count([("survey_id", "in", self.ids), ("ptsp_service_id", "!=", False)], limit=1)
        ):
            raise UserError(self.env._("This questionnaire was answered, and its answers count. Archive it instead."))


class ChoiceAnswered(models.Model):
    """What was chosen stays, too: the profile of those who have answered is told by it."""

    _inherit = "survey.question.answer"

    @api.ondelete(at_uninstall=False)
    def _unlink_without_ptsp_answers(self):
        if (
            self.env["survey.user_input.line"]
            .sudo()
            .search_count([("suggested_answer_id", "in", self.ids), ("ptsp_service_id", "!=", False)], limit=1)
        ):
            raise UserError(self.env._("This answer was chosen, and counts. Make a new questionnaire."))
