from odoo import api, models

_REPORT = "ptsp_exhibition.report_handover"


class ProofReport(models.Model):
    """A proof of handover that is kept is printed as it was kept."""

    _inherit = "ir.actions.report"

    @api.model
    def _ptsp_stored_documents(self, report, res_ids):
        stored = super()._ptsp_stored_documents(report, res_ids)
        if report.report_name != _REPORT:
            return stored
        applications = self.env["ptsp.application"].browse(res_ids)
        applications.check_access("read")
        kept_sudo = applications.sudo().proof_ids.filtered(lambda proof: proof.kind == "printed")
        kept = {proof.application_id.id: proof.attachment_id.raw for proof in kept_sudo}
        self._ptsp_refuse_destroyed(kept)
        return stored | kept
