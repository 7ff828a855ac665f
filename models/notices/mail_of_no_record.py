from odoo import SUPERUSER_ID, models


class MailOfNoRecord(models.Model):
    """E-mails with a code, a link or a name: who reads the record that they are about reads them nowhere in Odoo."""

    _inherit = "mail.template"

    def _ptsp_queue_of_no_record(self, record, address, **values):
        """Queue an e-mail to one address. It is on no record, and is deleted with its words as soon as it was sent.

        What its text takes stands in the context.

        :param record: what the template is about: an agency, or a record with a ``company_id``
        :param str address: to whom
        :param values: further values of the ``mail.mail``
        :return: the ``mail.mail``, as superuser
        """
        self.ensure_one()
        # In nobody's name: whoever has made a message reads it later.
        record_sudo, template_sudo = (each.sudo().with_user(SUPERUSER_ID) for each in (record, self))
        company_sudo = record_sudo if record._name == "res.company" else record_sudo.company_id
        mail_id = template_sudo.send_mail(
            record_sudo.id,
            email_values={
                "email_to": address,
                "recipient_ids": [],
                "author_id": company_sudo.partner_id.id,
                "message_type": "user_notification",
                "auto_delete": True,
                "model": False,
                "res_id": False,
                **values,
            },
        )
        template_sudo.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
        return template_sudo.env["mail.mail"].browse(mail_id)
