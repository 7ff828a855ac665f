from odoo import api, fields, models
from odoo.exceptions import ValidationError

#: Who is above whom: an officer below the section head, and so on up to the agency head.
HEADS = ("section_head", "division_head", "agency_head")


class OfficerSuperior(models.Model):
    """The direct superior (*atasan langsung*) of an officer, and the heads above that one."""

    _inherit = "res.users"

    ptsp_superior_id = fields.Many2one(
        "res.users",
        "Direct Superior",
        ondelete="set null",
        index="btree_not_null",
        domain="[('share', '=', False), ('id', '!=', id)]",
        help="Evaluates this officer. Where it is empty, a head of the next level does.",
    )

    @api.constrains("ptsp_superior_id")
    def _check_ptsp_superior_id(self):
        for user in self:
            if user.ptsp_superior_id == user:
                raise ValidationError(self.env._("Nobody is the own superior. Choose somebody else."))

    @api.model
    def _ptsp_superiors(self, officers, company):
        """Return who is above officers of an agency: the direct superior, then the head above that one, and so on.

        Where several hold the office above, it is whoever was entered first.

        :param officers: ``res.users``
        :param company: a ``res.company``
        :return: dict from officers to ``res.users``, perhaps none: nobody is above the agency head
        """
        heads_sudo = self.sudo()._ptsp_holders(company, HEADS)

        def above(user):
            named = user.ptsp_superior_id
            if named and named != user and named._ptsp_serves(company):
                return named
            levels = [number for number, role in enumerate(HEADS) if role in user._ptsp_own_roles()]
            for role in HEADS[max(levels, default=-1) + 1 :]:
                # Who acts for a head for some days evaluates nobody where there is a head.
                in_order = (heads_sudo[role] - user).sorted(
                    lambda head, role=role: (role not in head._ptsp_own_roles(), head.id)
                )
                if in_order:
                    return in_order[0]
            return self.browse()

        superiors = {}
        for officer_sudo in officers.sudo():
            chain_sudo, head_sudo = self.sudo().browse(), above(officer_sudo)
            while head_sudo and head_sudo != officer_sudo and head_sudo not in chain_sudo:
                chain_sudo += head_sudo
                head_sudo = above(head_sudo)
            superiors[officer_sudo] = chain_sudo
        return superiors

    def _ptsp_serves(self, company):
        """Tell whether somebody is an active officer of an agency.

        :param company: a ``res.company``
        """
        self.ensure_one()
        return self.active and not self.share and company in self.company_ids and self._is_ptsp_staff()
