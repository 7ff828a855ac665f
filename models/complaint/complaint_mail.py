from odoo import SUPERUSER_ID, models

from ...tools.day_in_words import day_in_words
from ..documents.application_document import OFFICIAL_LANG

#: Headers by which no robot answers a robot.
FROM_ROBOT = repr({"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"})


class ComplaintMail(models.Model):
    """What a complainant who has left an e-mail address is told: that it came, with number and code, and the answer.

    E-mails are of no record and are deleted as soon as they were sent, so that nobody reads in Odoo who has written.
    """

    _inherit = "ptsp.complaint"

    def _mail_complainants(self, what, **context):
        """Queue an e-mail to each complainant with an address.

        :param str what: ``received`` or ``answered``
        :param context: what its text takes
        """
        template = self.env.ref(f"ptsp_exhibition.mail_template_complaint_{what}", raise_if_not_found=False)
        for complaint_sudo in self.sudo().with_user(SUPERUSER_ID):
            address = complaint_sudo.person_ids[:1].email
            if template and address:
                complaint_sudo._mail_to(address, template, **context)

    def _mail_receipts(self):
        """Give a code to each complainant who has left an e-mail address at the desk, in procedure mode."""
        for complaint in self.filtered(lambda one: one.person_ids.email):
            complaint._mail_complainants("received", secret=complaint._give_code())

    def _mail_to(self, address, template, **context):
        """Queue an e-mail.

        :param str address: to whom
        :param template: the ``mail.template``
        :param context: what its text takes
        """
        self.ensure_one()
        spoken = template.with_context(lang=self._mail_lang(), **context)
        spoken._ptsp_queue_of_no_record(self, address, headers=FROM_ROBOT)

    def _mail_lang(self):
        """Return the language in which a complainant has written: that of the page, else Indonesian."""
        self.ensure_one()
        return self.lang or OFFICIAL_LANG

    def _mail_day(self, moment):
        """Write a day as an e-mail names it.

        :param datetime moment: naive, in UTC
        """
        self.ensure_one()
        return day_in_words(self.company_id._ptsp_local_day(moment), self._mail_lang())

    def _last_answer(self):
        """Return the text of the last answer."""
        self.ensure_one()
        return self.sudo().entry_ids.filtered(lambda entry: entry.what == "answered")[-1:].text or ""
