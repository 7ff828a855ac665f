"""Officers are warned when the step that is theirs passes its norm, and when the promise is at risk."""

from odoo.exceptions import UserError
from odoo.tests import freeze_time, new_test_user, tagged

from ..common import STAFF_GROUPS
from ..common_clock import FRI, MON, NEXT_MON, TUE, WED, wita
from ..common_monitoring import MonitoringCase


@tagged("post_install", "-at_install")
class TestMonitoring(MonitoringCase):
    """One warning for each officer whose turn it is, and none when there is nothing to be done."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_head = new_test_user(cls.env, "test_second_head", "ptsp_exhibition.group_section_head", lang="en_US")
        cls.everything = new_test_user(
            cls.env,
            "test_everything",
            "ptsp_exhibition.group_customer_service,ptsp_exhibition.group_verification",
        )

    def at_section_head(self):
        application = self.go(
            self.registered(f"{MON} 10:00"), (f"{MON} 10:10", "verify_direct"), (f"{MON} 10:20", "submit_draft")
        )
        self.assertEqual(application.state, "section_review")
        return application

    def test_late_step(self):
        """When the norm of a step has passed, each officer of its role is warned."""
        application = self.at_section_head()
        self.run_at(f"{MON} 10:50")
        self.assertFalse(self.to_dos(application))
        self.run_at(f"{MON} 10:51")
        self.assertEqual(self.told(application, self.late), ["test_second_head", "test_section_head"])
        to_do = self.to_dos(application)[0]
        self.assertEqual(to_do.summary, f"{application.name} has passed the norm of this step.")
        self.assertEqual(str(to_do.date_deadline), MON)

    def test_not_twice(self):
        """The next runs give no second warning of the same step."""
        application = self.at_section_head()
        for moment in (f"{MON} 11:00", f"{MON} 11:10", f"{MON} 18:00"):
            self.run_at(moment)
        self.assertEqual(len(self.to_dos(application)), 2)
        self.assertEqual([kind for kind, _login in self.warnings(application)], ["step_late"] * 2)

    def test_dropped_when_done(self):
        """When the step is done, the warnings of all go, and the next officer is not late yet."""
        application = self.at_section_head()
        self.run_at(f"{MON} 11:00")
        self.go(application, (f"{MON} 11:05", "section_approve"))
        self.assertFalse(self.to_dos(application))
        self.run_at(f"{MON} 11:10")
        self.assertFalse(self.to_dos(application))
        self.run_at(f"{MON} 11:40")
        self.assertEqual(self.told(application), ["test_division_head"])

    def test_same_step_again(self):
        """A step that is late a second time, after the draft came back, is warned of again."""
        application = self.at_section_head()
        self.run_at(f"{MON} 11:00")
        self.go(application, (f"{MON} 11:05", "section_return"), (f"{MON} 11:10", "submit_draft"))
        self.assertFalse(self.to_dos(application))
        self.run_at(f"{MON} 12:00")
        self.assertEqual(self.told(application), ["test_second_head", "test_section_head"])

    def test_norm_in_working_time(self):
        """Nights and weekends do not make a step late."""
        application = self.registered(f"{FRI} 10:55")
        self.run_at(f"{NEXT_MON} 08:10")
        self.assertFalse(self.to_dos(application))
        self.run_at(f"{NEXT_MON} 08:11")
        self.assertTrue(self.to_dos(application))

    def test_nothing_outside_service_hours(self):
        """What falls due is told within service hours only: not in the evening, on Sunday or on a holiday."""
        application = self.registered(f"{MON} 10:00")
        self.holiday(TUE)
        for moment in (f"{MON} 19:30", f"{TUE} 10:00", "2026-11-29 10:00", f"{WED} 07:59"):
            self.run_at(moment)
            self.assertFalse(self.warnings(application), moment)
        self.run_at(f"{WED} 08:00")
        self.assertTrue(self.warnings(application))

    def test_promise_at_risk(self):
        """When three quarters of the promised time have passed, the officers whose turn it is are told, once."""
        self.forget_norms()
        application = self.registered(f"{MON} 10:00")
        self.go(application, (f"{MON} 10:10", "verify_direct"))
        # 9 + 11 hours are promised; 15 of them end on Tuesday at 14:00.
        self.run_at(f"{TUE} 14:00")
        self.assertFalse(self.to_dos(application))
        self.run_at(f"{TUE} 14:01")
        self.assertEqual(self.told(application), ["test_processing"])
        self.assertEqual(self.to_dos(application).summary, f"Finish {application.name} first: its promise is at risk.")
        self.run_at(f"{TUE} 18:00")
        self.assertEqual(self.warnings(application), [("at_risk", "test_processing")])

    def test_share_is_a_setting(self):
        """The share of the promise after which officers are warned is set on the service, for open files too."""
        self.forget_norms()
        application = self.go(self.registered(f"{MON} 10:00"), (f"{MON} 10:10", "verify_direct"))
        self.service.at_risk_percent = 50
        self.run_at(f"{TUE} 09:01")
        self.assertEqual(self.warnings(application), [("at_risk", "test_processing")])

    def test_step_and_promise(self):
        """Where step and promise are both late by the time of the run, there is one to-do with the graver."""
        application = self.at_section_head()
        self.run_at(f"{TUE} 18:00")
        self.assertEqual(self.told(application), ["test_second_head", "test_section_head"])
        self.assertIn("at risk", self.to_dos(application)[0].summary)
        self.assertEqual(len(self.warnings(application)), 4)

    def test_later_warning_in_the_same_to_do(self):
        """A graver warning of the same step is written into the to-do that is there."""
        application = self.at_section_head()
        self.run_at(f"{MON} 11:00")
        self.run_at(f"{TUE} 18:00")
        self.assertEqual(len(self.to_dos(application)), 2)
        self.assertIn("at risk", self.to_dos(application)[0].summary)

    def test_officer_with_two_roles(self):
        """Whoever holds several roles is warned once."""
        application = self.registered(f"{MON} 10:00")
        self.run_at(f"{MON} 12:00")
        self.assertEqual(self.told(application), ["test_everything", "test_verification"])

    def test_opinion_of_the_opd_is_late(self):
        """When the time of an OPD is over, its members are told, and no other team; so are those who follow up."""
        other = new_test_user(self.env, "test_other_technical_team", "ptsp_exhibition.group_technical")
        self.env["ptsp.agency"].create({"name": "Dinas Perhubungan", "member_ids": [(4, other.id)]})
        application = self.go(
            self.registered(f"{MON} 10:00"), (f"{MON} 10:10", "verify_technical"), (f"{MON} 11:00", "dispatch")
        )
        with freeze_time(application.review_ids.due_at):
            self.env["ptsp.application"]._cron_monitor()
        self.assertFalse(self.told(application))
        self.run_at("2026-12-31 10:00")
        self.assertCountEqual(
            self.warnings(application),
            [
                ("review_late", "test_technical"),
                ("review_follow_up", "test_liaison"),
                ("review_follow_up", "test_processing"),
            ],
        )
        summaries = {to_do.user_id.login: to_do.summary for to_do in self.to_dos(application)}
        self.assertIn("is due: issue it", summaries["test_technical"])
        self.assertIn("is late: ask the OPD for it", summaries["test_liaison"])

    def test_opinion_of_an_opd_without_users(self):
        """Where an OPD has no user, the desks that deal with it are told; where these have nobody, the managers."""
        self.agency.member_ids = False
        application = self.go(
            self.registered(f"{MON} 10:00"), (f"{MON} 10:10", "verify_technical"), (f"{MON} 11:00", "dispatch")
        )
        with self.undone():
            self.run_at("2026-12-31 10:00")
            self.assertEqual(self.told(application), ["test_liaison", "test_processing"])
            self.assertTrue(all(application.sudo().alert_ids.mapped("user_id")))
        for role in ("liaison", "processing"):
            self.env.ref(STAFF_GROUPS[role]).all_user_ids.active = False
        self.run_at("2026-12-31 10:00")
        self.assertIn("test_manager", self.told(application))

    def test_who_is_gone(self):
        """Officers who have left, or who work for another agency, are not told; then the managers are."""
        company = self.env["res.company"].create({"name": "DPMPTSP Kota Samarinda"})
        self.second_head.write({"company_ids": [(6, 0, company.ids)], "company_id": company.id})
        application = self.at_section_head()
        self.users["section_head"].active = False
        self.run_at(f"{MON} 11:00")
        self.assertIn("test_manager", self.told(application))
        self.assertFalse({"test_section_head", "test_second_head"} & set(self.told(application)))

    def test_paused(self):
        """While the applicant is asked, the promise is neither at risk nor overdue."""
        self.forget_norms()
        application = self.go(self.registered(f"{MON} 10:00"), (f"{MON} 10:10", "request_correction"))
        self.run_at(f"{WED} 10:00")
        self.assertFalse(self.warnings(application))

    def test_ended(self):
        """Nobody is warned of an application that has ended, and what was warned of it goes."""
        application = self.registered(f"{MON} 10:00")
        self.run_at(f"{MON} 12:00")
        self.go(application, (f"{TUE} 10:10", "cancel"))
        self.assertFalse(application.activity_ids)
        self.run_at("2026-12-31 10:00")
        self.assertFalse(self.to_dos(application))

    def test_deadline_that_moves(self):
        """A warning is given once for each moment: when a late holiday moves it, it is given again then."""
        self.forget_norms()
        application = self.go(self.registered(f"{MON} 10:00"), (f"{MON} 10:10", "verify_direct"))
        self.run_at(f"{TUE} 15:00")
        self.holiday(WED)
        self.run_at(f"{TUE} 16:00")
        self.assertEqual(len(self.warnings(application)), 1)
        self.holiday(TUE)
        self.run_at("2026-11-26 14:01")
        self.assertEqual(self.warnings(application), [("at_risk", "test_processing")] * 2)

    def test_in_their_language(self):
        """Every officer is told in the own language, whatever the language of the scheduled action."""
        self.users["section_head"].lang = "id_ID"
        application = self.at_section_head()
        self.run_at(f"{MON} 11:00")
        summaries = {to_do.user_id.login: to_do.summary for to_do in self.to_dos(application)}
        self.assertIn("has passed the norm", summaries["test_second_head"])
        self.assertIn("melebihi", summaries["test_section_head"])

    def test_warnings_are_kept(self):
        """Who was warned of what stays on record: nobody enters, changes, copies or deletes it."""
        application = self.registered(f"{MON} 10:00")
        self.run_at(f"{MON} 12:00")
        alert = application.alert_ids[0]
        self.assertEqual(alert.due_at, wita(f"{MON} 10:15"))
        for attempt in (
            lambda: alert.write({"user_id": self.users["manager"].id}),
            lambda: alert.copy(),
            lambda: alert.unlink(),
            lambda: alert.create({"application_id": application.id, "kind": "step_late"}),
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                attempt()
