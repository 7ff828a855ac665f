from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG


def pre_init_hook(env):
    """Activate Indonesian before the addon's data and translations are loaded.

    The official documents are Indonesian whatever the user's language, so the names of the requirements
    and of the steps must exist in that language also where an agency works in English.
    """
    env["res.lang"]._activate_lang("id_ID")


def uninstall_hook(env):
    """Delete what the agency has entered, before Odoo removes the addon's own records.

    Applications, services and agencies refer to groups, users and calendars that came with the addon, and
    which could else not be removed. The rule that an application stays does not outlive the addon.
    """
    env = env(context={**env.context, "active_test": False, MODULE_UNINSTALL_FLAG: True})
    # Pictures of letterheads are files, which outlive their field.
    env["res.company"].search([]).ptsp_emblem = False
    # Odoo forgets to unregister the foreign keys that an addon gave to models of others.
    env["ir.model.constraint"].search(
        [("module.name", "=", "ptsp_exhibition"), ("model.model", "not like", "ptsp.")]
    ).unlink()
    # In the order in which they refer to each other.
    for name in ("register.entry", "application", "service", "delivery", "meeting", "agency"):
        env[f"ptsp.{name}"].search([]).unlink()
