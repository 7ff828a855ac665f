"""An overdue application goes up the hierarchy: section head, division head, agency head."""

from odoo.exceptions import ValidationError
from odoo.tests import new_test_user, tagged

from ..common_clock import MON, THU, TUE, WED
from ..common_monitoring import MonitoringCase

HEADS = ["section_head", "division_head", "agency_head"]


@tagged("post_install", "-at_install")
class TestEscalation(MonitoringCase):
    """Each head is told at the working hours that the service sets, and no head before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.forget_norms()

    def overdue_on_tuesday_evening(self):
        """Return an application at Processing whose promise ends on Tuesday at 19:00."""
        application = self.go(self.registered(f"{MON} 10:00"), (f"{MON} 10:10", "verify_direct"))
        self.assert_deadline(application, f"{TUE} 19:00")
        return application

    def heads_told(self, application):
        return [login for kind, login in self.warnings(application) if kind.startswith("overdue")]

    def test_step_by_step(self):
        """The section head is told at once, the division head after 4 working hours, the agency head after 8."""
        application = self.overdue_on_tuesday_evening()
        self.run_at(f"{TUE} 18:59")
        self.assertFalse(self.heads_told(application))
        expected = []
        for moment, heads in (("08:00", 1), ("12:00", 1), ("12:10", 2), ("16:00", 2), ("16:10", 3), ("18:00", 3)):
            self.run_at(f"{WED} {moment}")
            expected = [f"test_{head}" for head in HEADS[:heads]]
            self.assertEqual(self.heads_told(application), expected, moment)
        self.assertEqual(self.told(application, self.overdue), sorted(expected))
        self.assertIn("is overdue", self.to_dos(application, self.overdue)[0].summary)

    def test_hours_are_settings(self):
        """Other hours on the service count for the applications that are open as well."""
        application = self.overdue_on_tuesday_evening()
        self.service.write({"escalate_section_hours": 1, "escalate_division_hours": 1, "escalate_agency_hours": 12})
        self.run_at(f"{WED} 08:50")
        self.assertFalse(self.heads_told(application))
        self.run_at(f"{WED} 09:10")
        self.assertEqual(self.heads_told(application), ["test_section_head", "test_division_head"])
        self.run_at(f"{THU} 09:10")
        self.assertEqual(len(self.heads_told(application)), 3)

    def test_stays_until_the_promise_ends(self):
        """The head's to-do outlasts the next steps and goes when the letter is numbered or the file waits elsewhere."""
        numbered, corrected = self.overdue_on_tuesday_evening(), self.registered(f"{MON} 10:00")
        self.run_at(f"{WED} 08:00")
        self.assertIn("test_section_head", self.told(numbered, self.overdue))
        self.to_agency_head(numbered, f"{WED} 08:10")
        self.assertIn("test_section_head", self.told(numbered, self.overdue))
        self.go(numbered, (f"{WED} 08:20", "sign"), (f"{WED} 08:30", "number"), (f"{WED} 08:30", "release"))
        self.assertFalse(self.told(numbered))
        self.go(corrected, (f"{WED} 08:20", "request_correction"))
        self.assertFalse(self.told(corrected))

    def test_nobody_is_section_head(self):
        """Where a level has nobody, the next one is told in its place, and at last the managers."""
        application = self.overdue_on_tuesday_evening()
        self.users["section_head"].active = False
        self.run_at(f"{WED} 08:00")
        self.assertEqual(self.heads_told(application), ["test_division_head"])
        (self.users["division_head"] | self.users["agency_head"]).active = False
        self.run_at(f"{WED} 12:10")
        self.assertIn("test_manager", self.heads_told(application))

    def test_two_section_heads(self):
        """All officers of a level are told."""
        new_test_user(self.env, "test_second_head", "ptsp_exhibition.group_section_head")
        application = self.overdue_on_tuesday_evening()
        self.run_at(f"{WED} 08:00")
        self.assertEqual(self.heads_told(application), ["test_second_head", "test_section_head"])

    def test_offsets_in_order(self):
        """Negative hours, and heads in the wrong order, are refused when they are entered."""
        for hours in ((-1, 4, 8), (5, 4, 8), (0, 9, 8)):
            names = ("escalate_section_hours", "escalate_division_hours", "escalate_agency_hours")
            with self.subTest(hours=hours), self.assertRaisesRegex(ValidationError, "Enter hours such as"):
                self.service.write(dict(zip(names, hours, strict=True)))
