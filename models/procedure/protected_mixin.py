from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from odoo.tools.misc import clean_context

from ...tools.uninstall import with_rules

#: A context key is worth nothing by itself: only this very object, which no client can send, opens the door.
_PROCEDURE = object()
_CONTEXT_KEY = "ptsp_procedure"


class ProtectedMixin(models.AbstractModel):
    """Fields that only the procedure may write: those declared with ``procedure=True``.

    ``create`` and ``write`` refuse them for everyone, the superuser included, unless the call comes
    through :meth:`_as_procedure`.
    """

    _name = "ptsp.protected.mixin"
    _description = "Fields Written by the Procedure Only"

    @api.model
    def _valid_field_parameter(self, field, name):
        return name == "procedure" or super()._valid_field_parameter(field, name)

    @property
    def _protected_fields(self):
        return frozenset(name for name, field in self._fields.items() if getattr(field, "procedure", False))

    @property
    def _closed_to_defaults(self):
        """Names of the fields of new records that no default of a client or of a user may fill in."""
        return frozenset(self._fields) if self._is_procedure else self._protected_fields

    def _as_procedure(self):
        """Return ``self`` with the right to write protected fields, as superuser and without chatter log.

        Defaults that came along with the call of a client go no further.
        """
        context = {**clean_context(self.env.context), _CONTEXT_KEY: _PROCEDURE, "tracking_disable": True}
        return self.sudo().with_context(context)  # pylint: disable=unknown-option-value,context-overridden

    @property
    def _is_procedure(self):
        return self.env.context.get(_CONTEXT_KEY) is _PROCEDURE

    def _hold_records(self):
        """Hold these records until the transaction ends; whoever else holds them is waited for.

        Where another transaction has changed them meanwhile, the database breaks this one off and Odoo makes the call
        anew, with what the other has left. So of two that come at the same moment both are taken, one after the other.
        """
        if not self.ids:
            return
        self.env.flush_all()
        table, ids = SQL.identifier(self._table), tuple(sorted(self.ids))
        if len(ids) > 1:
            # In one order, so that two never wait for each other.
            in_order = SQL("SELECT id FROM %s WHERE id IN %s ORDER BY id FOR NO KEY UPDATE", table, ids)
            self.env.cr.execute(in_order, log_exceptions=False)
        # Changed, so that who waits begins anew.
        changed = SQL("UPDATE %s SET write_date = write_date WHERE id IN %s", table, ids)
        self.env.cr.execute(changed, log_exceptions=False)

    def _check_protected(self, names):
        """Refuse a write to protected fields.

        :param names: names of the fields about to be written
        :raises UserError: naming the fields
        """
        refused = self._protected_fields.intersection(names)
        if refused and not self._is_procedure:
            labels = sorted(self._fields[name]._description_string(self.env) or name for name in refused)
            raise UserError(
                self.env._(
                    "%(fields)s in %(model)s cannot be entered: the procedure fills it in. "
                    "Use the buttons of the application.",
                    fields=", ".join(labels),
                    model=self.env["ir.model"]._get(self._name).name,
                )
            )

    @api.model
    def default_get(self, fields):
        """Take for the fields that are closed to defaults only what their declaration says."""
        closed = self._closed_to_defaults.intersection(fields)
        defaults = super().default_get([name for name in fields if name not in closed])
        for name in closed:
            if default := self._fields[name].default:
                defaults[name] = default(self)
        return defaults

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_procedure:
            self._check_protected({name for vals in vals_list for name in vals})
        return super().create(vals_list)

    def write(self, vals):
        self._check_protected(vals)
        return super().write(vals)

    def unlink(self):
        return super(ProtectedMixin, with_rules(self)).unlink()
