from odoo import api, fields, models
from odoo.exceptions import UserError


class InformationTopic(models.Model):
    """What people ask about at an agency, in a few words, as it is counted."""

    _name = "ptsp.information.topic"
    _description = "Topic of the Information Desk"
    _inherit = ["ptsp.confined.mixin"]
    _order = "sequence, id"

    active = fields.Boolean(default=True, help="Officers find it as they note a contact. What was noted stays.")
    company_id = fields.Many2one(
        "res.company",
        "Agency",
        required=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
        index=True,
    )
    sequence = fields.Integer(default=10)
    name = fields.Char("Topic", required=True, translate=True, max_chars=100)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        # Whatever the user may read of the contacts.
        used_sudo = self.env["ptsp.information.contact"].sudo().search([("topic_id", "in", self.ids)], limit=1)
        if used_sudo:
            raise UserError(
                self.env._(
                    "People have asked about %(topic)s. Archive it, and officers do not find it any more.",
                    topic=used_sudo.topic_id.name,
                )
            )
