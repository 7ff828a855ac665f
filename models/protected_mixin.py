from odoo import api, models
from odoo.exceptions import UserError

#: A context key is worth nothing by itself: only this very object, which no client can send, opens the door.
_PROCEDURE = object()
_CONTEXT_KEY = "ptsp_procedure"


class PtspProtectedMixin(models.AbstractModel):
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

    def _as_procedure(self):
        """Return ``self`` with the right to write protected fields, as superuser and without chatter log."""
        return self.sudo().with_context(**{_CONTEXT_KEY: _PROCEDURE}, tracking_disable=True)

    @property
    def _is_procedure(self):
        return self.env.context.get(_CONTEXT_KEY) is _PROCEDURE

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

    @api.model_create_multi
    def create(self, vals_list):
        if self._is_procedure:
            return super().create(vals_list)
        self._check_protected({name for vals in vals_list for name in vals})
        defaults = {f"default_{name}" for name in self._protected_fields}
        context = {key: value for key, value in self.env.context.items() if key not in defaults}
        return super(PtspProtectedMixin, self.with_context(context)).create(vals_list)

    def write(self, vals):
        self._check_protected(vals)
        return super().write(vals)
