from odoo import api, fields, models


class SeparationSwitch(models.Model):
    """A switch of the separation of duties: who switched it off or on at an agency, and when. Nobody edits it."""

    _name = "ptsp.separation.switch"
    _description = "Switch of the Separation of Duties"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "switched_at desc, id desc"
    _rec_name = "switched_at"

    company_id = fields.Many2one("res.company", "Agency", required=True, readonly=True, index=True, ondelete="restrict")
    user_id = fields.Many2one(
        "res.users",
        "Switched by",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="Empty where it was switched before this was kept, and nobody knows by whom.",
    )
    switched_at = fields.Datetime("Switched", required=True, readonly=True)
    switched_on = fields.Boolean("In Force After", readonly=True, help="Whether duties were separated from then on.")


class CompanySeparationSwitch(models.Model):
    """The agency that lets one person do two stages of a letter says so."""

    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies.filtered(lambda company: not company.ptsp_separation_of_duties)._ptsp_keep_switch()
        return companies

    def write(self, vals):
        switched = self.browse()
        if "ptsp_separation_of_duties" in vals:
            value = bool(vals["ptsp_separation_of_duties"])
            switched = self.filtered(lambda company: company.ptsp_separation_of_duties != value)
        result = super().write(vals)
        switched._ptsp_keep_switch()
        return result

    def _ptsp_keep_switch(self):
        """Keep who has switched the separation of duties of these agencies, and how."""
        now = fields.Datetime.now()
        self.env["ptsp.separation.switch"]._as_procedure().create(
            [
                {
                    "company_id": company.id,
                    "user_id": self.env.uid,
                    "switched_at": now,
                    "switched_on": company.ptsp_separation_of_duties,
                }
                for company in self
            ]
        )
