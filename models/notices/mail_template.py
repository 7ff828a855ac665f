import base64

from odoo import models


class NoticeTemplate(models.Model):
    """Documents that come along with a notice are kept before the message is: what was written stays as it was."""

    _inherit = "mail.template"

    def _generate_template_attachments(self, res_ids, render_fields, render_results=None):
        results = super()._generate_template_attachments(res_ids, render_fields, render_results=render_results)
        if self.model != "ptsp.application" or not self.env["ptsp.application"]._is_procedure:
            return results
        for res_id, values in results.items():
            documents = values.pop("attachments", None) or []
            kept = self.env["ir.attachment"].create(
                [
                    {"name": name, "raw": base64.b64decode(datas), "res_model": self.model, "res_id": res_id}
                    for name, datas in documents
                ]
            )
            values["attachment_ids"] = [*(values.get("attachment_ids") or []), *kept.ids]
        return results
