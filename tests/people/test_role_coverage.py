"""Managers are told which role will have nobody, before an application gets stuck there."""

from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, new_test_user, tagged

from ..common_clock import FRI, MON, THU, TUE, WED, ClockCase, wita


@tagged("post_install", "-at_install")
class TestRoleCoverage(ClockCase):
    """One to-do for each manager, rewritten when the gap changes and withdrawn when it is closed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kind = cls.env.ref("ptsp_exhibition.activity_coverage")
        # Only the officers of this test shall hold the role.
        group = cls.env.ref("ptsp_exhibition.group_section_head")
        (group.all_user_ids - cls.users["section_head"]).write({"group_ids": [(3, group.id)]})
        cls.head = cls.users["section_head"]
        cls.users["manager"].lang = "en_US"

    def run_at(self, moment):
        """Run the scheduled action at a local time."""
        with freeze_time(wita(moment)), self.enter_registry_test_mode():
            self.env.ref("ptsp_exhibition.cron_role_coverage").method_direct_trigger()

    def to_do(self):
        """Return the to-do of the test's manager."""
        return self.service.activity_ids.filtered(
            lambda activity: activity.activity_type_id == self.kind and activity.user_id == self.users["manager"]
        )

    def leave(self, user, since, until):
        """Enter leave of one officer, as Odoo's time off writes it when it is approved."""
        resource = self.env["resource.resource"].create({"name": user.name, "user_id": user.id})
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Cuti",
                "resource_id": resource.id,
                "calendar_id": resource.calendar_id.id,
                "date_from": wita(since),
                "date_to": wita(until),
            }
        )

    def test_everybody_is_there(self):
        """Where every role has somebody, nobody is told anything."""
        self.run_at(f"{MON} 09:00")
        self.assertNotIn("Section Head", self.to_do().summary or "")

    def test_nobody_left(self):
        """When the last section head is gone, managers are told the role, the day and what waits there; once."""
        application = self.bring_to(self.file(), "section_review")
        self.head.active = False
        self.run_at(f"{MON} 09:00")
        self.assertIn(f"Section Head from {MON}", self.to_do().summary)
        waiting = self.env["ptsp.application"].search_count(
            [("service_id", "=", application.service_id.id), ("state", "=", "section_review")]
        )
        self.assertIn(f"waiting there: {waiting}", self.to_do().note)
        self.run_at(f"{MON} 10:00")
        self.assertEqual(len(self.to_do()), 1)

    def test_withdrawn(self):
        """When somebody is there again, the to-do goes."""
        self.head.active = False
        self.run_at(f"{MON} 09:00")
        self.assertTrue(self.to_do())
        self.head.active = True
        self.run_at(f"{MON} 10:00")
        self.assertNotIn("Section Head", self.to_do().summary or "")

    def test_leave_ahead(self):
        """Leave of the only section head on Thursday is told on Monday, not before; half a day is no gap."""
        self.leave(self.head, f"{THU} 00:00", f"{THU} 23:59:59")
        self.run_at("2026-11-20 09:00")
        self.assertNotIn("Section Head", self.to_do().summary or "")
        self.run_at(f"{MON} 09:00")
        self.assertIn(f"Section Head from {THU}", self.to_do().summary)
        self.leave(self.head, f"{TUE} 08:00", f"{TUE} 12:00")
        self.run_at(f"{MON} 10:00")
        self.assertIn(f"Section Head from {THU}", self.to_do().summary)

    def test_second_officer(self):
        """While a second section head works, the leave of the first leaves no gap."""
        new_test_user(self.env, "test_second_head", "ptsp_exhibition.group_section_head")
        self.leave(self.head, f"{MON} 00:00", f"{FRI} 23:59:59")
        self.run_at(f"{MON} 09:00")
        self.assertNotIn("Section Head", self.to_do().summary or "")

    def test_acting_officer_closes_the_gap(self):
        """An acting officer closes the gap for the days of the period; the officer for whom one acts is away."""
        deputy = new_test_user(self.env, "test_deputy", "ptsp_exhibition.group_pickup")
        self.env["ptsp.deputation"].create(
            {
                "role": "section_head",
                "holder_id": self.head.id,
                "deputy_id": deputy.id,
                "starts_at": wita(f"{MON} 00:00"),
                "ends_at": wita(f"{WED} 23:59:59"),
                "company_id": self.service.company_id.id,
            }
        )
        self.run_at(f"{MON} 09:00")
        self.assertNotIn("Section Head", self.to_do().summary or "")
        deputy.active = False
        self.run_at(f"{MON} 10:00")
        self.assertIn(f"Section Head from {MON}", self.to_do().summary)

    def test_days_ahead(self):
        """How far ahead is a setting of the service; nonsense is refused with a sentence."""
        self.service.coverage_days = 0
        self.leave(self.head, f"{TUE} 00:00", f"{TUE} 23:59:59")
        self.run_at(f"{MON} 09:00")
        self.assertNotIn("Section Head", self.to_do().summary or "")
        for days in (-1, 31):
            with self.subTest(days=days), self.assertRaisesRegex(ValidationError, "must be 0 to 30"):
                self.service.coverage_days = days
