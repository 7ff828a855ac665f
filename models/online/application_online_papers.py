import hashlib

from odoo import models
from odoo.exceptions import AccessError, UserError

from ...tools import smaller_image


class ApplicationOnlinePapers(models.Model):
    """Papers that an applicant attaches, each to the line of the checklist that asks for it."""

    _inherit = "ptsp.application"

    def _lines_online(self):
        """Return the checklist lines for which the applicant attaches papers now."""
        self.ensure_one()
        lines = self.env["ptsp.checklist.line"].search_fetch(
            [("application_id", "=", self.id), ("applicable", "=", True)],
            ["name", "mandatory", "original_at_pickup", "application_id", "sequence"],
        )
        return lines.sorted("id").sorted("sequence")

    def _attach_online(self, line_id, name, content, smaller=False):
        """Attach a paper.

        :param int line_id: id of a line of the application's checklist
        :param str name: as the applicant has called the file
        :param bytes content: the whole file
        :param bool smaller: the applicant wants a photo to be made smaller; only that is kept then
        :return: the paper, ``ir.attachment``, as superuser
        :raises AccessError: the application or the line is not the user's
        :raises UserError: it is not the applicant's turn, the paper is empty or there already, or there are too many
        :raises ValidationError: the paper is not of an allowed kind or size
        """
        self._check_online()
        line = self._line_online(line_id)
        content = smaller_image.smaller(content) if smaller else content
        self._check_new_paper(line, name, content)
        [paper_sudo] = line.sudo().with_company(self.company_id)._add_papers([(name, content)])
        return paper_sudo

    def _take_off_online(self, paper_id):
        """Take a paper off again.

        :param int paper_id: id of an attachment of the application's checklist
        :raises AccessError: the application or the paper is not the user's
        :raises UserError: it is not the applicant's turn
        """
        self._check_online()
        lines_sudo = self.sudo().checklist_ids.filtered(lambda line: paper_id in line.attachment_ids.ids)
        if not lines_sudo:
            raise UserError(self.env._("This file is not there any more. Perhaps it was removed in another window."))
        for line_sudo in lines_sudo:
            line_sudo._take_off_paper(line_sudo.attachment_ids.browse(paper_id))

    def _paper_online(self, paper_id):
        """Return a paper of the application, for whoever may read the application.

        :param int paper_id: id of an attachment
        :return: the paper, ``ir.attachment``, as superuser; empty where the application has no such paper
        :raises AccessError: the application is not for the user's eyes
        """
        self.check_access("read")
        # Odoo lets applicants read no attachments; the papers are theirs.
        return self.sudo().checklist_ids.attachment_ids.filtered(lambda paper: paper.id == paper_id)

    def _line_online(self, line_id):
        """Return a line of the checklist.

        :param int line_id: its id
        :raises AccessError: the application has no such line
        """
        line = self.checklist_ids.filtered(lambda line: line.id == line_id)
        if not line:
            raise AccessError(self.env._("%(name)s asks for no such paper. Load the page again.", name=self.name))
        return line

    def _check_new_paper(self, line, name, content):
        """Refuse a paper that cannot be meant, or is one too many.

        :param line: the line of the checklist
        :param str name: as the applicant has called the file
        :param bytes content: the whole file
        :raises UserError: naming the file, and saying what to do
        """
        if not content:
            raise UserError(
                self.env._("The file %(name)s is empty. Scan or save it again, and attach it then.", name=name)
            )
        # Odoo knows papers by this, which is no secret and no seal.
        checksum = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        papers_sudo = self.sudo().checklist_ids.attachment_ids
        if checksum in line.sudo().attachment_ids.mapped("checksum"):
            raise UserError(
                self.env._("The file %(name)s is attached to %(paper)s already.", name=name, paper=line.name)
            )
        files, megabytes = (self.company_id._ptsp_online_limit(limit) for limit in ("files", "megabytes"))
        if len(papers_sudo) >= files:
            raise UserError(
                self.env._(
                    "The file %(name)s is one too many: an application has at most %(limit)s files. Put several pages "
                    "into one PDF.",
                    name=name,
                    limit=files,
                )
            )
        if sum(papers_sudo.mapped("file_size")) + len(content) > megabytes * 1024 * 1024:
            raise UserError(
                self.env._(
                    "With the file %(name)s all files would be larger than %(limit)s MB. Scan it at a lower "
                    "resolution.",
                    name=name,
                    limit=megabytes,
                )
            )

    def _papers_missing_online(self, lines=None):
        """Return the lines whose paper is called for and not attached.

        :param lines: the lines that count, where they are at hand
        """
        lines = self._lines_online() if lines is None else lines
        return lines.filtered(lambda line: line.mandatory and not line.sudo().attachment_ids)
