from odoo import api, fields, models

from ...tools import paper

#: What one account may do where an agency has not said otherwise.
DRAFTS, FILES, MEGABYTES = 5, 40, 100
#: More than this no agency may allow: one application would fill the server.
MOST = {"ptsp_online_drafts": 50, "ptsp_online_files": 200, "ptsp_online_megabytes": 500}


class CompanyOnline(models.Model):
    """How much one account may file online."""

    _inherit = "res.company"

    ptsp_online_drafts = fields.Integer(
        "Drafts per Account", default=DRAFTS, help="Who has that many drafts online submits or deletes one first."
    )
    ptsp_online_files = fields.Integer(
        "Files per Application", default=FILES, help="Files that an applicant may attach to one application."
    )
    ptsp_online_megabytes = fields.Integer(
        "Size of All Files (MB)", default=MEGABYTES, help="What all files of one application may have together."
    )

    _ptsp_online_positive = models.Constraint(
        "CHECK (ptsp_online_drafts > 0 AND ptsp_online_files > 0 AND ptsp_online_megabytes > 0)",
        "Drafts, files and their size must each be at least 1.",
    )
    _ptsp_online_bounded = models.Constraint(
        "CHECK (ptsp_online_drafts <= {ptsp_online_drafts} AND ptsp_online_files <= {ptsp_online_files} "
        "AND ptsp_online_megabytes <= {ptsp_online_megabytes})".format(**MOST),
        "At most 50 drafts, 200 files and 500 MB may be allowed.",
    )

    def _ptsp_online_limit(self, name):
        """Return a limit of the agency.

        :param str name: ``drafts``, ``files`` or ``megabytes``
        """
        self.ensure_one()
        defaults = {"drafts": DRAFTS, "files": FILES, "megabytes": MEGABYTES}
        # Everybody who comes up against it is told.
        return self.sudo()[f"ptsp_online_{name}"] or defaults[name]

    def _ptsp_largest_paper(self):
        """Return how many bytes one paper may have."""
        self.ensure_one()
        return (self.sudo().ptsp_attachment_limit or paper.DEFAULT_LIMIT) * 1024 * 1024


class AgencySettingsOnline(models.TransientModel):
    """A manager sets how much one account may file online."""

    _inherit = "ptsp.agency.settings"

    ptsp_online_drafts = fields.Integer("Drafts per Account")
    ptsp_online_files = fields.Integer("Files per Application")
    ptsp_online_megabytes = fields.Integer("Size of All Files (MB)")

    @api.model
    def _settings(self):
        return [*super()._settings(), *MOST]
