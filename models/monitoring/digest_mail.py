from odoo import api, models


class DigestMail(models.AbstractModel):
    """One e-mail to one officer about many applications, in the officer's language."""

    _name = "ptsp.digest.mail"
    _description = "Digest Mail"

    @api.model
    def _queue(self, template, company, letters):
        """Queue one e-mail for each officer who has an address, to be sent at once after the transaction.

        :param str template: XML id of the QWeb template of the body
        :param company: the ``res.company`` in whose name it is written
        :param dict letters: from ``res.users`` to a pair: the subject, as a function of the environment in the
            officer's language, and the values of the template, as another
        """
        values = []
        for user, (subject, body) in letters.items():
            if not user.email:
                continue
            env = self.with_context(lang=user.lang).env
            html = env["ir.qweb"]._render(
                template, {"user": user, "company": company, "base_url": self.get_base_url(), **body(env)}
            )
            values.append(
                {
                    "subject": subject(env),
                    "body_html": html,
                    "recipient_ids": [(4, user.partner_id.id)],
                    "author_id": company.partner_id.id,
                    "email_from": company.email_formatted or self.env.user.email_formatted,
                    "auto_delete": True,
                }
            )
        if values:
            self.env["mail.mail"].create(values)
            self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
