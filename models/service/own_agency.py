"""Several agencies in one database: nobody refers to what is another agency's, or moves what is his to another."""

from odoo import api, models
from odoo.exceptions import AccessError

#: Odoo's own models that a manager of one agency writes, and by which the promises of another may count.
CALENDAR_MODELS = ("resource.calendar", "resource.calendar.attendance", "resource.calendar.leaves")
#: What belongs to an agency.
_OWNED = ("res.company", "resource.calendar")


def _linked_ids(field, value):
    """Return the ids to which a value of a relational field refers.

    :param Field field: the field
    :param value: an id, a record, or commands, as ``create`` and ``write`` take them
    """
    if isinstance(value, models.BaseModel):
        return value.ids
    if field.type == "many2one":
        return [value] if isinstance(value, int) and value else []
    ids = []
    for command in value or ():
        if isinstance(command, int):
            ids.append(command)
        elif isinstance(command, (list, tuple)) and command[:1] in ([4], (4,)):
            ids.append(command[1])
        elif isinstance(command, (list, tuple)) and command[:1] in ([6], (6,)):
            ids.extend(command[2])
    return ids


class BaseOwnAgency(models.AbstractModel):
    """Record rules say who reads and writes a record; this says so of what a record refers to, and is moved to."""

    _inherit = "base"

    def _ptsp_check_references(self, vals):
        """Refuse a reference to a record that the user may not read, because it is another agency's.

        :param dict vals: what is about to be stored
        :raises AccessError: naming the field
        """
        for name, value in vals.items():
            field = self._fields.get(name)
            if not value or not field or not field.relational:
                continue
            comodel = field.comodel_name
            if not comodel.startswith("ptsp.") and comodel not in _OWNED:
                continue
            if not self.env[comodel].browse(_linked_ids(field, value))._ptsp_is_of_own_agency():
                raise AccessError(
                    self.env._(
                        "%(field)s: choose a record of your own agency.", field=field._description_string(self.env)
                    )
                )

    def _ptsp_is_of_own_agency(self):
        """Tell whether the user may refer to these records: those he reads, of the own agency or of none."""
        if not self.has_access("read"):
            return False
        if self._name != "resource.calendar":
            return True
        # Odoo lets everybody read everybody's hours.
        return self.sudo().company_id <= self.env.companies

    def _ptsp_is_owned(self):
        """Tell whether the user's reach ends at the own agency: not for the procedure, nor for other models."""
        # nosemgrep: superuser-mode-is-no-permission
        return not self.env.su and (self._name.startswith("ptsp.") or self._name in CALENDAR_MODELS)

    @api.model
    def default_get(self, fields):
        # A default that a client sends along is answered with the name of the record.
        defaults = super().default_get(fields)
        if self._ptsp_is_owned():
            self._ptsp_check_references(defaults)
        return defaults

    def _prepare_create_values(self, vals_list):
        result = super()._prepare_create_values(vals_list)
        if self._ptsp_is_owned():
            for vals in result:
                self._ptsp_check_references(vals)
        return result

    def write(self, vals):
        if not self._ptsp_is_owned():
            return super().write(vals)
        self._ptsp_check_references(vals)
        result = super().write(vals)
        if any(field.type == "many2one" for name in vals if (field := self._fields.get(name))):
            # Odoo asks before the change only whose the record is.
            self.check_access("write")
        return result
