from odoo import fields, models

from ...models.follow_up.opd_contact import CHANNELS


class PtspOpdContactNote(models.TransientModel):
    """The dialog in which a contact with an OPD is noted."""

    _name = "ptsp.opd.contact.note"
    _description = "Contact with an OPD to Be Noted"

    review_id = fields.Many2one("ptsp.technical.review", "Technical Review", required=True, readonly=True)
    contacted_at = fields.Datetime("When", required=True, default=lambda self: fields.Datetime.now())
    channel = fields.Selection(CHANNELS, "How", required=True, default="call")
    person = fields.Char("With Whom", required=True, max_chars=200)
    said = fields.Text("What Was Promised", required=True, max_chars=2000, max_lines=40)
    next_on = fields.Date("Next Contact", help="A to-do reminds you on that day, unless the OPD has answered.")

    def action_confirm(self):
        """Note the contact.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        self.review_id.action_note_contact(self.channel, self.person, self.said, self.next_on, self.contacted_at)
        return {"type": "ir.actions.act_window_close"}
