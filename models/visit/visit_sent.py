import logging

from odoo import fields, models
from odoo.fields import Command
from odoo.tools.mail import email_normalize

from ...tools import ics
from ..documents.application_document import OFFICIAL_LANG

_logger = logging.getLogger(__name__)


class SurveyPersonInvited(models.Model):
    """What is sent to somebody who takes part in a visit."""

    _inherit = "ptsp.survey.person"

    def unlink(self):
        invited = self.filtered(lambda person: person.invited_at and person.visit_id.state == "planned")
        invited._as_procedure()._write_to("visit_called_off")
        return super().unlink()

    def _address(self):
        """Return the e-mail address of somebody: of the contact, or as it was entered; nothing where there is none."""
        self.ensure_one()
        person_sudo = self.sudo()
        return email_normalize(person_sudo.partner_id.email or person_sudo.email or "") or ""

    def _mail_lang(self):
        """Return the language in which somebody is written to."""
        self.ensure_one()
        return self.sudo().partner_id.lang or OFFICIAL_LANG

    def _moment_for_mail(self):
        """Return when the visit begins, as an e-mail says it."""
        self.ensure_one()
        person = self.with_context(lang=self._mail_lang())
        return person.visit_id.application_id.service_id._moment_in_words(person.visit_id.starts_at)

    def _write_to(self, name):
        """Queue an e-mail with the appointment to each of these people, in procedure mode.

        Whatever goes wrong with it never blocks the visit.

        :param str name: the template is ``mail_template_<name>``
        :return: those to whom it was written
        """
        template = self.env.ref(f"ptsp_exhibition.mail_template_{name}", raise_if_not_found=False)
        called_off = name == "visit_called_off"
        return self.filtered(lambda one: template and one._address() and one._write_to_one(template, called_off))

    def _write_to_one(self, template, called_off):
        """Queue the e-mail to somebody.

        :param template: the ``mail.template``
        :param bool called_off: nobody need come any more
        :return: whether it was written
        """
        self.ensure_one()
        spoken = self.with_context(lang=self._mail_lang())
        appointment = spoken.visit_id._appointment(spoken)
        try:
            with self.env.cr.savepoint():
                content = ics.invitation(appointment, fields.Datetime.now(), called_off)
                file = self.env["ir.attachment"].create(
                    {"name": "invitation.ics", "raw": content, "mimetype": "text/calendar"}
                )
                template.send_mail(
                    self.id,
                    email_values={
                        "email_to": self._address(),
                        "recipient_ids": [],
                        "attachment_ids": [Command.link(file.id)],
                        # Officers read what they have written; this is between the agency and who is invited.
                        "author_id": self.visit_id.application_id.company_id.partner_id.id,
                    },
                )
        except Exception:
            _logger.exception("The e-mail %s to the participant %s could not be written", template.name, self.id)
            return False
        return True
