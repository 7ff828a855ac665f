import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import file_open

from ...tools import paper

#: Longest text of a line of the letterhead.
LETTERHEAD_LINE = 200


class CompanyLetterhead(models.Model):
    _inherit = "res.company"

    ptsp_separation_of_duties = fields.Boolean(
        "Separation of Duties",
        default=True,
        help="Drafter, section head, division head and signer of a letter are four people.",
    )
    ptsp_attachment_limit = fields.Integer(
        "Largest Attachment (MB)",
        default=paper.DEFAULT_LIMIT,
        help="Papers of an application larger than this are refused.",
    )

    # The letterhead (*kop*). Name, address and the right-hand logo are the company's own.
    ptsp_government = fields.Char("Government", max_chars=LETTERHEAD_LINE, help="First line of the letterhead.")
    ptsp_emblem = fields.Image(
        "Regional Emblem",
        max_width=512,
        max_height=512,
        default=lambda self: self._ptsp_default_emblem(),
        help="Stands on the left of the letterhead; the logo of the agency stands on the right.",
    )
    ptsp_paper = fields.Selection(
        [("a4", "A4 (210 x 297 mm)"), ("f4", "F4 / Folio (215 x 330 mm)")],
        "Paper Size",
        # Not required: the database would refuse companies that come while this addon is not loaded yet.
        default="a4",
        help="Paper on which the official documents are printed. A4 where empty.",
    )

    _ptsp_attachment_limit_positive = models.Constraint(
        "CHECK (ptsp_attachment_limit > 0)", "The largest attachment must be at least 1 MB."
    )
    _ptsp_attachment_limit_bounded = models.Constraint(
        "CHECK (ptsp_attachment_limit <= 100)", "The largest attachment must be at most 100 MB."
    )

    @api.model
    def _ptsp_default_emblem(self):
        """Return a neutral emblem, until the agency uploads its own."""
        with file_open("ptsp_exhibition/static/img/emblem.png", "rb") as file:
            return base64.b64encode(file.read())

    @api.model
    def _ptsp_give_emblem(self):
        """Give the agencies that are there already the neutral emblem: only new ones take it by default."""
        companies_sudo = self.sudo().search([("ptsp_emblem", "=", False)])
        companies_sudo.ptsp_emblem = self._ptsp_default_emblem()

    def _ptsp_check_letterhead(self):
        """Refuse to issue a letter under an incomplete letterhead.

        :raises UserError: naming the logo that is missing, and where to upload it
        """
        for company in self:
            for name, label in (
                ("ptsp_emblem", self.env._("the regional emblem")),
                ("logo", self.env._("the logo of the agency")),
            ):
                if not company[name]:
                    raise UserError(
                        self.env._(
                            "The letterhead of %(agency)s lacks %(logo)s. "
                            "A manager uploads it under PTSP, Configuration, Agency.",
                            agency=company.name,
                            logo=label,
                        )
                    )
