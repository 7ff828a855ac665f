import logging

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import clamd

_logger = logging.getLogger(__name__)
REFUSE, MARK = "refuse", "mark"
#: Where the administrator of the server says by which address ClamAV's daemon is reached; nothing: nothing is scanned.
PARAMETER = "ptsp_exhibition.clamd"


class AttachmentScanned(models.Model):
    """Papers of an application are scanned for viruses before they are kept, where the server has a ClamAV."""

    _inherit = "ir.attachment"

    ptsp_not_scanned = fields.Boolean(
        "Not Scanned",
        readonly=True,
        copy=False,
        help="ClamAV could not be reached when this paper came, and the agency takes papers all the same.",
    )

    def _ptsp_check_content(self):
        result = super()._ptsp_check_content()
        address = self.env["ir.config_parameter"].sudo().get_param(PARAMETER)
        if address:
            for attachment in self.filtered(lambda paper: paper._ptsp_is_paper()):
                attachment._ptsp_scan(address)
        return result

    def _ptsp_scan(self, address):
        """Have a paper scanned.

        :param str address: of ClamAV's daemon
        :raises ValidationError: it has a virus, or nobody could tell and the agency takes no such papers
        """
        try:
            virus = clamd.scan(address, self.raw or b"")
        except clamd.NotScanned as error:
            _logger.warning("A paper could not be scanned by %s: %s", address, error)
            self._ptsp_unscanned()
            return
        if virus:
            raise ValidationError(
                self.env._(
                    "The file %(name)s has a virus (%(virus)s) and was not kept. Have your device checked, and scan "
                    "the paper anew.",
                    name=self.name,
                    virus=virus,
                )
            )
        self.sudo()._ptsp_set({"ptsp_not_scanned": False})

    def _ptsp_unscanned(self):
        """Refuse or mark a paper of which nobody can tell whether it has a virus, as the agency has chosen.

        :raises ValidationError: the agency takes no such papers
        """
        # Whoever sends a paper comes up against it.
        if self.env.company.sudo().ptsp_unscanned != MARK:
            raise ValidationError(
                self.env._(
                    "The file %(name)s could not be scanned for viruses just now and was not kept. Send it again in a "
                    "few minutes, or bring the paper to Customer Service.",
                    name=self.name,
                )
            )
        self.sudo()._ptsp_set({"ptsp_not_scanned": True})


class ApplicationUnscanned(models.Model):
    """Officers are told which papers nobody has scanned."""

    _inherit = "ptsp.application"

    unscanned_papers = fields.Char(
        compute="_compute_unscanned_papers",
        groups="ptsp_exhibition.group_reader",
        help="Names of the papers that could not be scanned for viruses when they came.",
    )

    @api.depends("checklist_ids.attachment_ids.ptsp_not_scanned")
    def _compute_unscanned_papers(self):
        for application in self:
            # Who reads an application is told of its papers.
            papers_sudo = application.sudo().checklist_ids.attachment_ids
            application.unscanned_papers = ", ".join(papers_sudo.filtered("ptsp_not_scanned").mapped("name"))


class CompanyScan(models.Model):
    """What an agency does with papers that could not be scanned."""

    _inherit = "res.company"

    ptsp_unscanned = fields.Selection(
        [(REFUSE, "Refuse it"), (MARK, "Take it, and mark it")],
        "Paper That Could Not Be Scanned",
        default=REFUSE,
        help="What becomes of a paper while ClamAV, by which the server scans papers for viruses, cannot be reached.",
    )


class AgencySettingsScan(models.TransientModel):
    """A manager chooses what becomes of papers that could not be scanned."""

    _inherit = "ptsp.agency.settings"

    ptsp_unscanned = fields.Selection(
        selection=lambda self: self.env["res.company"]._fields["ptsp_unscanned"]._description_selection(self.env),
        string="Paper That Could Not Be Scanned",
        required=True,
    )

    @api.model
    def _settings(self):
        return [*super()._settings(), "ptsp_unscanned"]


class SettingsScan(models.TransientModel):
    """The administrator of the server says where ClamAV's daemon is."""

    _inherit = "res.config.settings"

    ptsp_clamd = fields.Char("ClamAV", config_parameter=PARAMETER)
