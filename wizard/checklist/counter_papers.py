from odoo import fields, models
from odoo.fields import Command


class PtspCounterPapers(models.TransientModel):
    """Asks, before a checklist without scans is marked as in order, which papers lie on the counter (step 4)."""

    _name = "ptsp.counter.papers"
    _description = "Papers on the Counter"

    application_id = fields.Many2one("ptsp.application", required=True, readonly=True)
    asked_ids = fields.Many2many(
        "ptsp.checklist.line",
        "ptsp_counter_papers_asked_rel",
        "dialog_id",
        "line_id",
        "Papers without a File",
        readonly=True,
    )
    seen_ids = fields.Many2many(
        "ptsp.checklist.line",
        "ptsp_counter_papers_seen_rel",
        "dialog_id",
        "line_id",
        "On Paper",
        help="Papers that lie on the counter. What is neither attached nor ticked stays unmarked.",
    )

    def action_confirm(self):
        """Mark as in order what is attached, and what was seen on paper; what was not seen stays as it is.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        self.application_id._mark_papers_ok(seen=self.seen_ids & self.asked_ids)
        return {"type": "ir.actions.act_window_close"}

    def action_confirm_all(self):
        """Mark every paper as in order: all of them lie on the counter.

        :return: the action that closes the dialog
        """
        self.seen_ids = [Command.set(self.asked_ids.ids)]
        return self.action_confirm()
