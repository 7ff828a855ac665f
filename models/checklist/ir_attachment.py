from odoo import models


class AttachmentOfChecklist(models.Model):
    """Papers of a checklist may be exchanged only while the file is open."""

    _inherit = "ir.attachment"

    def _ptsp_settled(self):
        closed = self.env["ptsp.service"]._domain_of_states(
            lambda procedure: procedure.states.keys() - procedure.states_opening("file"),
            service="application_id.service_id",
            state="application_id.state",
        )
        lines_sudo = self.env["ptsp.checklist.line"].sudo().search([("attachment_ids", "in", self.ids), *closed])
        return super()._ptsp_settled() | lines_sudo.attachment_ids
