from odoo import fields, models
from odoo.fields import Domain


class ApplicationNext(models.Model):
    """From a file that was passed on to the next one of the own list."""

    _inherit = "ptsp.application"

    has_next = fields.Boolean(compute="_compute_has_next", help="Another file waits for me.")

    def _compute_has_next(self):
        for application in self:
            application.has_next = bool(application._next_of_mine())

    def _next_of_mine(self):
        """Return the most urgent of the other applications that wait for the user, possibly none."""
        return self.search(self._domain_my_turn() & Domain("id", "not in", self.ids), limit=1)

    def action_open_next(self):
        """Open the next file of the own list; the list itself, where no file waits any more.

        :return: the action
        :raises AccessError: the user may not read the application
        """
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.application_action")
        following = self._next_of_mine()
        if not following:
            return action
        return {**action, "views": [(False, "form")], "view_mode": "form", "res_id": following.id}
