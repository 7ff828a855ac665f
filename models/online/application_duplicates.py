from odoo import fields, models


class ApplicationDuplicates(models.Model):
    """Whether the same thing was applied for already: the front office and the applicant are told before they go on."""

    _inherit = "ptsp.application"

    duplicate_ids = fields.Many2many(
        "ptsp.application",
        compute="_compute_duplicate_ids",
        string="Possibly the Same",
        groups="ptsp_exhibition.group_reader",
        help="Applications at the same agency that seem to ask for the same thing, those that were given up aside.",
    )

    def _compute_duplicate_ids(self):
        found = self._duplicates()
        for application in self:
            application.duplicate_ids = self.browse(found.get(application.id, ()))

    def _duplicates(self):
        """Return which applications seem to ask for the same thing. A room says what that is of its theme.

        :return: dict from ids of these applications to lists of ids of others at the same agency
        """
        return {}

    def _own_duplicates(self):
        """Return what the applicant has filed already that seems to be the same; nothing of anybody else's.

        :return: applications, as superuser: the applicant may read all of them
        """
        self.ensure_one()
        ids = self._duplicates().get(self.id, [])
        others_sudo = self.sudo().browse(ids)
        own_sudo = others_sudo.filtered_domain([("commercial_partner_id", "=", self.sudo().commercial_partner_id.id)])
        return own_sudo.filtered_domain(self._domain_followed())
