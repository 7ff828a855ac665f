from odoo import api, models
from odoo.exceptions import AccessError, UserError


class ApplicationForWhom(models.Model):
    """For whom somebody files online (step 3): the own company or himself, or who lets him edit all applications.

    Who represents an applicant in one application begins none for him: the power of attorney is for that one.
    """

    _inherit = "ptsp.application"

    @api.model
    def _applicants_to_file_for(self):
        """Return the applicants for whom the user may begin an application, as superuser; the own one first."""
        user = self.env.user
        return user._ptsp_edited() if user._is_portal() else self.env["res.partner"].sudo()

    @api.model
    def _applicant_named(self, principal_id=None):
        """Return the contact who is the applicant of what the user begins now.

        :param int principal_id: id of the applicant; the own one where none is named
        :return: ``res.partner``, as superuser: the user for the own company; for another the person who has let the
            user in, as if that person had begun it
        :raises AccessError: the user may not file for this applicant
        """
        own = self.env.user.commercial_partner_id
        principal_id = own.id if principal_id is None else principal_id
        principal_sudo = self._applicants_to_file_for().filtered(lambda applicant: applicant.id == principal_id)
        if principal_sudo == own:
            return self.env.user.partner_id.sudo()
        if principal_sudo:
            return self._person_of(principal_sudo)
        if principal_id == own.id:
            raise AccessError(
                self.env._("You may not file for your company. Ask one of its people who may edit its applications.")
            )
        raise AccessError(self.env._("You may not file for this applicant. Load the page again, and choose another."))

    def _person_of(self, principal_sudo):
        """Return who of an applicant is told of what the user files for it.

        :param principal_sudo: the applicant, as superuser
        :return: ``res.partner``, as superuser: who has let the user in, or the applicant itself where that person has
            left or does not edit any more
        """
        line_sudo = (
            self.env["ptsp.applicant.member"]
            .sudo()
            .search(
                [("principal_id", "=", principal_sudo.id), ("user_id", "=", self.env.uid), ("ended_at", "=", False)],
                limit=1,
            )
        )
        inviting = line_sudo.create_uid
        if inviting.active and inviting._is_portal() and principal_sudo in inviting._ptsp_edited():
            person_sudo = inviting.partner_id
            if person_sudo.commercial_partner_id == principal_sudo:
                return person_sudo
        return principal_sudo

    @api.model
    def _check_known_to(self, agency, applicant):
        """Refuse to file at an agency at which the applicant would not see the application.

        :param agency: the ``res.company``
        :param applicant: the contact who applies, as superuser
        :raises UserError: no account of the applicant is one of that agency
        """
        principal_sudo = applicant.commercial_partner_id
        if principal_sudo == self.env.user.commercial_partner_id:
            return
        accounts_sudo = (
            self.env["res.users"].sudo().search([("partner_id.commercial_partner_id", "=", principal_sudo.id)])
        )
        if agency not in accounts_sudo.company_ids:
            raise UserError(
                self.env._(
                    "%(applicant)s has no account at %(agency)s, so you cannot file there for %(applicant)s. Ask "
                    "Customer Service.",
                    applicant=principal_sudo.name,
                    agency=agency.sudo().name,
                )
            )
