from odoo import fields, models
from odoo.exceptions import UserError


class PtspPickupFinder(models.TransientModel):
    """The page on which the pick-up desk scans the receipt, or types a number or a name (step 16)."""

    _name = "ptsp.pickup.finder"
    _description = "Finding a Letter"

    sought = fields.Char("Number, QR Code or Name", max_chars=300)

    def action_find(self):
        """Open the letter that was sought, or list those that it may be: where any waits, those that wait.

        :return: the action
        :raises UserError: nothing was entered, or nothing was found
        """
        self.ensure_one()
        Application = self.env["ptsp.application"]
        sought = (self.sought or "").strip()
        if not sought:
            raise UserError(self.env._("Scan the QR code of the receipt, or enter a number or a name."))
        domain = Application._domain_of_pickup(sought)
        waiting = Application.search(domain & fields.Domain("to_collect", "=", True), limit=2)
        found = waiting or Application.search(domain, limit=2)
        if not found:
            raise UserError(
                self.env._("Nothing was found. Scan the QR code anew, or enter the registration number or the name.")
            )
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.application_action_pickup")
        if len(found) == 1:
            return {**action, "views": [(False, "form")], "view_mode": "form", "res_id": found.id, "context": {}}
        return {
            **action,
            "name": self.env._("Letters Found"),
            "domain": [("pickup_sought", "ilike", sought)],
            # The others show once the filter is taken off.
            "context": {"search_default_to_collect": 1} if waiting else {},
        }
