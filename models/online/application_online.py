from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..procedure.types import APPLICANT, DRAFT


class ApplicationOnline(models.Model):
    """An applicant files for himself (step 3): begins a draft, fills it in, and may throw it away again.

    Applicants have no right to write applications. The methods of this room look who asks, in which state and within
    which limits, and then write what was asked as superuser, in the applicant's name. None of them can be called from
    outside but by the pages of the portal.
    """

    _inherit = "ptsp.application"

    filed_online = fields.Boolean(
        "Received Online",
        readonly=True,
        copy=False,
        procedure=True,
        help="The applicant has filed it at the portal; the others were filed at the counter.",
    )

    @api.model
    def _file_online(self, service, principal_id=None):
        """Begin an application of the user's, or of an applicant who lets the user edit all of his.

        :param service: the ``ptsp.service``
        :param int principal_id: id of the applicant, as :meth:`_applicants_to_file_for` has them; the own company, or
            the user himself, where none is named
        :return: the draft, as the user sees it
        :raises AccessError: the user has no account of an applicant, may not file for this one, or may not read the
            service
        :raises UserError: the service is not offered, or the account has too many drafts
        """
        if not self.env.user._is_portal():
            raise AccessError(
                self.env._("Applications are filed online by applicants. File it under PTSP, Applications, for them.")
            )
        applicant_sudo = self._applicant_named(principal_id)
        service.ensure_one().check_access("read")
        self._check_known_to(service.company_id, applicant_sudo)
        self._check_offered(service)
        self._check_drafts(service.company_id)
        application = self._as_procedure().create(
            {
                "service_id": service.id,
                "company_id": service.company_id.id,
                "partner_id": applicant_sudo.id,
                "filed_online": True,
                **self._declared_at_first(applicant_sudo),
            }
        )
        return self.browse(application.id)

    @api.model
    def _declared_at_first(self, applicant):
        """Return what a draft says from the beginning, because the applicant is known. A room adds what it knows.

        :param applicant: ``res.partner``, as superuser
        :return: dict from names of fields to values
        """
        return {}

    @api.model
    def _check_offered(self, service):
        """Refuse a service for which nobody files online today.

        :param service: the ``ptsp.service``
        :raises UserError: saying so
        """
        if not service._is_offered_online():
            raise UserError(
                self.env._(
                    "%(service)s cannot be applied for online today. Choose another service, or ask the agency.",
                    service=service.display_name,
                )
            )

    @api.model
    def _check_drafts(self, company):
        """Refuse more drafts than an account may have.

        :param company: the agency, whose limit counts
        :raises UserError: saying what to do
        """
        # Changed, so that of two that begin at the same moment the second one counts the draft of the first.
        self.env.cr.execute(
            SQL("UPDATE res_users SET write_date = write_date WHERE id = %s", self.env.uid), log_exceptions=False
        )
        limit = company._ptsp_online_limit("drafts")
        # Applicants do not search by who has made an application.
        begun = Domain([("filed_online", "=", True), ("state", "=", DRAFT), ("create_uid", "=", self.env.uid)])
        # Drafts for an applicant who has let the user in no longer can be neither submitted nor deleted.
        drafts = self.sudo().search_count(begun & self._domain_followed(acting=True), limit=limit)
        if drafts >= limit:
            raise UserError(
                self.env._(
                    "You have %(limit)s drafts already. Submit or delete one of them before you begin another.",
                    limit=limit,
                )
            )

    # Who, and when

    def _is_open_online(self):
        """Tell whether the applicant may change the application now: it is the applicant's turn, and the file is open.

        :return: bool
        """
        self.ensure_one()
        state = self._state()
        return APPLICANT in state.roles and "file" in state.opens and self._is_applicants()

    def _may_delete_online(self):
        """Tell whether the user may throw the application away: an own draft that was never submitted."""
        self.ensure_one()
        return self.filed_online and self.state == DRAFT and self._is_applicants()

    def _check_online(self):
        """Refuse whoever may not change the application online now; hold it until the transaction ends.

        :raises AccessError: it is not the user's
        :raises UserError: it is not the applicant's turn
        """
        self.ensure_one()
        self.check_access("read")
        if not self._is_applicants():
            raise AccessError(self.env._("Only its applicant fills in %(name)s online.", name=self.name))
        # A second window may be at work on it.
        self.sudo()._hold_records()
        if not self._is_open_online():
            raise UserError(
                self.env._(
                    "%(name)s is at %(state)s now, so nothing more can be entered. Perhaps it was submitted in another "
                    "window.",
                    name=self.name,
                    state=self._state_label(),
                )
            )

    def _delete_online(self):
        """Delete an own draft that was never submitted, with its papers.

        :raises AccessError: it is not the user's
        :raises UserError: it was submitted, or the agency has filed it
        """
        self._check_online()
        if not self._may_delete_online():
            raise UserError(
                self.env._("%(name)s cannot be deleted. Withdraw it instead, if you need it no longer.", name=self.name)
            )
        application_sudo = self.sudo()
        papers_sudo = application_sudo.checklist_ids.attachment_ids
        application_sudo.unlink()
        papers_sudo.unlink()
