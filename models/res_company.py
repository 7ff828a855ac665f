from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    ptsp_separation_of_duties = fields.Boolean(
        "Separation of Duties",
        default=True,
        help="Drafter, section head, division head and signer of one revision of a letter are four people.",
    )
    ptsp_attachment_limit = fields.Integer(
        "Largest Attachment (MB)",
        default=10,
        help="Papers of an application larger than this are refused.",
    )

    _ptsp_attachment_limit_positive = models.Constraint(
        "CHECK (ptsp_attachment_limit > 0)", "The largest attachment must be at least 1 MB."
    )

    def write(self, vals):
        switched = self.browse()
        if "ptsp_separation_of_duties" in vals:
            value = bool(vals["ptsp_separation_of_duties"])
            switched = self.filtered(lambda company: company.ptsp_separation_of_duties != value)
        result = super().write(vals)
        for company in switched:
            company._ptsp_log_separation_of_duties()
        return result

    def _ptsp_log_separation_of_duties(self):
        """Leave a note on the company's own contact: who switched the separation of duties, and how."""
        self.ensure_one()
        body = (
            self.env._("Separation of duties was switched on by %(user)s.", user=self.env.user.name)
            if self.ptsp_separation_of_duties
            else self.env._("Separation of duties was switched off by %(user)s.", user=self.env.user.name)
        )
        self.sudo().partner_id._message_log(body=body, author_id=self.env.user.partner_id.id)
