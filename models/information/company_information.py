from odoo import api, fields, models

#: Days for which the desk keeps who has asked, where an agency has not said otherwise.
DAYS = 180


class CompanyInformation(models.Model):
    """Whether an agency notes what people ask at its information desk, and how long it keeps who has asked."""

    _inherit = "res.company"

    ptsp_uses_information = fields.Boolean(
        "Information Desk",
        default=True,
        help="The information desk notes what people ask, and sends forms by e-mail.",
    )
    ptsp_information_days = fields.Integer(
        "Days until Who Has Asked Is Forgotten",
        default=DAYS,
        help="Name, phone, e-mail and words of who has asked are erased after so many days. The figures stay.",
    )

    _ptsp_information_days_bounded = models.Constraint(
        "CHECK (ptsp_information_days BETWEEN 1 AND 1825)",
        "Who has asked is forgotten after 1 to 1825 days.",
    )

    @api.model
    def _ptsp_parts(self):
        return {
            **super()._ptsp_parts(),
            "ptsp_uses_information": ["information_contact_menu", "information_topic_menu", "figure_information_menu"],
        }


class AgencySettingsInformation(models.TransientModel):
    """A manager switches the information desk, and sets how long it keeps who has asked."""

    _inherit = "ptsp.agency.settings"

    ptsp_uses_information = fields.Boolean("Information Desk")
    ptsp_information_days = fields.Integer("Days until Who Has Asked Is Forgotten")

    @api.model
    def _settings(self):
        return [*super()._settings(), "ptsp_information_days"]
