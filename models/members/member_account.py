from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import NO_ACCESS
from odoo.tools import SQL

from .applicant_member import EDIT, NONE


class MemberAccount(models.Model):
    """Whose applications an account may see."""

    _inherit = "res.users"

    ptsp_followed = fields.Json(
        "Followed for Others",
        compute="_compute_ptsp_followed",
        groups=NO_ACCESS,
        help="What applicants have said of this account, and what it represents: read once for each page.",
    )

    @api.depends("partner_id")
    def _compute_ptsp_followed(self):
        self.env["ptsp.applicant.member"].flush_model()
        self.env["ptsp.application"].flush_model(["representative_id", "is_represented", "power_of_attorney_until"])
        # In no place on earth it is two days earlier than here.
        not_before = fields.Date.today() - timedelta(days=1)
        for user in self:
            rows = self.env.execute_query(
                SQL(
                    """SELECT principal_id, role, NULL, NULL::date
                         FROM ptsp_applicant_member
                        WHERE user_id = %s AND accepted_at IS NOT NULL AND ended_at IS NULL
                        UNION ALL
                       SELECT id, NULL, service_id, power_of_attorney_until
                         FROM ptsp_application
                        WHERE representative_id = %s AND is_represented AND power_of_attorney_until >= %s""",
                    user._origin.id,
                    user.partner_id.id,
                    not_before,
                )
            )
            services = self.env["ptsp.service"]
            user.ptsp_followed = {
                "principals": [(row_id, role) for row_id, role, _service, _until in rows if role],
                "represented": [
                    row_id
                    for row_id, role, service_id, until in rows
                    if not role and until >= services.browse(service_id)._today()
                ],
            }

    def _ptsp_principals(self):
        """Return the applicants whose applications the user follows, and how far.

        :return: dict from ids of contacts to ``edit`` or ``read``
        """
        self.ensure_one()
        user_sudo = self.sudo()
        roles = {user_sudo.commercial_partner_id.id: EDIT, **dict(user_sudo.ptsp_followed["principals"])}
        if user_sudo.partner_id.id in roles:
            # The account of the company itself is no colleague of whom it could be said otherwise.
            roles[user_sudo.partner_id.id] = EDIT
        return {principal_id: role for principal_id, role in roles.items() if role != NONE}

    def _ptsp_edited(self):
        """Return the applicants all of whose applications the user may edit, as superuser; the own one first."""
        self.ensure_one()
        own_id = self.sudo().commercial_partner_id.id
        ids = [principal_id for principal_id, role in self._ptsp_principals().items() if role == EDIT]
        return self.env["res.partner"].sudo().browse(sorted(ids, key=lambda principal_id: principal_id != own_id))

    def _ptsp_represented_ids(self):
        """Return the ids of the applications that the user represents today."""
        self.ensure_one()
        return self.sudo().ptsp_followed["represented"]


class ContactLeft(models.Model):
    """What changes with the company of a contact that has an account."""

    _inherit = "res.partner"

    def write(self, vals):
        moved = {"parent_id", "is_company", "commercial_partner_id"}.intersection(vals)
        before = {contact: contact.commercial_partner_id for contact in self.sudo()} if moved else {}
        result = super().write(vals)
        left = {contact: company for contact, company in before.items() if contact.commercial_partner_id != company}
        if left:
            self._ptsp_left(left)
        return result

    def _ptsp_left(self, left):
        """Let contacts that have left a company see, and be told, nothing of its applications any more.

        :param dict left: from contacts, as superuser, to the contacts of the companies that they have left
        """
        # Odoo remembers which contacts a user reads by the company of the user.
        self.env.registry.clear_cache()
        Application = self.env["ptsp.application"]
        Application._followed_otherwise()
        for contact_sudo, company_sudo in left.items():
            family_sudo = contact_sudo.search([("id", "child_of", contact_sudo.id)])
            Application.sudo().search([("commercial_partner_id", "=", company_sudo.id)]).message_unsubscribe(
                family_sudo.ids
            )
