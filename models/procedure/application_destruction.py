from odoo import models
from odoo.tools import SQL


class ApplicationDestruction(models.Model):
    """When the term of a closed file has ended, its words are destroyed; control sheet and register stay."""

    _inherit = "ptsp.application"

    def _destroy_words(self, letter, personal):
        """Destroy what closed applications say in words, in procedure mode. Each room destroys what is its own.

        Drafts go in any case. The caller has kept the fingerprints of what the control sheet knows.

        :param bool letter: what the letters say, too
        :param bool personal: what is said about people, too
        """
        if not personal:
            return
        changes = self.env["ptsp.application.change"].search([("application_id", "in", self.ids)])
        changes.write({"old_value": False, "new_value": False})
        self.write({"applicant_identity": False})
        self._destroy_words_of_messages()

    def _destroy_words_of_messages(self):
        """Destroy what was written about the applications, past Odoo: no call of anybody changes a message."""
        self.env.flush_all()
        messages = self.env["mail.message"].search([("model", "=", self._name), ("res_id", "in", self.ids)])
        if messages:
            ids = tuple(messages.ids)
            self.env.cr.execute(
                SQL("UPDATE mail_message SET body = '', subject = NULL, email_from = NULL WHERE id IN %s", ids)
            )
            self.env.cr.execute(SQL("DELETE FROM mail_tracking_value WHERE mail_message_id IN %s", ids))
            addressed = SQL("mail_message_id IN %s AND mail_email_address IS NOT NULL", ids)
            self.env.cr.execute(SQL("DELETE FROM mail_notification WHERE %s AND res_partner_id IS NULL", addressed))
            self.env.cr.execute(SQL("UPDATE mail_notification SET mail_email_address = NULL WHERE %s", addressed))
            # E-mails that stayed in the outbox.
            self.env.cr.execute(SQL("DELETE FROM mail_mail WHERE mail_message_id IN %s", ids))
        self.env.invalidate_all()
