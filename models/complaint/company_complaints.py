import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

#: The switch of this part.
SWITCH = "ptsp_uses_complaints"
#: Working days until an answer is due, where an agency has not said otherwise.
DAYS = {"ptsp_complaint_days_short": 5, "ptsp_complaint_days": 14, "ptsp_complaint_days_investigated": 60}
_SETTINGS = [*DAYS, "ptsp_complaint_alias"]
_ALIAS = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")
MODEL = "ptsp.complaint"


class CompanyComplaints(models.Model):
    """What an agency sets for complaints."""

    _inherit = "res.company"

    ptsp_uses_complaints = fields.Boolean("Complaints and Suggestions", default=True)
    ptsp_complaint_days_short = fields.Integer(
        "Answer to Questions and Thanks (Working Days)",
        default=DAYS["ptsp_complaint_days_short"],
        help="Questions and thanks are answered within so many working days.",
    )
    ptsp_complaint_days = fields.Integer(
        "Answer to Complaints and Suggestions (Working Days)",
        default=DAYS["ptsp_complaint_days"],
        help="Complaints and suggestions are answered within so many working days.",
    )
    ptsp_complaint_days_investigated = fields.Integer(
        "Answer to What Is Investigated (Working Days)",
        default=DAYS["ptsp_complaint_days_investigated"],
        help="Complaints about officers, and whatever must be investigated, are answered within so many working days.",
    )
    ptsp_complaint_alias = fields.Char(
        "Mail Box for Complaints",
        max_chars=63,
        help="What stands before the @: e-mails to this address are entered as complaints. None where empty.",
    )
    ptsp_complaint_alias_id = fields.Many2one(
        "mail.alias", "Address of That Mail Box", readonly=True, copy=False, ondelete="set null"
    )

    _ptsp_complaint_days_bounded = models.Constraint(
        "CHECK (ptsp_complaint_days_short BETWEEN 1 AND 250 AND ptsp_complaint_days BETWEEN 1 AND 250 "
        "AND ptsp_complaint_days_investigated BETWEEN 1 AND 250)",
        "Complaints are answered within 1 to 250 working days.",
    )

    @api.model
    def _ptsp_parts(self):
        return {
            **super()._ptsp_parts(),
            SWITCH: ["complaint_menu", "figure_complaint_menu", "complaint_publication_menu"],
        }

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies.filtered("ptsp_complaint_alias")._ptsp_keep_alias()
        return companies

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"ptsp_complaint_alias", SWITCH}:
            self._ptsp_keep_alias()
        return result

    def _ptsp_keep_alias(self):
        """Let the mail box of each agency exist, bear its name, or exist no more.

        :raises ValidationError: the name is none, or taken
        """
        aliases_sudo = self.env["mail.alias"].sudo()
        for company_sudo in self.sudo():
            name = (company_sudo.ptsp_complaint_alias or "").strip().lower()
            if name and not _ALIAS.fullmatch(name):
                raise ValidationError(
                    self.env._(
                        "The mail box for complaints is named by letters, digits, dots and dashes, without @. "
                        "Correct it."
                    )
                )
            alias_sudo = company_sudo.ptsp_complaint_alias_id
            if not name or not company_sudo.ptsp_uses_complaints:
                alias_sudo.unlink()
                continue
            values = {
                "alias_name": name,
                "alias_contact": "everyone",
                "alias_model_id": self.env["ir.model"]._get_id(MODEL),
                "alias_defaults": str({"company_id": company_sudo.id}),
                "alias_domain_id": company_sudo.alias_domain_id.id,
            }
            if alias_sudo:
                alias_sudo.write(values)
            else:
                company_sudo.ptsp_complaint_alias_id = aliases_sudo.create(values)


class AgencySettingsComplaints(models.TransientModel):
    """A manager says whether the agency takes complaints here, by when they are answered, and to which mail box."""

    _inherit = "ptsp.agency.settings"

    ptsp_uses_complaints = fields.Boolean("Complaints and Suggestions")
    ptsp_complaint_days_short = fields.Integer("Answer to Questions and Thanks (Working Days)")
    ptsp_complaint_days = fields.Integer("Answer to Complaints and Suggestions (Working Days)")
    ptsp_complaint_days_investigated = fields.Integer("Answer to What Is Investigated (Working Days)")
    ptsp_complaint_alias = fields.Char("Mail Box for Complaints", max_chars=63)

    @api.model
    def _settings(self):
        return [*super()._settings(), *_SETTINGS]
