from odoo import api, fields, models

#: Answers are entered, and figures shown, in groups of so many at least.
LEAST_GROUP, DEFAULT_GROUP, LARGEST_GROUP = 3, 5, 50


class CompanySatisfaction(models.Model):
    """Whether an agency asks those whom it has served, and in which groups it looks at their answers."""

    _inherit = "res.company"

    ptsp_uses_satisfaction = fields.Boolean(
        "Satisfaction Index",
        default=True,
        help="Applicants are asked how they were served, and the index is taken of it.",
    )
    ptsp_satisfaction_group = fields.Integer(
        "Smallest Group of Answers",
        default=DEFAULT_GROUP,
        help="Answers to the questionnaire are counted in groups of so many at least, so that none is known for "
        "somebody's; smaller groups are not shown.",
    )

    _ptsp_satisfaction_group_range = models.Constraint(
        f"CHECK (ptsp_satisfaction_group BETWEEN {LEAST_GROUP} AND {LARGEST_GROUP})",
        "The smallest group of answers has 3 to 50 of them.",
    )

    @api.model
    def _ptsp_parts(self):
        return {
            **super()._ptsp_parts(),
            "ptsp_uses_satisfaction": [
                "figure_satisfaction_menu",
                "satisfaction_publication_menu",
                "improvement_menu",
                "figure_suggestion_menu",
            ],
        }


class AgencySettingsSatisfaction(models.TransientModel):
    """The switch of the satisfaction index, and its smallest group, on the page of the agency."""

    _inherit = "ptsp.agency.settings"

    ptsp_uses_satisfaction = fields.Boolean("Satisfaction Index")
    ptsp_satisfaction_group = fields.Integer("Smallest Group of Answers")

    @api.model
    def _settings(self):
        return [*super()._settings(), "ptsp_satisfaction_group"]
