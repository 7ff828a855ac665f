from odoo import api, fields, models
from odoo.exceptions import UserError


class InformationItem(models.Model):
    """One thing that the information desk does or explains to whoever asks about a service (step 2, a to f)."""

    _name = "ptsp.information.item"
    _description = "What the Information Desk Explains"
    _inherit = ["ptsp.confined.mixin"]
    _order = "service_id, sequence, id"

    active = fields.Boolean(default=True, help="Officers can tick it. What was ticked stays.")
    service_id = fields.Many2one("ptsp.service", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char("Explained", required=True, translate=True, max_chars=200)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        # Whatever the user may read of the contacts.
        used_sudo = self.env["ptsp.information.contact"].sudo().search([("item_ids", "in", self.ids)], limit=1)
        if used := used_sudo.item_ids & self:
            raise UserError(
                self.env._(
                    "“%(item)s” was ticked for people who have asked. "
                    "Archive it, and officers do not find it any more.",
                    item=used[:1].name,
                )
            )
