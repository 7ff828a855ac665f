"""Steps that stand in control sheets stay what they were."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestStepsInUse(PtspCase):
    """What was done under a step was that step, whatever a manager configures afterwards."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "verification")

    def step(self, state):
        """Return the step of a state, as the manager works with it."""
        steps = self.service.with_user(self.users["manager"]).step_ids
        return steps.filtered(lambda step: state in step._states())

    def test_number_and_states_stay(self):
        """A step that was done, or is being done, keeps number, states and service, and is not deleted."""
        other = self.service.copy({"step_ids": False})
        for state in ("draft", "cs_check", "registration", "verification"):
            for vals in ({"number": 99}, {"state": False}, {"service_id": other.id}):
                with (
                    self.subTest(state=state, vals=vals),
                    self.assertRaisesRegex(UserError, "keeps its number and states. Create a new SOP revision"),
                    self.env.cr.savepoint(),
                ):
                    self.step(state).write(vals)
            with self.assertRaisesRegex(UserError, "keeps its number and states"), self.env.cr.savepoint():
                self.step(state).unlink()
        self.assertEqual(self.step("cs_check").number, self.application.sudo().control_ids[1].step_id.number)

    def test_second_state(self):
        """A second state that stands at a step stays there, and a step of one state may still be given one."""
        step = self.step("verification")
        self.step("pickup").write({"second_state": False, "state": False})
        step.second_state = "pickup"
        with self.assertRaisesRegex(UserError, "keeps its number and states"):
            step.second_state = False

    def test_names_norms_and_steps_that_nobody_has_done(self):
        """Names and norms of a step change, and so does all of a step that nobody has done yet."""
        self.step("cs_check").write({"name": "Memeriksa kelengkapan", "norm_max": 99})
        self.step("pickup").write({"number": 99, "state": False})
        self.step("numbering").unlink()
        revision = self.service.browse(self.service.action_new_revision()["res_id"])
        revision.step_ids.filtered(lambda step: step.state == "cs_check").write({"number": 98})
