from odoo import api, models

#: Widgets of Odoo's addon ``partner_autocomplete``, which send every name that is typed to a service outside.
_TELLING = {"field_partner_autocomplete", "res_partner_many2one"}


class PartnerPrivacy(models.Model):
    """What the agency's officers type about an applicant stays in the agency: no service outside is asked for it."""

    _inherit = "res.partner"

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if self._ptsp_keeps_names():
            for node in arch.xpath("//field[@widget]"):
                if node.get("widget") in _TELLING:
                    del node.attrib["widget"]
        return arch, view

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self._ptsp_keeps_names())

    @api.model
    def _ptsp_keeps_names(self):
        """Tell whether the user deals with applicants."""
        return self.env.user.has_group("ptsp_exhibition.group_reader")
