from odoo import models


class ConfinedWindow(models.Model):
    """Who is shown no to-dos of a record is offered no view of to-dos: it would only fail."""

    _inherit = "ir.actions.act_window"

    def _get_action_dict(self):
        result = super()._get_action_dict()
        model = self.env.get(result["res_model"])
        if hasattr(model, "_reads_confined") and not model._reads_confined():
            result["views"] = [view for view in result["views"] if view[1] != "activity"]
            result["view_mode"] = ",".join(kind for kind in result["view_mode"].split(",") if kind != "activity")
        return result
