import logging

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools.mail import email_normalize

from ...tools import ics
from ..documents.application_document import OFFICIAL_LANG

_logger = logging.getLogger(__name__)


class MeetingParticipantInvited(models.Model):
    """What is sent to somebody who is invited to a meeting: each reads the own invitation, and nobody else's name."""

    _inherit = "ptsp.meeting.participant"

    def _contacts(self):
        """Return the contacts whom a participant is written to by, as superuser; possibly none."""
        self.ensure_one()
        participant_sudo = self.sudo()
        if participant_sudo.application_id:
            return participant_sudo.application_id.partner_id
        if participant_sudo.agency_id:
            of_agency = participant_sudo.agency_id.partner_id.filtered("email")
            return of_agency or participant_sudo.agency_id._who_answers().partner_id
        return participant_sudo.user_id.partner_id

    def _addresses(self):
        """Return whom the invitation goes to, as pairs of e-mail address and language."""
        self.ensure_one()
        found = {
            address: contact.lang for contact in self._contacts() if (address := email_normalize(contact.email or ""))
        }
        if not found and (address := email_normalize(self.email or "")):
            found = {address: OFFICIAL_LANG}
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        return [(address, lang if lang in installed else OFFICIAL_LANG) for address, lang in found.items()]

    def _invited_to(self):
        """Return the applications that the invitation of a participant names, as superuser.

        An applicant reads of the own ones, an OPD of those that were sent to it.
        """
        self.ensure_one()
        applications_sudo = self.sudo().meeting_id.application_ids.sorted("id")
        if self.application_id:
            owner = self.sudo().application_id.commercial_partner_id
            return applications_sudo.filtered(lambda one: one.commercial_partner_id == owner)
        if self.agency_id:
            return applications_sudo.filtered(
                lambda one: (
                    self.agency_id in one.review_ids.filtered(lambda review: review.state != "cancelled").agency_id
                )
            )
        return applications_sudo

    def _about(self):
        """Return the names of the applications that the invitation names."""
        return ", ".join(self._invited_to().mapped("name"))

    def _moment_for_mail(self):
        """Return when the meeting begins, as an e-mail says it."""
        self.ensure_one()
        service = self.meeting_id._lead_sudo().service_id.with_env(self.env)
        return service._moment_in_words(self.meeting_id.starts_at)

    def _write_to(self, name):
        """Queue an e-mail with the appointment to each of these participants, in procedure mode.

        Whatever goes wrong with it never blocks the meeting.

        :param str name: the template is ``mail_template_<name>``
        :return: those to whom it was written
        """
        template = self.env.ref(f"ptsp_exhibition.mail_template_{name}", raise_if_not_found=False)
        written = self.browse()
        for participant in self if template else ():
            called_off = name == "meeting_called_off"
            letter = None if called_off else participant._invitation_as_pdf()
            for address, lang in participant._addresses():
                spoken = participant.with_context(lang=lang)
                if spoken._write_to_one(template.with_context(lang=lang), address, letter, called_off):
                    written |= participant
        return written

    def _write_to_one(self, template, address, letter, called_off):
        """Queue the e-mail to one address, in the language of the environment.

        :param template: the ``mail.template``
        :param str address: e-mail address
        :param bytes letter: the invitation as PDF, or nothing
        :param bool called_off: nobody need come any more
        :return: whether it was written
        """
        self.ensure_one()
        meeting = self.meeting_id
        try:
            with self.env.cr.savepoint():
                appointment = meeting._appointment(self, self.name, address)
                content = ics.invitation(appointment, fields.Datetime.now(), called_off)
                files = [{"name": "invitation.ics", "raw": content, "mimetype": "text/calendar"}]
                if letter:
                    files.append({"name": "Undangan.pdf", "raw": letter, "mimetype": "application/pdf"})
                template.send_mail(
                    self.id,
                    email_values={
                        "email_to": address,
                        "recipient_ids": [],
                        "attachment_ids": [Command.set(self.env["ir.attachment"].create(files).ids)],
                        "author_id": meeting.company_id.partner_id.id,
                    },
                )
        except Exception:
            _logger.exception("The e-mail %s to the participant %s could not be written", template.name, self.id)
            return False
        return True

    def _invitation_as_pdf(self):
        """Return the invitation of this participant as PDF: addressed to it, and to nobody else.

        :return: bytes; None where it cannot be set, for the e-mail says the same
        """
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                content, _kind = self.env["ir.actions.report"]._ptsp_render_pdf(
                    "ptsp_exhibition.report_participant_invitation", self.ids
                )
        except UserError:
            _logger.exception("The invitation of the participant %s could not be set", self.id)
            return None
        return content

    def _official_addressee(self):
        """Return a participant as the letter addresses it."""
        self.ensure_one()
        return f"Kepala {self.agency_id.name}" if self.agency_id else self.name


class MeetingAddressees(models.Model):
    """Whom the printed invitation names."""

    _inherit = "ptsp.meeting"

    def _official_addressees(self):
        """Return whom the letter addresses: applicants, OPD and guests, none of them twice."""
        self.ensure_one()
        called = self.participant_ids.filtered(lambda one: one.capacity != "office")
        return list(dict.fromkeys(called.sorted().mapped(lambda one: one._official_addressee()))) or [""]
