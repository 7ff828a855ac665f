from odoo import api, fields, models

from ...tools.label import label_in
from .alert_table import ALERTS


class Alert(models.Model):
    """A warning that somebody was given: what the digest mails are written from, and what an auditor looks up."""

    _name = "ptsp.alert"
    _description = "Warning"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "given_at desc, id desc"
    _rec_name = "kind"

    application_id = fields.Many2one("ptsp.application", required=True, ondelete="cascade", index=True, readonly=True)
    service_id = fields.Many2one("ptsp.service", required=True, ondelete="cascade", index=True, readonly=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade", index=True, readonly=True)
    kind = fields.Selection(selection="_selection_kind", required=True, readonly=True)
    state = fields.Selection(selection="_selection_state", readonly=True, help="Where the application stood then.")
    user_id = fields.Many2one(
        "res.users",
        "Told",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
        help="Empty where the applicant was reminded by e-mail.",
    )
    due_at = fields.Datetime("Due Since", required=True, readonly=True)
    given_at = fields.Datetime("Told At", required=True, readonly=True)
    mailed_at = fields.Datetime(readonly=True, help="When the warning went out in the officer's digest mail.")

    _unmailed = models.Index("(user_id) WHERE mailed_at IS NULL AND user_id IS NOT NULL")

    @api.model
    def _selection_kind(self):
        return [(alert.key, label_in(self.env, alert.label)) for alert in ALERTS.values()]

    @api.model
    def _selection_state(self):
        return self.env["ptsp.service"]._selection_state()

    def _sentence(self):
        """Return what the officer reads, in the language of the environment."""
        self.ensure_one()
        return ALERTS[self.kind].sentence_in(self.env, self.application_id)
