from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

#: From the largest to the smallest.
KINDS = [("building", "Building"), ("cabinet", "Cabinet"), ("box", "Box"), ("folder", "Folder")]
_ORDER = [key for key, _label in KINDS]


class ArchivePlace(models.Model):
    """Where files lie: a building, a cabinet in it, a box, a folder."""

    _name = "ptsp.archive.place"
    _description = "Place of Files"
    _inherit = ["ptsp.protected.mixin"]
    _order = "complete_name, id"
    _parent_store = True
    _check_company_auto = True
    _rec_name = "complete_name"

    name = fields.Char(required=True, max_chars=100)
    kind = fields.Selection(KINDS, required=True, default="box")
    company_id = fields.Many2one(
        "res.company", "Agency", required=True, index=True, default=lambda self: self.env.company
    )
    parent_id = fields.Many2one("ptsp.archive.place", "Is In", index=True, ondelete="restrict", check_company=True)
    parent_path = fields.Char(index=True)
    complete_name = fields.Char("Place", compute="_compute_complete_name", store=True, recursive=True)
    active = fields.Boolean(default=True)
    record_ids = fields.One2many("ptsp.archive.record", "place_id", "Files", readonly=True)
    record_count = fields.Integer("Number of Files", compute="_compute_record_count")

    _name_unique = models.UniqueIndex(
        "(company_id, COALESCE(parent_id, 0), name)", "There is a place of this name already."
    )

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for place in self:
            parent = place.parent_id.complete_name
            place.complete_name = f"{parent} / {place.name}" if parent else place.name

    @api.depends("record_ids")
    def _compute_record_count(self):
        counts = dict(
            self.env["ptsp.archive.record"]._read_group([("place_id", "in", self.ids)], ["place_id"], ["__count"])
        )
        for place in self:
            place.record_count = counts.get(place, 0)

    @api.constrains("parent_id", "kind")
    def _check_parent(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A place cannot lie in itself. Choose another one."))
        children = self._children()
        for place in self:
            inside = [(place.parent_id, place), *((place, child) for child in children.get(place, ()))]
            for outer, inner in inside:
                if outer and _ORDER.index(outer.kind) >= _ORDER.index(inner.kind):
                    raise ValidationError(
                        self.env._(
                            "%(inner)s does not fit into %(outer)s: buildings hold cabinets, cabinets hold boxes, "
                            "boxes hold folders.",
                            inner=inner.name,
                            outer=outer.name,
                        )
                    )

    def _children(self):
        """Return what lies in these places, archived ones too: dict from places to places."""
        inside = self.with_context(active_test=False).search([("parent_id", "in", self.ids)])
        return inside.grouped("parent_id")

    @api.model_create_multi
    def create(self, vals_list):
        places = super().create(vals_list)
        places._check_keeps()
        return places

    def write(self, vals):
        self._check_keeps()
        result = super().write(vals)
        self._check_keeps()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_empty(self):
        self._check_keeps()
        for place in self:
            if self.env["ptsp.archive.record"].sudo().search_count([("place_id", "=", place.id)], limit=1):
                raise UserError(
                    self.env._("Files lie at %(place)s. Move them first, or archive the place.", place=place.name)
                )

    def _check_keeps(self):
        """Refuse whoever does not keep the archive of these places.

        :raises AccessError: saying who does
        """
        if self._is_procedure:
            return
        for company in self.company_id:
            user = self.env.user
            if "registry" not in user._ptsp_roles(company) and not user._ptsp_manages(company):
                raise AccessError(
                    self.env._("Places of files are entered by the registry or a manager. Ask one of them.")
                )
