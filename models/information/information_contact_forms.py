import base64
from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from ...tools.client_action import notification

#: What is sent: the documents of a service that are handed out empty.
FORMS = (
    "service_leaflet",
    "blank_application_form",
    "blank_checklist",
    "blank_power_of_attorney_filing",
    "blank_power_of_attorney_signing",
)
#: How many e-mails go to one address, or out from one contact, in a day.
ADDRESS_LIMIT = 3


class InformationContactForms(models.Model):
    """Who does not come to the counter gets leaflet, blank forms and requirements by e-mail (remark to step 2)."""

    _inherit = "ptsp.information.contact"

    sending_ids = fields.One2many(
        "ptsp.information.sending", "contact_id", "Forms Sent", readonly=True, copy=False, procedure=True
    )
    sending_count = fields.Integer("E-mails with Forms", readonly=True, copy=False, procedure=True)

    def action_send_forms(self):
        """Send leaflet, blank forms and the list of requirements to the address of the contact (step 2).

        :return: the notification that tells where they go
        :raises AccessError: the user is of no desk that people ask
        :raises UserError: service or address are missing, or it was sent too often
        """
        self.ensure_one()
        self._check_at_my_desk()
        # Two clicks at once are counted one after the other.
        self.lock_for_update()
        address = email_normalize(self.email or "")
        if not self.service_id or not address:
            raise UserError(self.env._("Enter the service and the e-mail address, then send the forms."))
        if not self.service_id.in_force:
            raise UserError(
                self.env._(
                    "%(service)s is not in force today. Choose the revision that is in force.",
                    service=self.service_id.display_name,
                )
            )
        self._check_not_too_often(address)
        self._send_forms(address)
        return notification(
            self.env._("The forms are on their way to %(address)s.", address=address),
            next_action={"type": "ir.actions.client", "tag": "soft_reload"},
        )

    def _check_not_too_often(self, address):
        """Refuse to fill somebody's mail box.

        :param str address: to which the forms would go
        :raises UserError: saying when it goes on
        """
        sendings_sudo = self.env["ptsp.information.sending"].sudo()
        since = fields.Datetime.now() - timedelta(days=1)
        recent = [("create_date", ">", since), "|", ("contact_id", "=", self.id), ("address", "=", address)]
        if sendings_sudo.search_count(recent, limit=ADDRESS_LIMIT) >= ADDRESS_LIMIT:
            raise UserError(
                self.env._(
                    "The forms were sent %(count)s times already within a day. Ask whether they have arrived, and "
                    "print them where they have not.",
                    count=ADDRESS_LIMIT,
                )
            )

    def _send_forms(self, address):
        """Queue the e-mail, and keep who has sent it where.

        :param str address: normalized
        :raises UserError: the officer has sent too many
        """
        Sending = self.env["ptsp.information.sending"]
        numbers = Sending._free_numbers(self.env.uid)
        mail_sudo = numbers and self._queue_forms(address)
        values = {
            "contact_id": self.id,
            "user_id": self.env.uid,
            "service_id": self.service_id.id,
            "address": address,
            "lang": self.lang,
            "mail_id": mail_sudo.id if mail_sudo else None,
        }
        if not numbers or not Sending._count_visit(numbers, **values):
            raise UserError(self.env._("You have sent many e-mails with forms. Try again in an hour."))
        self.invalidate_recordset(["sending_ids"])
        self._as_procedure().sending_count += 1

    def _queue_forms(self, address):
        """Put the e-mail into Odoo's queue. It is deleted with its files as soon as it was sent.

        :param str address: normalized
        :return: ``mail.mail``, as superuser
        """
        # It is logged on the contact, and forgotten with it.
        template = self.env.ref("ptsp_exhibition.mail_template_information_forms")
        return template._ptsp_queue_of_no_record(self, address, attachments=self._forms())

    def _forms(self):
        """Return the forms of the service, as pairs of a name and the PDF in base64."""
        files = []
        for name in FORMS:
            # The agency hands these out at its counter to everybody.
            report_sudo = self.env.ref(f"ptsp_exhibition.action_report_{name}").sudo()
            content, _kind = report_sudo._ptsp_render_pdf(report_sudo, self.service_id.ids)
            files.append((f"{report_sudo.ptsp_title or report_sudo.name}.pdf", base64.b64encode(content)))
        return files

    def _told_requirements(self):
        """Return the requirements of the service in the language of the context, as ``ptsp.requirement``."""
        return self.service_id.sudo().requirement_ids.with_context(lang=self.env.lang)
