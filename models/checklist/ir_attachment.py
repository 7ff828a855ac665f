from odoo import models
from odoo.fields import Domain


class AttachmentOfChecklist(models.Model):
    """Papers of a checklist are exchanged only while the file is open, and kept once the file was registered."""

    _inherit = "ir.attachment"

    def _ptsp_settled(self):
        closed = self.env["ptsp.service"]._domain_of_states(
            lambda procedure: procedure.states.keys() - procedure.states_opening("file"),
            service="application_id.service_id",
            state="application_id.state",
        )
        registered = Domain("application_id", "any", self.env["ptsp.application"]._domain_of_registered())
        return super()._ptsp_settled() | self._ptsp_in_checklists(closed | registered)

    def _ptsp_held(self):
        return super()._ptsp_held() | self._ptsp_in_checklists(Domain.TRUE)

    def _ptsp_in_checklists(self, domain):
        """Return, as superuser, the papers of the checklist lines of a domain that hold one of these attachments.

        :param Domain domain: of ``ptsp.checklist.line``
        """
        lines_sudo = self.env["ptsp.checklist.line"].sudo()
        return lines_sudo.search(Domain("attachment_ids", "in", self.ids) & domain).attachment_ids
