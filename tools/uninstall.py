"""Whether a deletion is part of the removal of an addon."""

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG


def is_uninstalling(env):
    """Tell whether the server removes an addon: a client can send the flag, and is not the superuser.

    :param Environment env: of the call
    """
    return bool(env.context.get(MODULE_UNINSTALL_FLAG)) and env.user._is_superuser()


def with_rules(records):
    """Return records for a deletion by which the rules of ``@api.ondelete`` hold.

    With a flag in the context, meant for its own use, Odoo skips them; here it counts where it is Odoo's own.

    :param records: of any model
    """
    if is_uninstalling(records.env):
        return records
    return records.with_context(**{MODULE_UNINSTALL_FLAG: False})
