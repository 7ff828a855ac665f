from odoo import api, models
from odoo.fields import Command


class ChecklistLinePapers(models.Model):
    """Papers of a checklist line: of registered applications it is kept which were exchanged."""

    _inherit = "ptsp.checklist.line"

    def write(self, vals):
        if "attachment_ids" not in vals:
            return super().write(vals)
        before = {line: line.attachment_ids for line in self._of_registered()}
        if before:
            vals = {**vals, "attachment_ids": self._taken_off(vals["attachment_ids"])}
        result = super().write(vals)
        self.attachment_ids._ptsp_adopt(self)
        self._note_papers(before)
        return result

    def _exchange_papers(self, papers):
        """Put papers in the place of those that are there, in procedure mode. Those of before are taken off.

        :param papers: ``ir.attachment`` of this line
        """
        self.ensure_one()
        self.write({"attachment_ids": [Command.set(papers.ids)]})

    def _add_papers(self, files):
        """Add papers to the line, each checked by its content, whoever is allowed to.

        :param list files: pairs of a name and the content as bytes
        :return: the papers, ``ir.attachment``
        :raises UserError: the papers can no longer be changed
        :raises ValidationError: a paper is not of an allowed kind or size
        """
        self.ensure_one()
        own = {"res_model": self._name, "res_id": self.id}
        papers = self.env["ir.attachment"].create([{"name": name, "raw": content, **own} for name, content in files])
        self.write({"attachment_ids": [Command.link(paper.id) for paper in papers]})
        return papers

    def _take_off_paper(self, paper):
        """Take a paper off the line. That of a registered file is kept, see :meth:`_note_papers`.

        :param paper: an ``ir.attachment`` of the line
        :raises UserError: the papers can no longer be changed
        """
        self.ensure_one()
        self.write({"attachment_ids": [Command.unlink(paper.id)]})
        if not self._of_registered():
            paper.unlink()

    def _of_registered(self):
        """Return which of the lines belong to registered applications."""
        registered = self.application_id.filtered_domain(self.application_id._domain_of_registered())
        return self.filtered(lambda line: line.application_id in registered)

    @api.model
    def _taken_off(self, commands):
        """Return the same commands for a registered file, whose papers are taken off and never deleted.

        :param list commands: as Odoo takes them
        """
        return [
            Command.unlink(command[1])
            if isinstance(command, list | tuple) and command[0] == Command.DELETE
            else command
            for command in commands or ()
        ]

    def _note_papers(self, before):
        """Keep which papers of registered applications were exchanged, and the papers themselves.

        :param dict before: from lines to the papers that they had
        """
        for line, papers in before.items():
            # Whoever exchanges papers sees both.
            old_sudo, new_sudo = papers.sudo(), line.attachment_ids.sudo()
            if old_sudo == new_sudo:
                continue
            application = line.application_id
            said = line.with_context(lang=application._lang_of_changes())
            application._note_changes(
                {
                    application: [
                        {
                            "detail": f"checklist_ids,{line.id}",
                            "label": said.name or said.requirement_id.name,
                            "old_value": ", ".join(old_sudo.mapped("name")),
                            "new_value": ", ".join(new_sudo.mapped("name")),
                            "paper_ids": [Command.set(((old_sudo - new_sudo) | (new_sudo - old_sudo)).ids)],
                        }
                    ]
                }
            )
