from datetime import timedelta

from odoo import api, fields, models

#: How often one address may open or send something in a minute before it has to wait.
VISITS_PER_MINUTE = 60
#: After how many days a visit is forgotten.
DAYS_KEPT = 365


class OpdVisitLog(models.Model):
    """What somebody did by a link without a login: when, from where, and what. It is only ever inserted."""

    _name = "ptsp.opd.visit.log"
    _description = "Visit by a Link to an Opinion"
    _inherit = ["ptsp.visitor.mixin"]
    _order = "id desc"
    _rec_name = "what"
    # No row shall name the officer who was logged in beside it.
    _log_access = False

    link_id = fields.Many2one("ptsp.opd.link", readonly=True, index="btree_not_null", ondelete="cascade")
    company_id = fields.Many2one(related="link_id.company_id")
    what = fields.Selection(
        [
            ("unknown", "No Such Link"),
            ("closed", "Link Opens Nothing"),
            ("opened", "Opened"),
            ("code_sent", "Code Sent"),
            ("code_wrong", "Wrong Code"),
            ("confirmed", "Code Entered"),
            ("paper", "Paper Read"),
            ("refused", "Opinion Incomplete"),
            ("answered", "Opinion Given"),
        ],
        "What Was Done",
        required=True,
        readonly=True,
    )
    detail = fields.Char("Paper", readonly=True, help="Which paper was read.")

    _number_unique = models.UniqueIndex("(address_hash, number)", "This visit was counted already.")

    @api.model
    def _visits_allowed(self):
        return VISITS_PER_MINUTE, timedelta(minutes=1)

    @api.autovacuum
    def _gc_visits(self):
        """Forget visits after their time, some at a time."""
        return self._forget_visits(self.env.cr.now() - timedelta(days=DAYS_KEPT))
