import logging

from odoo import fields, models
from odoo.fields import Command
from odoo.tools.mail import email_normalize

from ...tools import ics
from ..documents.application_document import OFFICIAL_LANG

_logger = logging.getLogger(__name__)


class ParticipantInvited(models.AbstractModel):
    """What is sent to somebody who takes part in an appointment: each reads the own invitation, and nobody else's."""

    _inherit = "ptsp.participant.mixin"

    def _contacts(self):
        """Return the contacts whom a participant is written to by, as superuser; possibly none."""
        return self.env["res.partner"].sudo()

    def _mail_lang(self):
        """Return the language in which somebody is written to of whom an address is known only."""
        return OFFICIAL_LANG

    def _addresses(self):
        """Return whom the invitation goes to, as pairs of e-mail address and language."""
        self.ensure_one()
        found = {
            address: contact.lang for contact in self._contacts() if (address := email_normalize(contact.email or ""))
        }
        if not found and (address := email_normalize(self.sudo().email or "")):
            found = {address: self._mail_lang()}
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        return [(address, lang if lang in installed else OFFICIAL_LANG) for address, lang in found.items()]

    def _more_files(self):
        """Return what goes along with an invitation beside the appointment, as values of attachments."""
        return []

    def _write_to(self, what):
        """Queue an e-mail with the appointment to each of these participants, in procedure mode.

        Whatever goes wrong with it never blocks the appointment.

        :param str what: ``invitation`` or ``called_off``; the template is ``mail_template_<word>_<what>``
        :return: those to whom it was written
        """
        word = self._appointments()._word
        template = self.env.ref(f"ptsp_exhibition.mail_template_{word}_{what}", raise_if_not_found=False)
        called_off = what == "called_off"
        written = self.browse()
        for participant in self if template else ():
            files = [] if called_off else participant._more_files()
            for address, lang in participant._addresses():
                spoken = participant.with_context(lang=lang)
                if spoken._write_to_one(template.with_context(lang=lang), address, files, called_off):
                    written |= participant
        return written

    def _write_to_one(self, template, address, files, called_off):
        """Queue the e-mail to one address, in the language of the environment.

        :param template: the ``mail.template``
        :param str address: e-mail address
        :param list files: what goes along, as values of attachments
        :param bool called_off: nobody need come any more
        :return: whether it was written
        """
        self.ensure_one()
        appointment = self._appointments()
        try:
            with self.env.cr.savepoint():
                entry = ics.invitation(appointment._entry_for(self, address), fields.Datetime.now(), called_off)
                files = [{"name": "invitation.ics", "raw": entry, "mimetype": "text/calendar"}, *files]
                template.send_mail(
                    self.id,
                    email_values={
                        "email_to": address,
                        "recipient_ids": [],
                        "attachment_ids": [Command.set(self.env["ir.attachment"].create(files).ids)],
                        # Officers read what they have written; this is between the agency and who is invited.
                        "author_id": appointment.company_id.partner_id.id,
                    },
                )
        except Exception:
            _logger.exception("The e-mail %s to the participant %s could not be written", template.name, self.id)
            return False
        return True
