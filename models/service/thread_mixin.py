from odoo import api, models
from odoo.exceptions import AccessError


class ThreadMixin(models.AbstractModel):
    """A conversation on a record of the agency, which e-mails continue and never begin.

    Odoo takes e-mails as superuser, in the name of whoever stands as their sender, with the record and the values that
    the caller of ``message_process`` names; and anybody who has logged in may call that.
    """

    _name = "ptsp.thread.mixin"
    _description = "Conversation on a Record"
    _inherit = ["mail.thread"]

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        raise AccessError(
            self.env._(
                "%(model)s: nothing is entered by e-mail. Enter it in its form.",
                model=self.env["ir.model"]._get(self._name).name,
            )
        )

    def message_update(self, msg_dict, update_vals=None):
        # Not who sent the e-mail, but who brings it: the server, or its administrator.
        if not self.env.transaction.default_env.user._is_system():
            raise AccessError(
                self.env._(
                    "Answers by e-mail come from the mail server only. Write your message at %(name)s.",
                    name=self[:1].display_name,
                )
            )
        if not self._takes_email_of(msg_dict):
            raise AccessError(
                self.env._(
                    "Answers by e-mail are taken from officers whose turn it is. Write your message at %(name)s.",
                    name=self[:1].display_name,
                )
            )
        return super().message_update(msg_dict, update_vals=update_vals)

    def _takes_email_of(self, msg_dict):
        """Tell whether an e-mail may continue the conversation. A room adds whose else may.

        :param dict msg_dict: the e-mail as Odoo has read it
        """
        # Odoo has found out by now whose address the sender gives.
        senders = self.env["res.users"].search([("partner_id", "=", msg_dict.get("author_id") or False)])
        return any(self.with_user(sender).sudo(False).has_access("write") for sender in senders)
