import logging

from odoo import models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)


class MeetingParticipantInvited(models.Model):
    """What is sent to somebody who is invited to a meeting: each reads the own invitation, and nobody else's name."""

    _inherit = "ptsp.meeting.participant"

    def _contacts(self):
        self.ensure_one()
        participant_sudo = self.sudo()
        if participant_sudo.application_id:
            return participant_sudo.application_id.partner_id
        if participant_sudo.agency_id:
            of_agency = participant_sudo.agency_id.partner_id.filtered("email")
            return of_agency or participant_sudo.agency_id._who_answers().partner_id
        return participant_sudo.user_id.partner_id

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

    def _more_files(self):
        letter = self._invitation_as_pdf()
        return [{"name": "Undangan.pdf", "raw": letter, "mimetype": "application/pdf"}] if letter else []

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

    def _official_office(self):
        """Write what a participant is, as it stands in the minutes."""
        self.ensure_one()
        opd = self.agency_id.name if self.agency_id.name != self.name else "OPD"
        said = {"applicant": "Pemohon", "opd": opd, "office": self.company_id.name}
        return ", ".join(filter(None, (self.office, said.get(self.capacity))))


class MeetingAddressees(models.Model):
    """Whom the printed invitation names."""

    _inherit = "ptsp.meeting"

    def _official_addressees(self):
        """Return whom the letter addresses: applicants, OPD and guests, none of them twice."""
        self.ensure_one()
        called = self.participant_ids.filtered(lambda one: one.capacity != "office")
        return list(dict.fromkeys(called.sorted().mapped(lambda one: one._official_addressee()))) or [""]
