from odoo import fields, models


class Requirement(models.Model):
    _name = "ptsp.requirement"
    _description = "Requirement"
    _inherit = ["ptsp.confined.mixin"]
    _order = "service_id, sequence, id"

    active = fields.Boolean(
        default=True,
        help="Later applications are asked for it. Those that were filed keep what they were asked for.",
    )
    service_id = fields.Many2one("ptsp.service", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char("Paper", required=True, translate=True)
    mandatory = fields.Boolean(
        default=True,
        help="The file is complete only when this paper has been found in order.",
    )
    only_if_represented = fields.Boolean(
        "Only if Represented",
        help="Asked for only when a representative files the application.",
    )

    def _asked_for(self):
        """Return what an application keeps of the requirement from the day on which it is filed, beside the name."""
        self.ensure_one()
        return {
            "sequence": self.sequence,
            "mandatory": self.mandatory,
            "only_if_represented": self.only_if_represented,
        }
