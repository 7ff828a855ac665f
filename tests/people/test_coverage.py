"""Managers are told which role of their agency will have nobody, before an application gets stuck there."""

from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, new_test_user, tagged

from ..common_clock import FRI, MON, THU, TUE, WED, ClockCase, wita


@tagged("post_install", "-at_install")
class TestCoverage(ClockCase):
    """One to-do for each manager and agency, rewritten when the gap changes and withdrawn when it is closed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kind = cls.env.ref("ptsp_exhibition.activity_coverage")
        # Only the officers of this test shall hold the role.
        group = cls.env.ref("ptsp_exhibition.group_section_head")
        (group.all_user_ids - cls.users["section_head"]).write({"group_ids": [(3, group.id)]})
        cls.head = cls.users["section_head"]
        cls.users["manager"].lang = "en_US"
        cls.company = cls.service.company_id

    def run_at(self, moment):
        """Run the scheduled action at a local time."""
        with freeze_time(wita(moment)), self.enter_registry_test_mode():
            self.env.ref("ptsp_exhibition.cron_role_coverage").method_direct_trigger()

    def to_do(self, user=None):
        """Return the to-dos of the test's manager, or of another one, wherever they were left."""
        return self.env["mail.activity"].search(
            [("activity_type_id", "=", self.kind.id), ("user_id", "=", (user or self.users["manager"]).id)]
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
            [("company_id", "=", application.company_id.id), ("state", "=", "section_review")]
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
        """How far ahead is a setting of the agency; nonsense is refused with a sentence."""
        self.company.ptsp_coverage_days = 0
        self.leave(self.head, f"{TUE} 00:00", f"{TUE} 23:59:59")
        self.run_at(f"{MON} 09:00")
        self.assertNotIn("Section Head", self.to_do().summary or "")
        for days in (-1, 31):
            with self.subTest(days=days), self.assertRaisesRegex(ValidationError, "must be 0 to 30"):
                self.company.ptsp_coverage_days = days

    # Several services, several agencies

    def second_service(self, **values):
        """Let the agency have a second service in force."""
        vals = {"code": "SEC-02", "sop_revision": "01", "in_force_from": "2020-01-01", **values}
        return self.service.copy(vals)

    def test_told_once_for_all_services(self):
        """An agency with two services tells each manager once, and counts what waits under both."""
        second = self.second_service()
        self.bring_to(self.file(), "section_review")
        self.bring_to(self.file(service_id=second.id), "section_review")
        self.head.active = False
        self.run_at(f"{MON} 09:00")
        [to_do] = self.to_do()
        waiting = self.env["ptsp.application"].search_count(
            [("company_id", "=", self.company.id), ("state", "=", "section_review")]
        )
        self.assertGreaterEqual(waiting, 2)
        self.assertIn(f"waiting there: {waiting}", to_do.note)
        self.head.active = True
        self.run_at(f"{MON} 10:00")
        self.assertNotIn("Section Head", self.to_do().summary or "")

    def test_told_per_service_before(self):
        """Where managers were told once for each service, one to-do is left, which says what is true now."""
        second = self.second_service()
        for service in (self.service, second):
            service.activity_schedule(
                "ptsp_exhibition.activity_coverage", user_id=self.users["manager"].id, summary="Lama"
            )
        self.head.active = False
        self.run_at(f"{MON} 09:00")
        self.assertIn(f"Section Head from {MON}", self.to_do().summary)

    def test_hours_of_each_service(self):
        """Where a second service is open on a day on which the first is closed, that day counts as well."""
        saturday = self.env["resource.calendar"].create(
            {
                "name": "Sabtu",
                "tz": "Asia/Makassar",
                "company_id": self.company.id,
                "attendance_ids": [
                    (0, 0, {"name": "Sabtu", "dayofweek": "5", "hour_from": 8, "hour_to": 12, "day_period": "morning"})
                ],
            }
        )
        self.second_service(calendar_id=saturday.id)
        self.leave(self.head, "2026-11-28 00:00", "2026-11-28 23:59:59")
        self.run_at("2026-11-27 09:00")
        self.assertIn("Section Head from 2026-11-28", self.to_do().summary)

    def test_managers_open_it(self):
        """A manager who administers nothing opens the to-do and the record on which it was left."""
        manager = self.users["manager"]
        self.assertFalse(manager.has_group("base.group_system"))
        self.head.active = False
        self.run_at(f"{MON} 09:00")
        to_do = self.to_do().with_user(manager)
        self.assertTrue(to_do.summary)
        record = self.env[to_do.res_model].with_user(manager).browse(to_do.res_id)
        self.assertTrue(record.read(["name"]))
        self.assertTrue(record.get_view(view_type="form"))
        to_do.action_done()

    def test_each_agency_for_itself(self):
        """Each agency tells its own managers, also an agency of which the system's own user knows nothing."""
        other = self.env["res.company"].create({"name": "Dinas Kedua"})
        self.env.user.company_ids -= other
        calendar = self.service.calendar_id.copy({"company_id": other.id})
        self.service.copy(
            {"company_id": other.id, "calendar_id": calendar.id, "sop_revision": "01", "in_force_from": "2020-01-01"}
        )
        there = new_test_user(
            self.env,
            "test_other_manager",
            "ptsp_exhibition.group_manager",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
            lang="en_US",
        )
        self.run_at(f"{MON} 09:00")
        self.assertIn(f"Registry from {MON}", self.to_do(there).summary)
        self.assertNotIn("Registry", self.to_do().summary or "")

    def test_former_manager(self):
        """Who manages the agency no longer loses the to-do; who does so newly is told."""
        self.head.active = False
        self.run_at(f"{MON} 09:00")
        manager = self.users["manager"]
        manager.group_ids -= self.env.ref("ptsp_exhibition.group_manager")
        newcomer = new_test_user(self.env, "test_new_manager", "ptsp_exhibition.group_manager")
        self.run_at(f"{MON} 10:00")
        self.assertFalse(self.to_do(manager))
        self.assertEqual(len(self.to_do(newcomer)), 1)
