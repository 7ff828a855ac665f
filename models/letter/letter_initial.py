from odoo import api, fields, models


class LetterInitial(models.Model):
    """An initial (*paraf*) of a head on a revision of a letter (steps 12 and 13).

    It counts until it is struck out, because the draft goes back; it is kept even then, for whoever initialled one
    revision of a letter does no other step of it.
    """

    _name = "ptsp.letter.initial"
    _description = "Initial on a Letter"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "application_id, id"
    _rec_name = "role"

    application_id = fields.Many2one("ptsp.application", required=True, ondelete="cascade", index=True, readonly=True)
    company_id = fields.Many2one(related="application_id.company_id")
    revision = fields.Integer(required=True, readonly=True, aggregator=None)
    role = fields.Selection(selection="_selection_role", required=True, readonly=True)
    user_id = fields.Many2one("res.users", "Officer", required=True, readonly=True, ondelete="restrict", index=True)
    deputation_id = fields.Many2one(
        "ptsp.deputation",
        "Acting As",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="Where the officer did not hold the role but acted for somebody.",
    )
    initialled_at = fields.Datetime("Initialled", required=True, readonly=True)
    struck_at = fields.Datetime("Struck Out", readonly=True, help="When the draft went back. Empty while it counts.")

    _role_unique = models.UniqueIndex(
        "(application_id, role) WHERE struck_at IS NULL", "This role has initialled the letter already."
    )

    @api.model
    def _selection_role(self):
        Group = self.env["res.groups"]
        return [(role, Group._ptsp_role_label(role)) for role in Group._ptsp_role_ids()]

    @api.model
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        # Guards read initials whole, and at every press: in one query.
        return super().search_fetch(domain, None, offset=offset, limit=limit, order=order)

    def _acting_as(self):
        """Return the role that the officer held for somebody, as official documents name it; empty for who held it."""
        return self.deputation_id._official_role()

    def _counting(self, revision):
        """Return the initials that are on a revision and have not been struck out.

        :param int revision: its number
        """
        return self.filtered(lambda initial: initial.revision == revision and not initial.struck_at)
