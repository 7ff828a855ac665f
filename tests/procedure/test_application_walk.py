from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestApplicationWalk(PtspCase):
    """An application goes from the counter to the signed letter."""

    def assert_finished(self, application):
        self.assertEqual(application.state, "done")
        self.assertTrue(application.letter_sha256)
        self.assertFalse(application._broken_control_line())
        self.assertFalse(application.activity_ids)

    def test_direct_way(self):
        """Without an OPD, eleven officers bring an application to its end, and each has signed the sheet."""
        application = self.file().with_user(self.users["auditor"])
        self.bring_to(application, "done")
        self.assert_finished(application)
        self.assertRegex(application.registration_number, r"^\d{4}/PAR-05/REG/\d{4}$")
        self.assertRegex(application.letter_number, r"^503/\d{4}/PAR-05/DPMPTSP/[IVX]+/\d{4}$")
        self.assertEqual(
            application.control_ids.mapped("action"),
            [
                "submit",
                "accept",
                "register",
                "verify_direct",
                "submit_draft",
                "section_approve",
                "division_approve",
                "sign",
                "number",
                "release",
                "hand_over",
                False,
            ],
        )

    def test_technical_way(self):
        """With an OPD, the promise starts when its opinion is received."""
        application = self.file().with_user(self.users["auditor"])
        self.bring_to(application, "done", technical=True)
        self.assert_finished(application)
        advice = application.control_ids.filtered(lambda line: line.action == "receive_advice")
        self.assertEqual(application.clock_started_at, advice.ended_at)

    def test_every_state_is_reached(self):
        """There is a way to every state."""
        for state in ("help_desk", "returned", "correction", "corrected", "liaison", "technical", "cancelled"):
            application = self.bring_to(self.file(), state)
            self.assertEqual(application.state, state)
