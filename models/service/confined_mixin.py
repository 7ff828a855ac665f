import re
from collections.abc import Collection

from odoo import api, models, tools
from odoo.exceptions import AccessError
from odoo.fields import Domain

#: Who made and changed a record: Odoo adds it to every model that is kept in the database.
_LOGGED = frozenset(("create_uid", "write_uid"))
#: What everybody may know who reads a record: when it was made, and Odoo's filter for the to-dos of one's own.
_HARMLESS = frozenset(("id", "display_name", "create_date", "write_date", "my_activity_date_deadline"))


def _names(node):
    """Return the names of fields by which a field or a filter of a view shows, searches or groups.

    :param node: lxml element
    :return: list of names; of a filter's domain and context whatever is a word between quotes, up to a dot
    """
    if node.tag == "field":
        return [node.get("name")]
    return re.findall(r"""['"](\w+)""", f"{node.get('domain')} {node.get('context')} '{node.get('date')}'")


class ConfinedMixin(models.AbstractModel):
    """Who may read a record, but is no officer of the agency, learns nothing of it by what Odoo adds to each record.

    Messages, followers, to-dos, and who made or changed a record are fields that a domain crosses past the access
    rules of what lies behind them: one would read internal notes letter by letter. So they are no fields at all for
    applicants, members of an OPD, and whoever has an account without a role.
    """

    _name = "ptsp.confined.mixin"
    _description = "Confined to the Agency"

    @api.model
    def _has_field_access(self, field, operation):
        if not super()._has_field_access(field, operation):
            return False
        # As in Odoo's own method of this name.
        if self.env.su:  # nosemgrep: superuser-mode-is-no-permission
            return True
        return field.name not in self._confined_fields() or self._reads_confined()

    @api.model
    def _reads_confined(self):
        """Tell whether the user is one of those who keep the records: who reads all applications of the agency."""
        return self.env.user.has_group("ptsp_exhibition.group_reader")

    @api.model
    @tools.ormcache()
    def _confined_fields(self):
        """Return the names of the fields that Odoo adds to a record of any model, other addons' included."""
        added = (name for mixin in ("mail.thread", "mail.activity.mixin") for name in self.env[mixin]._fields)
        return frozenset(added) - _HARMLESS | _LOGGED

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if not self._reads_confined():
            # The browser gives a whole view up for one field that does not exist for the user, or one filter by it.
            for node in arch.xpath("//field[not(ancestor::field)] | //filter"):
                if not self._confined_fields().isdisjoint(_names(node)):
                    node.getparent().remove(node)
        return arch, view

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self._reads_confined())

    @api.model
    def _search(self, domain, *args, **kwargs):
        # Fields that are searched by a method are not looked at by anybody else. Domains that cross to another
        # confined model come to the search of that model.
        if not self.env.su and not self._reads_confined():  # nosemgrep: superuser-mode-is-no-permission
            domain = Domain(domain)
            asked = {condition.field_expr.partition(".")[0] for condition in domain.iter_conditions()}
            if closed := asked & self._confined_fields():
                raise AccessError(
                    self.env._(
                        "Only the agency searches %(model)s by %(fields)s. Leave that filter out.",
                        model=self._description,
                        fields=", ".join(sorted(closed)),
                    )
                )
            domain = domain.optimize(self).map_conditions(self._among_readable)
        return super()._search(domain, *args, **kwargs)

    def _among_readable(self, condition):
        """Return what is asked of lists of records, so that it is answered for those records that the user may read.

        Odoo itself looks at access where a domain says what they are like, but not where it names them by number: by
        trying numbers one would learn of which application each of them is.

        :param condition: a condition of a domain in its basic form, in which no equals is left
        :return: ``Domain``
        """
        field = self._fields.get(condition.field_expr)
        if condition.operator not in ("in", "not in") or getattr(field, "type", "") not in ("one2many", "many2many"):
            return condition
        if field.search or not isinstance(condition.value, Collection):
            return condition
        named = Domain("id", "in", [number for number in condition.value if number])
        found = Domain(condition.field_expr, "any", named)
        if False in condition.value:
            found |= Domain(condition.field_expr, "not any", Domain.TRUE)
        return found if condition.operator == "in" else ~found
