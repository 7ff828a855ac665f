from odoo import api, fields, models
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

    may_pass_on = fields.Boolean(
        compute="_compute_may_pass_on", help="Once the checklist is in order the file goes on by one button."
    )

    @api.depends("application_id")
    @api.depends_context("uid")
    def _compute_may_pass_on(self):
        for dialog in self:
            dialog.may_pass_on = bool(dialog.application_id._row_after_checklist())

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

    def action_confirm_and_pass_on(self):
        """Mark every paper as in order, as all of them lie on the counter, and pass the file on.

        :return: the action that closes the dialog
        :raises UserError: the file cannot go on, which leaves the marks as they were
        """
        action = self.action_confirm_all()
        self.application_id._pass_on_after_checklist()
        return action
