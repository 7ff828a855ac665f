from odoo import api, fields, models
from odoo.exceptions import UserError

from .request import KINDS


class RequestPhrase(models.Model):
    """A sentence with which officers often ask applicants for something: one of the library of a service."""

    _name = "ptsp.request.phrase"
    _description = "Phrase for Requests"
    _inherit = ["ptsp.confined.mixin"]
    _order = "service_id, sequence, id"

    active = fields.Boolean(default=True, help="Officers find it as they ask. What was asked with it stays.")
    service_id = fields.Many2one("ptsp.service", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char("Reason", required=True, translate=True, help="In a few words, as managers count it.")
    text = fields.Text(
        "Sentence",
        required=True,
        translate=True,
        max_chars=2000,
        max_lines=50,
        help="What the applicant reads. Whoever asks may change it.",
    )
    kind = fields.Selection(KINDS, help="What it is for. Empty where it fits everything.")
    requirement_id = fields.Many2one(
        "ptsp.requirement",
        "Paper",
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        help="The paper of which it speaks. Empty where it fits every paper.",
    )

    @api.constrains("service_id", "requirement_id")
    def _check_requirement(self):
        for phrase in self:
            if phrase.requirement_id and phrase.requirement_id.service_id != phrase.service_id:
                raise UserError(
                    self.env._(
                        "%(paper)s is asked for by another service. Choose a paper of %(service)s.",
                        paper=phrase.requirement_id.name,
                        service=phrase.service_id.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        # Whatever the user may read of the applications.
        used_sudo = self.env["ptsp.request"].sudo().search([("phrase_id", "in", self.ids)], limit=1)
        if used_sudo:
            raise UserError(
                self.env._(
                    "Applicants were asked with the phrase %(phrase)s. "
                    "Archive it, and officers do not find it any more.",
                    phrase=used_sudo.phrase_id.name,
                )
            )
