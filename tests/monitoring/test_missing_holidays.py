"""In December managers are told which service hours have no public holidays of next year."""

from odoo.tests import freeze_time, new_test_user, tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestMissingHolidays(PtspCase):
    """Each manager of an agency is told once for each calendar, however many services count by it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.service.company_id
        cls.Import = cls.env["ptsp.holiday.import"].with_user(cls.users["manager"])

    def told(self, user=None):
        """Return the to-dos of the test's manager, or of another one, wherever they were left."""
        kind = self.env.ref("ptsp_exhibition.activity_holidays")
        return self.env["mail.activity"].search(
            [("activity_type_id", "=", kind.id), ("user_id", "=", (user or self.users["manager"]).id)]
        )

    def run_at(self, moment):
        """Run the scheduled action at a moment in UTC."""
        with freeze_time(moment), self.enter_registry_test_mode():
            self.env.ref("ptsp_exhibition.cron_missing_holidays").method_direct_trigger()

    def test_notice_in_december(self):
        """In December each manager is told once that next year's holidays are missing, and not when they are there."""
        self.run_at("2026-11-30 03:00")
        self.assertFalse(self.told())
        self.run_at("2026-12-01 03:00")
        self.run_at("2026-12-01 03:00")
        self.assertEqual(len(self.told()), 1)
        self.assertIn("2027", self.told().summary)
        self.told().unlink()
        self.Import.create({"year": 2027, "calendar_id": self.service.calendar_id.id}).action_add()
        self.run_at("2026-12-02 03:00")
        self.assertFalse(self.told())

    def test_december_at_the_agency(self):
        """December begins when it begins at the agency, eight hours before it does in Greenwich."""
        self.run_at("2026-11-30 15:00")
        self.assertFalse(self.told())
        self.run_at("2026-11-30 17:00")
        self.assertTrue(self.told())

    def test_once_for_each_calendar(self):
        """Two services that count by one calendar are one notice, a third with hours of its own is another."""
        vals = {"sop_revision": "01", "in_force_from": "2020-01-01"}
        self.service.copy({**vals, "code": "SEC-02"})
        self.run_at("2026-12-01 03:00")
        self.assertEqual(len(self.told()), 1)
        calendar = self.service.calendar_id.copy({"name": "Jam Sabtu"})
        third = self.service.copy({**vals, "code": "SEC-03", "calendar_id": calendar.id})
        self.run_at("2026-12-02 03:00")
        self.assertEqual(len(self.told()), 2)
        self.assertIn(third.id, self.told().mapped("res_id"))

    def test_each_agency_for_itself(self):
        """An agency of which the system's own user knows nothing tells its managers, and nobody else."""
        other = self.env["res.company"].create({"name": "Dinas Kedua"})
        self.env.user.company_ids -= other
        calendar = self.service.calendar_id.copy({"company_id": other.id})
        service = self.service.copy(
            {"company_id": other.id, "calendar_id": calendar.id, "sop_revision": "01", "in_force_from": "2020-01-01"}
        )
        there = new_test_user(
            self.env,
            "test_other_manager",
            "ptsp_exhibition.group_manager",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        self.run_at("2026-12-01 03:00")
        self.assertEqual(self.told(there).res_id, service.id)
        self.assertNotIn(service.id, self.told().mapped("res_id"))
