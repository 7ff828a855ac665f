from odoo import fields, models
from odoo.tools import SQL


class FigureSuggestion(models.Model):
    """What respondents have suggested, in an order that tells nothing, apart from all else that they have answered."""

    _name = "ptsp.figure.suggestion"
    _inherit = ["ptsp.figure.mixin"]
    _description = "Suggestion of a Respondent"
    _auto = False
    _order = "semester desc, service_id, lot, id"
    _rec_name = "text"
    _depends = {
        "survey.user_input.line": [
            "ptsp_service_id",
            "ptsp_semester",
            "question_id",
            "value_text_box",
            "value_char_box",
        ],
        "ptsp.service": ["company_id"],
    }

    text = fields.Text("Suggestion", readonly=True)
    lot = fields.Char(readonly=True)

    @property
    def _table_query(self):
        text = SQL("COALESCE(line.value_text_box, line.value_char_box)")
        return SQL(
            """SELECT line.id,
                      service.company_id,
                      line.ptsp_service_id AS service_id,
                      line.ptsp_semester AS semester,
                      MD5(%(text)s) AS lot,
                      %(text)s AS text
                 FROM survey_user_input_line line
                 JOIN ptsp_service service ON service.id = line.ptsp_service_id
                WHERE line.ptsp_service_id IS NOT NULL AND %(text)s IS NOT NULL""",
            text=text,
        )
