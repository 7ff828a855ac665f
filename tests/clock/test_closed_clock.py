"""A promise that has ended is counted by the hours, holidays and days that held then; what differs now is noted."""

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from ..common_clock import MON, NEXT_MON, TUE, WED, ClockCase, local, wita


@tagged("post_install", "-at_install")
class TestClosedClock(ClockCase):
    """No verdict changes silently."""

    def setUp(self):
        super().setUp()
        application = self.registered(f"{MON} 10:00")
        self.go(application, (f"{MON} 10:10", "verify_direct"))
        self.application = self.numbered(application, f"{WED} 10:00")
        self.log = self.env["ptsp.clock.recomputation"]

    def recompute(self, role="manager"):
        with freeze_time(wita(f"{NEXT_MON} 09:00")):
            return self.as_role(self.application, role).action_recompute_clock()["params"]["message"]

    def stands(self):
        self.application.invalidate_recordset()
        return (self.application.sla_verdict, local(self.application.deadline))

    def test_nothing_has_changed(self):
        """Where nothing has changed, the recomputation finds what it found, and nothing is noted."""
        before = self.application._clock_as_stored()
        self.assertEqual(self.recompute(), "The clock of 1 applications was computed anew; 0 stood otherwise.")
        self.assertEqual(self.application._clock_as_stored(), before)
        self.assertFalse(self.log.search([("application_id", "=", self.application.id)]))

    def test_late_holiday(self):
        """A holiday that is entered later does not turn a missed promise into a kept one; that it would, is noted."""
        self.assertEqual(self.stands(), ("missed", f"{TUE} 19:00"))
        before = self.application._clock_as_stored()
        holiday = self.holiday(TUE)
        self.assertRegex(self.recompute(), "0 stood otherwise. 1 that have ended would come out otherwise")
        self.assertEqual(self.application._clock_as_stored(), before)
        entry = self.log.search([("application_id", "=", self.application.id)])
        self.assertEqual((entry.user_id, local(entry.computed_at)), (self.users["manager"], f"{NEXT_MON} 09:00"))
        self.assertEqual((entry.found_verdict, entry.kept_verdict, entry.present_verdict), ("missed", "missed", "met"))
        self.assertEqual((local(entry.kept_deadline), local(entry.present_deadline)), (f"{TUE} 19:00", f"{WED} 19:00"))
        holiday.unlink()
        self.assertNotIn("would come out", self.recompute())
        self.assertEqual(self.application._clock_as_stored(), before)

    def test_days_and_hours(self):
        """Neither do other days, other hours, or a calendar that is replaced."""
        before = self.application._clock_as_stored()
        calendar = self.calendar.copy()
        calendar.attendance_ids.write({"hour_to": 23})
        for values in ({"sla_days": 5}, {"at_risk_percent": 20}, {"calendar_id": calendar.id}):
            with self.subTest(values=values):
                self.service.write(values)
                self.recompute()
                self.assertEqual(self.application._clock_as_stored(), before)
        self.assertEqual(self.log.search([], limit=1).present_verdict, "met")

    def test_holiday_removed(self):
        """A holiday that held when the promise ended counts on after it was removed."""
        other = self.registered(f"{NEXT_MON} 10:00")
        holiday = self.holiday("2026-12-01")
        self.go(other, (f"{NEXT_MON} 10:10", "verify_direct"))
        self.numbered(other, "2026-12-02 18:00")
        self.assertEqual(other.sla_verdict, "met")
        holiday.unlink()
        self.as_role(other, "manager").action_recompute_clock()
        self.assertEqual((other.sla_verdict, local(other.deadline)), ("met", "2026-12-02 19:00"))
        self.assertEqual(self.log.search([("application_id", "=", other.id)]).present_verdict, "missed")

    def test_changed_outside(self):
        """A verdict that was changed outside the procedure is mended, and that is noted as well."""
        self.env.flush_all()
        self.env.cr.execute("UPDATE ptsp_application SET sla_verdict = 'met' WHERE id = %s", [self.application.id])
        self.env.invalidate_all()
        self.assertIn("1 stood otherwise", self.recompute())
        self.assertEqual(self.stands(), ("missed", f"{TUE} 19:00"))
        self.assertEqual(self.log.search([], limit=1).found_verdict, "met")

    def test_ended_before_hours_were_kept(self):
        """What ended before hours were kept stays as it stood; that it would come out otherwise is noted, too."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ptsp_control_line SET evidence = NULL WHERE application_id = %s", [self.application.id]
        )
        self.env.invalidate_all()
        self.holiday(TUE)
        self.recompute()
        self.assertEqual(self.stands(), ("missed", f"{TUE} 19:00"))
        self.assertEqual(self.log.search([], limit=1).present_verdict, "met")

    def test_log_stays(self):
        """Nobody enters, changes or deletes a line of the log; who reads the application, reads it."""
        self.holiday(TUE)
        self.recompute()
        entry = self.log.search([], limit=1)
        for user in (self.users["manager"], self.env.ref("base.user_admin"), self.env.ref("base.user_root")):
            record = entry.with_user(user)
            for attempt in (
                lambda record=record: record.write({"present_verdict": "missed"}),
                lambda record=record: record.unlink(),
                lambda record=record: record.copy(),
                lambda record=record: record.create({"application_id": self.application.id}),
            ):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    attempt()
        self.assertTrue(entry.with_user(self.users["auditor"]).read(["present_verdict"]))
