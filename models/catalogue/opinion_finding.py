from odoo import api, fields, models
from odoo.exceptions import UserError

RESULTS = [("met", "Met"), ("not_met", "Not Met"), ("not_applicable", "Not Applicable")]


class OpinionFinding(models.Model):
    """What an OPD has found on one criterion of its opinion (step 10)."""

    _name = "ptsp.opinion.finding"
    _description = "Finding of an OPD"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]
    _order = "review_id, sequence, id"

    review_id = fields.Many2one(
        "ptsp.technical.review", "Technical Review", required=True, ondelete="cascade", index=True, procedure=True
    )
    criterion_id = fields.Many2one(
        "ptsp.opinion.criterion",
        "Criterion in the Catalogue",
        ondelete="set null",
        index="btree_not_null",
        procedure=True,
        groups="ptsp_exhibition.group_reader",
    )
    sequence = fields.Integer(readonly=True, procedure=True)
    name = fields.Char("Criterion", required=True, readonly=True, procedure=True, help="As it stood when it was asked.")
    result = fields.Selection(RESULTS, help="What the OPD has found.")
    remark = fields.Text(max_chars=1000, max_lines=20)

    def write(self, vals):
        if not self._is_procedure:
            self._check_may_find()
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        if vals_list and not self._is_procedure:
            self._refuse_by_hand()
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_by_procedure(self):
        if not self._is_procedure:
            self._refuse_by_hand()

    def _refuse_by_hand(self):
        """Refuse findings that do not come from the catalogue.

        :raises UserError: always
        """
        raise UserError(
            self.env._("The criteria of an opinion come from the catalogue. Write what else there is into the opinion.")
        )

    def _check_may_find(self):
        """Findings are written by who gives the opinion, while it is owed.

        :raises AccessError: the user is no member of the OPD, nor enters opinions on paper
        :raises UserError: the OPD does not have the file, or has given its opinion
        """
        reviews = self.review_id
        reviews._check_may_issue()
        reviews.application_id._lock_for_procedure()
        for review in reviews:
            if not review.awaited:
                raise UserError(
                    self.env._(
                        "%(agency)s does not have the file now, or has given its opinion: reload the page.",
                        agency=review.agency_id.name,
                    )
                )
