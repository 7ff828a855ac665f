"""Applicants who owe a correction are reminded, and at last Customer Service is asked to close the file."""

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..common_clock import FRI, MON, NEXT_MON, TUE, local
from ..common_monitoring import MonitoringCase


@tagged("post_install", "-at_install")
class TestCorrectionReminders(MonitoringCase):
    """Reminders after 3 and 10 working days, a proposal to close after 30."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applicant = cls.env["res.partner"].create({"name": "Siti Rahmah", "email": "siti@example.com"})

    def in_correction(self):
        return self.go(
            self.registered(f"{MON} 10:00", partner_id=self.applicant.id), (f"{MON} 10:10", "request_correction")
        )

    def reminders(self, application):
        """Return the subjects of the reminders in the chatter."""
        return [
            message.subject
            for message in application.message_ids.sorted("id")
            if "menunggu perbaikan" in (message.subject or "")
        ]

    def test_nobody_is_late_while_the_applicant_corrects(self):
        """The norm of step 8 is held against Customer Service, from the moment at which the applicant has handed in."""
        application = self.in_correction()
        self.run_at(f"{TUE} 10:00")
        self.assertFalse(application.step_due_at or application.step_late or self.warnings(application))
        self.go(application, (f"{TUE} 11:00", "hand_in_correction"))
        self.assertEqual(local(application.step_due_at), f"{TUE} 11:15")
        self.run_at(f"{TUE} 11:20")
        self.assertEqual(self.warnings(application), [("step_late", "test_customer_service")])

    def test_two_reminders(self):
        """The applicant is reminded after three and after ten full working days, once each."""
        application = self.in_correction()
        for moment, expected in (
            ("2026-11-26 18:50", 0),
            (f"{FRI} 08:00", 1),
            (f"{NEXT_MON} 10:00", 1),
            ("2026-12-07 10:00", 1),
            ("2026-12-08 08:00", 2),
            ("2026-12-20 08:00", 2),
        ):
            self.run_at(moment)
            self.assertEqual(len(self.reminders(application)), expected, moment)
        self.assertEqual(
            self.warnings(application), [("correction_first", "applicant"), ("correction_second", "applicant")]
        )
        mail = self.env["mail.mail"].search([("recipient_ids", "in", self.applicant.ids)], order="id desc", limit=1)
        self.assertIn("masih menunggu perbaikan", mail.body_html)

    def test_missed_runs(self):
        """After days without a run the applicant gets one reminder, not two at once."""
        application = self.in_correction()
        self.run_at("2026-12-14 10:00")
        self.assertEqual(len(self.reminders(application)), 1)
        self.assertEqual(len(self.warnings(application)), 2)

    def test_corrected_in_time(self):
        """Whoever has brought the correction is not reminded; a second correction begins to count anew."""
        application = self.in_correction()
        self.go(application, (f"{MON} 15:00", "hand_in_correction"), (f"{MON} 15:00", "complete_correction"))
        self.run_at(f"{FRI} 08:10")
        self.assertFalse(self.reminders(application))
        self.go(application, (f"{FRI} 09:00", "request_correction"))
        self.run_at("2026-12-01 10:00")
        self.assertFalse(self.reminders(application))
        self.run_at("2026-12-03 08:00")
        self.assertEqual(len(self.reminders(application)), 1)

    def test_proposal_to_close(self):
        """After thirty working days Customer Service is asked to call once more or to close the file."""
        application = self.in_correction()
        self.run_at("2027-01-04 10:00")
        self.assertFalse(self.told(application))
        self.run_at("2027-01-05 08:00")
        self.assertEqual(self.told(application), ["test_customer_service"])
        self.assertIn("call once more, or cancel it", self.to_dos(application).summary)

    def test_days_are_settings(self):
        """Other days on the service count; nonsense is refused with a sentence."""
        application = self.in_correction()
        self.service.write({"correction_first_days": 1, "correction_second_days": 2, "correction_close_days": 5})
        self.run_at("2026-11-25 08:00")
        self.assertEqual(len(self.reminders(application)), 1)
        for days in ((0, 10, 30), (3, 3, 30), (3, 40, 30), (-3, 10, 30)):
            names = ("correction_first_days", "correction_second_days", "correction_close_days")
            with self.subTest(days=days), self.assertRaisesRegex(ValidationError, "Enter days such as"):
                self.service.write(dict(zip(names, days, strict=True)))

    def test_applicant_without_address(self):
        """An applicant without an e-mail address stops nothing: the warning is on record."""
        self.applicant.email = False
        application = self.in_correction()
        self.run_at(f"{FRI} 08:00")
        self.assertEqual(self.warnings(application), [("correction_first", "applicant")])
        self.assertFalse(self.reminders(application))
