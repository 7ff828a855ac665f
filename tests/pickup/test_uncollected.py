"""An applicant whose letter lies uncollected is reminded, once for each term of the service."""

from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged

from ..common_clock import wita
from ..common_monitoring import MonitoringCase


@tagged("post_install", "-at_install")
class TestUncollected(MonitoringCase):
    """A letter waits since a Monday."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.forget_norms()
        cls.service.write({"uncollected_first_days": 3, "uncollected_second_days": 6})

    def waiting(self):
        """Return an application whose letter is ready since Monday, 5 January 2026."""
        with freeze_time(wita("2026-01-05 09:00")):
            return self.bring_to(self.file(), "pickup").sudo()

    def reminders(self, application):
        """Return the reminders that were given, and how many notices are in the outbox."""
        given = [kind for kind, _who in self.warnings(application) if kind.startswith("uncollected")]
        notices = self.env["ptsp.notice"].search_count(
            [("application_id", "=", application.id), ("kind", "=", "uncollected")]
        )
        return given, notices

    def test_terms(self):
        """After three working days once, after six once more, and then no more; not before, and not at night."""
        application = self.waiting()
        for moment, expected in (
            ("2026-01-08 10:00", []),
            ("2026-01-08 23:00", []),
            ("2026-01-09 08:30", ["uncollected_first"]),
            ("2026-01-09 08:40", ["uncollected_first"]),
            ("2026-01-14 08:30", ["uncollected_first", "uncollected_second"]),
            ("2026-03-02 08:30", ["uncollected_first", "uncollected_second"]),
        ):
            self.run_at(moment)
            with self.subTest(moment):
                self.assertEqual(self.reminders(application), (expected, len(expected)))

    def test_moved_term(self):
        """A holiday or a setting that moves the term reminds nobody twice."""
        application = self.waiting()
        self.run_at("2026-01-09 08:30")
        self.service.uncollected_first_days = 4
        self.run_at("2026-01-12 08:30")
        self.assertEqual(self.reminders(application), (["uncollected_first"], 1))

    def test_collected(self):
        """Who has collected the letter is left alone."""
        application = self.waiting()
        with freeze_time(wita("2026-01-06 09:00")):
            self.hand_over(self.as_role(application, "pickup"))
        self.run_at("2026-01-20 08:30")
        self.assertEqual(self.reminders(application), ([], 0))

    def test_switched_off(self):
        """Nobody is reminded where the agency does not use the desk, or the service sets no days."""
        application = self.waiting()
        self.service.company_id.ptsp_uses_pickup_desk = False
        self.run_at("2026-01-20 08:30")
        self.assertEqual(self.reminders(application), ([], 0))
        self.service.company_id.ptsp_uses_pickup_desk = True
        self.service.write({"uncollected_first_days": 0, "uncollected_second_days": 0})
        self.run_at("2026-01-20 08:40")
        self.assertEqual(self.reminders(application), ([], 0))

    def test_settings(self):
        """The days follow each other, and lie within a year."""
        for first, second in ((-1, 5), (5, 5), (6, 3), (5, 400)):
            with self.subTest(first=first, second=second), self.assertRaises(ValidationError), self.env.cr.savepoint():
                self.service.write({"uncollected_first_days": first, "uncollected_second_days": second})
