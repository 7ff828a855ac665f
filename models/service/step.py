from odoo import api, fields, models

from .. import workflow


class PtspStep(models.Model):
    _name = "ptsp.step"
    _description = "SOP Step"
    _inherit = ["ptsp.remembered.mixin"]
    _order = "service_id, number, id"

    service_id = fields.Many2one("ptsp.service", required=True, ondelete="cascade", index=True)
    number = fields.Integer("Step", required=True)
    name = fields.Char("Activity", required=True, translate=True)
    state = fields.Selection(
        selection="_selection_state",
        # Of a field of this name Odoo makes no copy unless it is told to.
        copy=True,
        help="The state in which an application stands while this step is being done.",
    )
    group_id = fields.Many2one(
        "res.groups",
        "Role",
        ondelete="restrict",
        help="Who does the step. Empty where it is the applicant.",
    )
    norm_min = fields.Integer("Shortest Norm", help="Working minutes. Zero where the SOP says: as needed.")
    norm_max = fields.Integer(
        "Longest Norm",
        help="Working minutes after which the step is late. Zero where the SOP says: as needed.",
    )
    day = fields.Char(help="The day of the SOP, where H is the day on which the promise begins.")
    needs = fields.Text("At Hand", translate=True, help="What must be at hand to do the step.")
    output = fields.Text(translate=True, help="What the step leaves behind.")

    _number_unique = models.UniqueIndex("(service_id, number)", "Each step of a service has its own number.")
    _norms_ordered = models.Constraint(
        "CHECK (norm_min >= 0 AND norm_max >= norm_min)",
        "The longest norm of a step cannot be shorter than its shortest norm.",
    )

    @api.model
    def _selection_state(self):
        return [(state.key, self.env._(state.label)) for state in workflow.STATES.values()]

    @api.depends("number", "name", "state")
    @api.depends_context("ptsp_short_step")
    def _compute_display_name(self):
        short = self.env.context.get("ptsp_short_step")
        for step in self:
            # In figures the official text would push the numbers off the screen.
            name = self.env._(workflow.STATES[step.state].label) if short and step.state else step.name
            step.display_name = f"{step.number}. {name}" if step.number else name
