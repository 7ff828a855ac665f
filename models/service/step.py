from odoo import api, fields, models
from odoo.exceptions import ValidationError


class Step(models.Model):
    _name = "ptsp.step"
    _description = "SOP Step"
    _inherit = ["ptsp.confined.mixin", "ptsp.remembered.mixin"]
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
    second_state = fields.Selection(
        selection="_selection_state",
        help="Another state in which this step is being done, such as that of a file that came back.",
    )
    group_id = fields.Many2one(
        "res.groups",
        "Role",
        ondelete="restrict",
        help="Who does the step. Empty where it is the applicant.",
    )
    norm_min = fields.Integer("Shortest Norm (min)", help="Working minutes. Zero where the SOP says: as needed.")
    norm_max = fields.Integer(
        "Longest Norm (min)",
        help="Working minutes after which the step is late. Zero where the SOP says: as needed.",
    )
    day = fields.Char(help="The day of the SOP, where H is the day on which the promise begins.")
    needs = fields.Text("At Hand", translate=True, help="What must be at hand to do the step.")
    output = fields.Text(translate=True, help="What the step leaves behind.")
    sop_text = fields.Text(
        "Text of the SOP",
        help="The step as the SOP describes it, one item a line. Lampiran 1 prints it instead of the activity.",
    )
    sop_remarks = fields.Text("Remarks of the SOP", help="One remark a line. Lampiran 1 prints them.")

    _number_unique = models.UniqueIndex("(service_id, number)", "Each step of a service has its own number.")
    _norms_ordered = models.Constraint(
        "CHECK (norm_min >= 0 AND norm_max >= norm_min)",
        "The longest norm of a step cannot be shorter than its shortest norm.",
    )

    @api.model
    def _selection_state(self):
        return self.env["ptsp.service"]._selection_state()

    def _states(self):
        """Return the keys of the states in which the step is being done."""
        return tuple(filter(None, (self.state, self.second_state)))

    @api.constrains("service_id", "state", "second_state")
    def _check_state_once(self):
        for step in self:
            others = step.service_id.step_ids - step
            twice = set(step._states()).intersection(state for other in others for state in other._states())
            if twice or (step.state and step.state == step.second_state):
                labels = dict(self._selection_state())
                raise ValidationError(
                    self.env._(
                        "State %(state)s stands at two steps of %(service)s. Leave it at the one where it belongs.",
                        state=labels.get(min(twice, default=step.state)),
                        service=step.service_id.display_name,
                    )
                )

    @api.depends("number", "name", "state", "service_id.code")
    @api.depends_context("ptsp_short_step")
    def _compute_display_name(self):
        short = self.env.context.get("ptsp_short_step")
        labels = dict(self._selection_state()) if short else {}
        for step in self:
            # In figures the official text would push the numbers off the screen; steps of several services are told
            # apart by its code.
            name = labels.get(step.state, step.name)
            name = f"{step.number}. {name}" if step.number else name
            step.display_name = f"{step.service_id.code} {name}" if short == "service" else name
