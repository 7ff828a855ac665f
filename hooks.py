from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

#: What agencies have entered, in the order in which it can be deleted: each before what it refers to.
ENTERED = (
    # Applications and what was decided about them
    "ptsp.voided.letter",
    "ptsp.signed.copy",
    "ptsp.handover.proof",
    "ptsp.archive.event",
    "ptsp.archive.loan",
    "ptsp.archive.destroyed",
    "ptsp.archive.record",
    "ptsp.archive.disposal",
    "ptsp.archive.place",
    "ptsp.retention.class",
    "ptsp.register.entry",
    "ptsp.application",
    # Those who come, ask, answer and complain
    "ptsp.information.contact",
    "ptsp.improvement",
    "ptsp.satisfaction.published.element",
    "ptsp.satisfaction.publication",
    "ptsp.satisfaction.ballot",
    "ptsp.queue.ticket",
    "ptsp.queue.booking",
    "ptsp.queue.service",
    "ptsp.counter",
    "ptsp.queue.device",
    "ptsp.complaint",
    "ptsp.complaint.publication",
    # Officers and services
    "ptsp.evaluation",
    "ptsp.self.assessment",
    "ptsp.service",
    "ptsp.delivery",
    "ptsp.meeting",
    "ptsp.agency",
    "ptsp.deputation",
    "ptsp.signatory",
    "ptsp.separation.switch",
)


def pre_init_hook(env):
    """Activate Indonesian before the addon's data and translations are loaded.

    The official documents are Indonesian whatever the user's language, so the names of the requirements
    and of the steps must exist in that language also where an agency works in English.
    """
    env["res.lang"]._activate_lang("id_ID")


def uninstall_hook(env):
    """Delete what the agency has entered, before Odoo removes the addon's own records.

    What was entered refers to groups, users, calendars and questionnaires that came with the addon, and which could
    else not be removed. The rule that an application stays does not outlive the addon.
    """
    env = env(context={**env.context, "active_test": False, MODULE_UNINSTALL_FLAG: True})
    # Pictures of letterheads are files, which outlive their field.
    env["res.company"].search([]).ptsp_emblem = False
    # Odoo forgets to unregister the foreign keys that an addon gave to models of others.
    env["ir.model.constraint"].search(
        [("module.name", "=", "ptsp_exhibition"), ("model.model", "not like", "ptsp.")]
    ).unlink()
    # Answers to questionnaires are Odoo's, and refer to services.
    env["survey.user_input"].search([("ptsp_service_id", "!=", False)]).unlink()
    for name in ENTERED:
        env[name].search([]).unlink()
    # Odoo stumbles over files that hold nothing: those that the archive has destroyed.
    env["ir.attachment"].search([("res_model", "=like", "ptsp.%"), ("store_fname", "=", False)]).unlink()
