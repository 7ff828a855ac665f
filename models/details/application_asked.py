from odoo import api, models


class ApplicationAsked(models.Model):
    """What must be filled in before an application is submitted is marked on the form from the beginning (step 3)."""

    _inherit = "ptsp.application"

    @api.model
    def _asked_fields(self):
        """Return the names of the fields that must be filled in before an application is submitted.

        A room adds those of its theme. The details of a service say by themselves what is required.
        """
        return []

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "form":
            asked = self._asked_fields()
            for node in arch.xpath("//field[not(ancestor::field)]"):
                if node.get("name") in asked:
                    node.set("class", f"{node.get('class', '')} o_ptsp_asked".strip())
        return arch, view
