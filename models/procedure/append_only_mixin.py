from odoo import api, models
from odoo.exceptions import UserError


class AppendOnlyMixin(models.AbstractModel):
    """Records that the procedure writes once and everybody keeps: no entry, no change, no copy, no deletion."""

    _name = "ptsp.append.only.mixin"
    _description = "Written Once by the Procedure"
    _inherit = ["ptsp.protected.mixin"]

    @property
    def _protected_fields(self):
        return frozenset(self._fields) - {"id"}

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("%(model)s: what was written is kept and cannot be deleted.", model=self._model_label())
        )

    def copy(self, default=None):  # pylint: disable=unknown-option-value,method-required-super
        raise UserError(
            self.env._(
                "%(model)s: each is written once by the procedure and cannot be copied.", model=self._model_label()
            )
        )

    def _model_label(self):
        """Return the name of the model in the user's language."""
        return self.env["ir.model"]._get(self._name).name
