from odoo import api, fields, models


class PtspTransitionNote(models.TransientModel):
    """The dialog in which an actor says why, for transitions that need a note."""

    _name = "ptsp.transition.note"
    _description = "Note to a Transition"

    application_ids = fields.Many2many("ptsp.application", required=True)
    transition = fields.Selection(selection="_selection_transition", required=True, readonly=True)
    note = fields.Text(required=True, max_chars=2000, max_lines=50)

    @api.model
    def _selection_transition(self):
        return self.env["ptsp.control.line"]._selection_action()

    def action_confirm(self):
        """Make the transition with the note.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        # The selection knows the keys of the procedures, and nothing else.
        getattr(self.application_ids, f"action_{self.transition}")(self.note)
        return {"type": "ir.actions.act_window_close"}
