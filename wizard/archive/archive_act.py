from odoo import fields, models


class PtspArchiveAct(models.TransientModel):
    """The dialog that asks for the reason of what is done with files of the archive."""

    _name = "ptsp.archive.act"
    _description = "Act on Files of the Archive"

    record_ids = fields.Many2many("ptsp.archive.record", string="Files", required=True)
    act = fields.Selection(
        [("reclass", "Change Class"), ("hold", "Hold"), ("lift", "Lift Hold")], required=True, default="reclass"
    )
    class_id = fields.Many2one("ptsp.retention.class", "New Class")
    reason = fields.Text("Because", required=True, max_chars=2000, max_lines=40)

    def action_confirm(self):
        """Do it.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        if self.act == "reclass":
            self.record_ids.action_reclass(self.class_id.id, self.reason)
        elif self.act == "hold":
            self.record_ids.action_hold(self.reason)
        else:
            self.record_ids.action_lift_hold(self.reason)
        return {"type": "ir.actions.act_window_close"}
