from odoo import models


class ApplicationPeople(models.Model):
    """Who speaks for an applicant: with an account, whoever follows; without one, as long as the power lasts."""

    _inherit = "ptsp.application"

    def _people_of_applicant(self, partners):
        self.ensure_one()
        known = super()._people_of_applicant(partners)
        return partners.filtered(lambda partner: self._is_told(partner, partner in known))

    def _is_told(self, partner, known):
        """Tell whether one is written to about the application, and may write.

        :param partner: ``res.partner``
        :param bool known: the partner is of the applicant's people, or the representative
        """
        mine_sudo = self.sudo()
        accounts_sudo = partner.sudo().user_ids.filtered(lambda user: user._is_portal())
        if accounts_sudo:
            return any(
                mine_sudo.commercial_partner_id.id in account._ptsp_principals()
                or self.id in account._ptsp_represented_ids()
                for account in accounts_sudo
            )
        of_applicant = partner.sudo().commercial_partner_id == mine_sudo.commercial_partner_id
        return known and (of_applicant or self._power_lasts())
