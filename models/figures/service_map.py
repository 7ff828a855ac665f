from odoo import models


class ServiceMap(models.Model):
    """The way from the service to its map."""

    _inherit = "ptsp.service"

    def action_view_sop_map(self):
        """Open the map of the steps of these services; of several services, each in a column of its own.

        :return: the action
        """
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.sop_map_action")
        return {
            **action,
            "domain": [("service_id", "in", self.ids)],
            "context": {"search_default_group_service": len(self) > 1},
        }
