from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.boolean_search import positive


class ApplicationFollowed(models.Model):
    """Whose application it is: who follows it as an applicant, and who of them may act.

    Rules, pages and the procedure ask here, each time anew. What Odoo remembers of its rules names nobody's company, so
    whoever left one, or was taken off, sees nothing from that moment on.
    """

    _inherit = "ptsp.application"

    followed_by_me = fields.Boolean(
        compute="_compute_followed_by_me",
        search="_search_followed_by_me",
        compute_sudo=True,
        help="It is mine as an applicant, or my company's, or I follow it for its applicant.",
    )

    @api.depends("commercial_partner_id")
    @api.depends_context("uid")
    def _compute_followed_by_me(self):
        followed = self.filtered_domain(self._domain_followed())
        for application in self:
            application.followed_by_me = application in followed

    def _search_followed_by_me(self, operator, values):
        return positive(operator, values, self._domain_followed)

    @api.model
    def _domain_followed(self, acting=False):
        """Return the domain of the applications that are the user's as an applicant. A higher room adds whom it knows.

        :param bool acting: only those for which the user may act, too: answer, hand in, withdraw, receive
        :return: ``Domain``
        """
        if not self.env.user._is_portal():
            return Domain.FALSE
        return Domain("commercial_partner_id", "=", self.env.user.commercial_partner_id.id)

    def _is_applicants(self):
        """Tell whether the user may act as the applicant: is the applicant, of its company, or acts for it."""
        self.ensure_one()
        # Whose it is stands in the application and in its contacts, whatever the user reads of them.
        return self.env.user._is_portal() and bool(self.sudo().filtered_domain(self._domain_followed(acting=True)))
