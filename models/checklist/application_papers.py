from odoo import api, fields, models
from odoo.fields import Domain


class ApplicationPapers(models.Model):
    """The papers of a file, which the control sheet ties into its chain when the file is declared complete."""

    _inherit = "ptsp.application"

    paper_count = fields.Integer("Papers", compute="_compute_paper_count", groups="ptsp_exhibition.group_reader")

    @api.depends("checklist_ids.attachment_ids")
    def _compute_paper_count(self):
        for application in self:
            application.paper_count = len(application.checklist_ids.attachment_ids)

    def action_view_papers(self):
        """Show the papers of the file.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        name = self.env._("Papers of %(application)s", application=self.name)
        domain = Domain("id", "in", self.checklist_ids.attachment_ids.ids)
        return self._linked(name, "ir.attachment", domain, "kanban,list,form")

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        states = self._procedure().states
        if "file" in states[self.state].opens and "file" not in states[transition.target].opens:
            evidence["papers"] = self._paper_hashes()
        return evidence

    def _paper_hashes(self):
        """Return the papers of the file: triples of checklist line, attachment and the SHA-256 of its content."""
        return sorted(
            [line.id, attachment.id, attachment._ptsp_fingerprint()]
            for line in self.checklist_ids
            for attachment in line.attachment_ids
        )

    def _differences_from_sheet(self, lines):
        differences = super()._differences_from_sheet(lines)
        said = lines._evidence_of("papers")
        # While the file is open, papers come and go.
        if said is not None and "file" not in self._state().opens and said != self._paper_hashes():
            label = self.env["ptsp.checklist.line"]._fields["attachment_ids"]._description_string(self.env)
            differences.append(label)
        return differences
