from odoo import fields, models, tools


class ServiceKinds(models.Model):
    """The kinds of opinion of a service. The next SOP revision takes them along."""

    _inherit = "ptsp.service"

    opinion_kind_ids = fields.One2many(
        "ptsp.opinion.kind",
        "service_id",
        "Kinds of Opinion",
        copy=True,
        groups="ptsp_exhibition.group_reader",
        help="Which opinions the service asks for, of which OPD, and when they are proposed.",
    )

    @tools.ormcache("self.id")
    def _proposing_kind_ids(self):
        """Return the ids of the kinds of opinion that have a rule, remembered until one changes."""
        # Whatever a client lets searches find.
        kinds_sudo = self.sudo().with_context(active_test=True).opinion_kind_ids
        return tuple(kinds_sudo.filtered(lambda kind: (kind.rule or "").strip() not in ("", "[]")).ids)
