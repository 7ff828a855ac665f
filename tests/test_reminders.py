"""Officers are reminded when a step or the promise is late."""

from odoo.tests import freeze_time, new_test_user, tagged

from .common_clock import FRI, MON, TUE, WED, ClockCase, wita


@tagged("post_install", "-at_install")
class TestReminders(ClockCase):
    """One reminder for each officer whose turn it is, and none when there is nothing to be done."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cron = cls.env.ref("ptsp_exhibition.cron_remind")
        cls.late = cls.env.ref("ptsp_exhibition.activity_type_late")
        # Only the applications of these tests shall be late.
        cls.env["ptsp.application"].search([])._as_procedure().write({"step_reminded": True, "promise_reminded": True})
        cls.second_head = new_test_user(cls.env, "test_second_head", "ptsp_exhibition.group_section_head")
        cls.everything = new_test_user(
            cls.env,
            "test_everything",
            "ptsp_exhibition.group_customer_service,ptsp_exhibition.group_verification",
        )

    def run_at(self, moment):
        """Run the scheduled action at a local time."""
        with freeze_time(wita(moment)), self.enter_registry_test_mode():
            self.cron.method_direct_trigger()

    def reminders(self, applications):
        return self.env["mail.activity"].search(
            [
                ("res_model", "=", "ptsp.application"),
                ("res_id", "in", applications.ids),
                ("activity_type_id", "=", self.late.id),
            ],
            order="res_id, id",
        )

    def reminded(self, application):
        """Return who has a reminder, by login."""
        return sorted(self.reminders(application).user_id.mapped("login"))

    def at_section_head(self):
        application = self.go(
            self.registered(f"{MON} 10:00"), (f"{MON} 10:10", "verify_direct"), (f"{MON} 10:20", "submit_draft")
        )
        self.assertEqual(application.state, "section_review")
        return application

    def test_late_step(self):
        """When the norm of a step has passed, each officer of its role is reminded."""
        application = self.at_section_head()
        self.run_at(f"{MON} 10:50")
        self.assertFalse(self.reminders(application))
        self.run_at(f"{MON} 10:51")
        self.assertEqual(self.reminded(application), ["test_second_head", "test_section_head"])
        reminder = self.reminders(application)[0]
        self.assertEqual(reminder.summary, f"{application.name} has passed the norm of this step")
        self.assertEqual(str(reminder.date_deadline), MON)

    def test_not_twice(self):
        """The next runs leave no second reminder for the same step."""
        application = self.at_section_head()
        for moment in (f"{MON} 11:00", f"{MON} 11:10", f"{MON} 18:00"):
            self.run_at(moment)
        self.assertEqual(len(self.reminders(application)), 2)

    def test_dropped_when_done(self):
        """When the step is done, the reminders of all go, and the next officer is not late yet."""
        application = self.at_section_head()
        self.run_at(f"{MON} 11:00")
        self.go(application, (f"{MON} 11:05", "section_approve"))
        self.assertFalse(self.reminders(application))
        self.run_at(f"{MON} 11:10")
        self.assertFalse(self.reminders(application))
        self.run_at(f"{MON} 11:40")
        self.assertEqual(self.reminded(application), ["test_division_head"])

    def test_same_step_again(self):
        """A step that is late a second time, after the draft came back, is reminded of again."""
        application = self.at_section_head()
        self.run_at(f"{MON} 11:00")
        self.go(application, (f"{MON} 11:05", "section_return"), (f"{MON} 11:10", "submit_draft"))
        self.assertFalse(self.reminders(application))
        self.run_at(f"{MON} 12:00")
        self.assertEqual(self.reminded(application), ["test_second_head", "test_section_head"])

    def test_norm_in_working_time(self):
        """Nights and weekends do not make a step late."""
        application = self.registered(f"{FRI} 10:55")
        self.run_at("2026-11-29 23:00")
        self.assertFalse(self.reminders(application))
        self.run_at("2026-11-30 08:11")
        self.assertTrue(self.reminders(application))

    def test_late_promise(self):
        """When the deadline has passed, the officers whose turn it is are told so, once."""
        application = self.registered(f"{MON} 10:00")
        self.go(application, (f"{MON} 10:10", "verify_direct"))
        for moment in ("10:30", "11:00", "12:00"):
            self.go(application, (f"{MON} {moment}", "submit_draft"), (f"{MON} {moment}", "section_return"))
        application._as_procedure().write({"step_due_at": False})
        self.run_at(f"{TUE} 19:00")
        self.assertFalse(self.reminders(application))
        self.run_at(f"{TUE} 19:01")
        self.assertEqual(self.reminded(application), ["test_processing"])
        self.assertEqual(self.reminders(application).summary, f"The promise of {application.name} is overdue")
        self.run_at(f"{WED} 12:00")
        self.assertEqual(len(self.reminders(application)), 1)

    def test_step_and_promise(self):
        """Where step and promise are both late by the time of the run, there is one reminder, not two."""
        application = self.at_section_head()
        self.run_at(f"{WED} 09:00")
        self.assertEqual(self.reminded(application), ["test_second_head", "test_section_head"])
        self.assertEqual(len(self.reminders(application)), 2)
        self.assertIn("is overdue", self.reminders(application)[0].summary)

    def test_officer_with_two_roles(self):
        """Whoever holds several roles is reminded once."""
        application = self.registered(f"{MON} 10:00")
        self.run_at(f"{MON} 12:00")
        self.assertEqual(self.reminded(application), ["test_everything", "test_verification"])
        self.assertEqual(len(self.reminders(application)), 2)

    def test_only_the_opd_that_was_asked(self):
        """Of the technical teams only the members of the OPD that was asked are reminded."""
        self.env["ptsp.step"].search([("service_id", "=", self.service.id), ("number", "=", 10)]).norm_max = 60
        application = self.go(
            self.registered(f"{MON} 10:00"), (f"{MON} 10:10", "verify_technical"), (f"{MON} 11:00", "dispatch")
        )
        self.run_at(f"{MON} 13:00")
        self.assertEqual(self.reminded(application), ["test_technical"])

    def test_who_is_gone(self):
        """Officers who have left, or who work for another agency, are not reminded."""
        company = self.env["res.company"].create({"name": "DPMPTSP Kota Samarinda"})
        self.second_head.write({"company_ids": [(6, 0, company.ids)], "company_id": company.id})
        application = self.at_section_head()
        self.users["section_head"].active = False
        self.run_at(f"{MON} 11:00")
        self.assertFalse(self.reminders(application))

    def test_paused(self):
        """While the applicant is asked, the promise is not late."""
        application = self.go(self.registered(f"{MON} 10:00"), (f"{MON} 10:10", "request_correction"))
        application._as_procedure().write({"step_due_at": False})
        self.run_at("2026-12-31 10:00")
        self.assertFalse(self.reminders(application))

    def test_ended(self):
        """Nobody is reminded of an application that has ended."""
        cancelled = self.go(self.registered(f"{MON} 10:00"), (f"{TUE} 10:10", "cancel"))
        self.run_at("2026-12-31 10:00")
        self.assertFalse(self.reminders(cancelled))

    def test_cancelling_drops_reminders(self):
        """Cancelling an application drops its reminders and its to-do."""
        application = self.registered(f"{MON} 10:00")
        self.run_at(f"{MON} 12:00")
        self.go(application, (f"{MON} 13:00", "cancel"))
        self.assertFalse(application.activity_ids)

    def test_in_portions(self):
        """A run takes the late applications in portions until all are reminded, and none twice."""
        applications = self.env["ptsp.application"].union(*(self.registered(f"{MON} 10:00") for _index in range(5)))
        self.cron.code = "model._cron_remind(limit=2)"
        self.run_at(f"{MON} 12:00")
        applications.invalidate_recordset()
        self.assertEqual(applications.mapped("step_reminded"), [True] * 5)
        self.assertEqual(len(self.reminders(applications)), 2 * len(applications))
