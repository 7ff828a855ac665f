"""The to-do of a step goes when the step is done: marking it as done opens the application."""

from odoo.exceptions import RedirectWarning
from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestToDoOfStep(PtspCase):
    """An application waits for Customer Service."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "cs_check")
        cls.officer = cls.users["customer_service"]
        cls.to_do = cls.application.sudo().activity_ids.with_user(cls.officer)

    def assert_open(self, action):
        self.assertEqual((action["res_model"], action["res_id"]), ("ptsp.application", self.application.id))
        self.assertEqual((self.to_do.active, self.application.state), (True, "cs_check"))

    def test_mark_done(self):
        """Whichever way somebody marks the to-do as done, the application opens and the to-do stays."""
        for method in ("action_done", "action_done_redirect_to_other", "action_feedback_schedule_next"):
            with self.subTest(method=method):
                self.assert_open(getattr(self.to_do, method)())
        for method in ("action_feedback", "action_archive", "action_cancel", "unlink"):
            with (
                self.subTest(method=method),
                self.assertRaisesRegex(RedirectWarning, "when the step is done") as warning,
            ):
                getattr(self.to_do, method)()
            self.assert_open(warning.exception.args[1])

    def test_step_done(self):
        """With the step its to-do goes on to the next role; with the application it goes."""
        self.as_role(self.application, "customer_service").action_cancel("Ditarik")
        self.assertFalse(self.to_do.exists())
        draft = self.file()
        to_do = draft.sudo().activity_ids
        draft.unlink()
        self.assertFalse(to_do.exists())

    def test_own_to_dos(self):
        """To-dos that somebody has planned are marked as done as everywhere, also together with one of a step."""
        planned = self.application.with_user(self.officer).activity_schedule(
            "mail.mail_activity_data_call", summary="Telepon", user_id=self.officer.id
        )
        other = planned.copy()
        planned.action_feedback(feedback="Sudah")
        self.assertFalse(planned.active)
        self.assert_open((other + self.to_do).action_done())
        self.assertFalse(other.active)
