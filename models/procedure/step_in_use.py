from odoo import api, models
from odoo.exceptions import UserError

#: By what a control sheet tells which step was done.
_KEPT = ("service_id", "number", "state", "second_state")


class StepInUse(models.Model):
    """A step that stands in control sheets keeps its number and its states: what was done then, was that step."""

    _inherit = "ptsp.step"

    def write(self, vals):
        if not set(_KEPT).intersection(vals):
            return super().write(vals)
        before = {step: [step[name] for name in _KEPT] for step in self._in_use()}
        result = super().write(vals)
        for step, values in before.items():
            # A step of one state may still be given a second one: nobody has stood in it.
            if any(value and step[name] != value for name, value in zip(_KEPT, values, strict=True)):
                raise step._stays()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        for step in self._in_use():
            raise step._stays()

    def _in_use(self):
        """Return which of the steps stand in a control sheet."""
        # Whatever the user may read of the applications.
        lines_sudo = self.env["ptsp.control.line"].sudo()
        used = lines_sudo._read_group([("step_id", "in", self.ids)], ["step_id"])
        return self.browse(step.id for (step,) in used)

    def _stays(self):
        """Return the error that tells how the steps of an SOP are changed."""
        return UserError(
            self.env._(
                "Step %(step)s of %(service)s stands in control sheets and keeps its number and states. Create a new "
                "SOP revision for other steps.",
                step=self.number,
                service=self.service_id.display_name,
            )
        )
