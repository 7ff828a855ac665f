from odoo import fields, models


class OpdMessage(models.Model):
    """What an OPD and the agency write to each other about the opinion that is asked of it.

    Neither the applicant reads it nor another OPD.
    """

    _name = "ptsp.opd.message"
    _description = "Message between an OPD and the Agency"
    _inherit = ["ptsp.append.only.mixin", "ptsp.confined.mixin"]
    _order = "id"
    _rec_name = "written_at"

    review_id = fields.Many2one("ptsp.technical.review", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="review_id.application_id.company_id")
    body = fields.Text("Message", required=True, readonly=True, max_chars=5000, max_lines=100)
    user_id = fields.Many2one("res.users", "Written by", required=True, readonly=True, ondelete="restrict", index=True)
    by_opd = fields.Boolean("From the OPD", readonly=True)
    written_at = fields.Datetime("When", required=True, readonly=True)


class OpdMessagesDestroyed(models.Model):
    """What OPD and agency wrote to each other is destroyed with the personal data; who wrote when stays."""

    _inherit = "ptsp.application"

    def _destroy_words(self, letter, personal):
        result = super()._destroy_words(letter, personal)
        if personal:
            self.review_ids.message_to_desk_ids.write({"body": "–"})
        return result
