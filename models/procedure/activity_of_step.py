from odoo import models
from odoo.exceptions import RedirectWarning

from ...tools.uninstall import is_uninstalling


class ActivityOfStep(models.Model):
    """The to-do of a step goes when the step is done, and in no other way.

    Where Odoo would mark it as done, though nothing has happened, the application opens.
    """

    _inherit = "mail.activity"

    def action_done(self):
        steps = self._ptsp_of_steps()
        if not steps:
            return super().action_done()
        super(ActivityOfStep, self - steps).action_done()
        return steps[0].action_open_document()

    def action_done_redirect_to_other(self):
        steps = self._ptsp_of_steps()
        return steps[0].action_open_document() if steps else super().action_done_redirect_to_other()

    def action_feedback_schedule_next(self, feedback=False, attachment_ids=None):
        steps = self._ptsp_of_steps()
        if steps:
            return steps[0].action_open_document()
        return super().action_feedback_schedule_next(feedback=feedback, attachment_ids=attachment_ids)

    def _action_done(self, feedback=False, attachment_ids=None):
        self._ptsp_check_no_steps()
        return super()._action_done(feedback=feedback, attachment_ids=attachment_ids)

    def action_archive(self):
        self._ptsp_check_no_steps()
        return super().action_archive()

    def unlink(self):
        if not is_uninstalling(self.env):
            self._ptsp_check_no_steps()
        return super().unlink()

    def _ptsp_check_no_steps(self):
        """Refuse to take away the to-do of a step that is still to be done.

        :raises RedirectWarning: with the way to the application
        """
        for step in self._ptsp_of_steps():
            raise RedirectWarning(
                self.env._(
                    "This to-do goes by itself when the step is done. Open %(name)s and do the step there.",
                    name=step.res_name,
                ),
                step.action_open_document(),
                self.env._("Open the Application"),
            )

    def _ptsp_of_steps(self):
        """Return those of the to-dos that the procedure has left for a step, and that it does not itself take away."""
        Application = self.env["ptsp.application"]
        if Application._is_procedure:
            return self.browse()
        turn_id = self.env["ir.model.data"]._xmlid_to_res_id("ptsp_exhibition.activity_type_turn", False)
        # Who is to do a step is seen by whoever sees the to-do.
        steps_sudo = self.sudo().filtered(
            lambda activity: (
                activity.active
                and activity.automated
                and activity.res_model == Application._name
                and activity.activity_type_id.id == turn_id
            )
        )
        there = Application.sudo().browse(steps_sudo.mapped("res_id")).exists()
        return self.browse(steps_sudo.filtered(lambda step: step.res_id in there.ids).ids)
