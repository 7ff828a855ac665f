from odoo import api, models


class MessageOfThread(models.Model):
    """What is written to the applicant, or by him, joins the thread of the application, by whatever way it came."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        messages._ptsp_join_thread()
        return messages

    def write(self, vals):
        result = super().write(vals)
        if {"model", "res_id", "message_type", "subtype_id", "is_internal"}.intersection(vals):
            self._ptsp_join_thread()
        return result

    def _ptsp_join_thread(self):
        """Keep those of the messages that applicant and agency write to each other as such."""
        letters_sudo = self.sudo().filtered(
            lambda message: (
                message.model == "ptsp.application"
                and message.res_id
                and message.message_type in ("comment", "email")
                and not message._ptsp_is_internal()
            )
        )
        if not letters_sudo:
            return
        there = self.env["ptsp.message"].sudo().search([("message_id", "in", letters_sudo.ids)]).message_id
        for application_id, new_sudo in (letters_sudo - there).grouped("res_id").items():
            # Whether the user may write it was asked before it was stored.
            self.env["ptsp.application"].browse(application_id)._keep_messages(new_sudo)
