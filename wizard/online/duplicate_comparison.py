from markupsafe import Markup

from odoo import api, fields, models

_TABLE = Markup('<table class="table table-sm o_ptsp_side_by_side"><thead>{}</thead><tbody>{}</tbody></table>')
_HEAD = Markup('<tr><th scope="col"></th><th scope="col">{}</th><th scope="col">{}</th></tr>')
_ROW = Markup('<tr class="{}"><th scope="row">{}</th><td>{}</td><td>{}</td></tr>')


class PtspDuplicateComparison(models.TransientModel):
    """Two applications that seem to be the same, side by side, for who decides (step 4)."""

    _name = "ptsp.duplicate.comparison"
    _description = "Two Applications Side by Side"

    application_id = fields.Many2one("ptsp.application", required=True, readonly=True)
    possible_ids = fields.Many2many(related="application_id.duplicate_ids")
    other_id = fields.Many2one("ptsp.application", "Compare With", required=True, domain="[('id', 'in', possible_ids)]")
    linked = fields.Boolean(compute="_compute_comparison")
    comparison = fields.Html(compute="_compute_comparison", sanitize=False)

    @api.depends("application_id", "other_id")
    def _compute_comparison(self):
        for wizard in self:
            one, other = wizard.application_id, wizard.other_id
            wizard.linked = bool(other) and one.duplicate_of_id == other
            rows = one._side_by_side(one, other) if one and other else []
            wizard.comparison = _TABLE.format(
                _HEAD.format(self.env._("This Application"), self.env._("The Other One")),
                Markup("").join(
                    _ROW.format("" if mine == theirs else "table-warning", label, mine or "–", theirs or "–")
                    for label, mine, theirs in rows
                ),
            )

    def action_link(self):
        """Keep that both are about the same matter.

        :return: the action that closes the dialog
        :raises AccessError: the user is not Customer Service
        """
        self.ensure_one()
        self.application_id._link_to(self.other_id)
        return {"type": "ir.actions.act_window_close"}

    def action_separate(self):
        """Take the link off again.

        :return: the action that closes the dialog
        :raises AccessError: the user is not Customer Service
        """
        self.ensure_one()
        self.application_id._link_to(self.other_id.browse())
        return {"type": "ir.actions.act_window_close"}

    def action_refuse(self):
        """Give the application up, with a note that names the other one, which may still be changed.

        :return: the action that opens the dialog
        :raises UserError: the user cannot give it up now
        """
        self.ensure_one()
        return self.application_id._action_refuse_as(self.other_id)
