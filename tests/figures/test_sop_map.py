"""The SOP map: seventeen steps with what stands at each, and how long each takes against its norm."""

from ast import literal_eval

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, new_test_user, tagged, warmup

from ..common_clock import MON, TUE, ClockCase, wita

#: What the cards of the map show.
CARD = {
    name: {}
    for name in (
        "number",
        "name",
        "actor",
        "awaits",
        "waiting_count",
        "late_count",
        "done_count",
        "norm_max",
        "norm_share",
        "load_level",
        "load_text",
    )
}


@tagged("post_install", "-at_install")
class TestSopMap(ClockCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # A revision of its own, so that applications that are in the database already do not count.
        cls.service = cls.service.copy({"in_force_from": cls.service.in_force_from})

    def file(self, count=1, **values):
        return super().file(count, service_id=self.service.id, **values)

    def step(self, number, user="agency_head"):
        """Return a step as a user reads it on the map."""
        self.env.invalidate_all()
        return self.service.with_user(self.users[user]).step_ids.filtered(lambda step: step.number == number)

    def verified_within(self, *minutes):
        """Verify applications on Monday from nine o'clock, each within a number of working minutes."""
        for count in minutes:
            self.go(self.registered(f"{MON} 09:00"), (f"{MON} 09:{count:02d}", "verify_direct"))

    @freeze_time(wita(f"{MON} 10:00"))
    def test_waiting_applications_are_counted_where_they_stand(self):
        """Each application counts at the step of its state; a returned one stands with the applicant again."""
        self.bring_to(self.file(2), "verification")
        self.bring_to(self.file(), "returned")
        self.file()
        counts = {step.number: step.waiting_count for step in self.step(7).service_id.step_ids if step.waiting_count}
        self.assertEqual(counts, {3: 2, 7: 2})

    def test_late_applications_are_counted(self):
        """An application that stands at a step for longer than its norm makes the step red."""
        self.registered(f"{MON} 09:00")
        self.registered(f"{MON} 09:10")
        with freeze_time(wita(f"{MON} 09:14")):
            self.assertEqual((self.step(7).late_count, self.step(7).load_level), (0, "in_time"))
        with freeze_time(wita(f"{MON} 09:16")):
            self.assertEqual((self.step(7).waiting_count, self.step(7).late_count), (2, 1))
            self.assertEqual(self.step(7).load_level, "over")

    def test_median_against_the_norm(self):
        """One slow case does not spoil the picture: the median of what was done is set against the norm."""
        self.verified_within(2, 6, 59)
        with freeze_time(wita(f"{TUE} 09:00")):
            step = self.step(7)
            self.assertEqual((step.done_count, step.median_minutes, step.norm_share), (3, 6, 40))
            self.assertEqual((step.load_level, step.load_text), ("in_time", "median 6 min of 15 min"))

    def test_median_near_and_over_the_norm(self):
        """From three quarters of the norm a step is near it, above the norm over it."""
        self.verified_within(11)
        with freeze_time(wita(f"{TUE} 09:00")):
            self.assertEqual(self.step(7).load_level, "in_time")
        self.verified_within(13, 15)
        with freeze_time(wita(f"{TUE} 09:00")):
            self.assertEqual(self.step(7).load_level, "near")
        self.verified_within(20, 30)
        with freeze_time(wita(f"{TUE} 09:00")):
            self.assertEqual((self.step(7).load_level, self.step(7).norm_share), ("near", 100))
        self.verified_within(31, 32)
        with freeze_time(wita(f"{TUE} 09:00")):
            self.assertEqual(self.step(7).load_level, "over")

    def test_median_of_long_steps_is_told_in_hours(self):
        """Who reads the map does not divide by sixty."""
        application = self.registered(f"{MON} 09:00")
        self.go(application, (f"{MON} 09:05", "verify_direct"), (f"{MON} 09:10", "submit_draft"))
        self.go(application, (f"{MON} 09:15", "section_approve"), (f"{MON} 09:20", "division_approve"))
        self.go(application, (f"{MON} 11:50", "sign"))
        with freeze_time(wita(f"{TUE} 09:00")):
            step = self.step(14)
            self.assertEqual((step.load_level, step.load_text), ("no_norm", "median 2 h 30 min, no norm"))

    def test_only_the_last_thirty_days_count(self):
        """What was done more than thirty days ago no longer tells how the agency works."""
        self.verified_within(6)
        for day, done in (("2026-12-23 09:00", 1), ("2026-12-23 09:10", 0)):
            with freeze_time(wita(day)):
                self.assertEqual(self.step(7).done_count, done, day)

    def test_giving_up_is_not_doing(self):
        """An application that is cancelled at a step was not dealt with there."""
        application = self.bring_to(self.file(), "cs_check")
        self.as_role(application, "customer_service").action_cancel("Batal")
        self.assertEqual((self.step(4).waiting_count, self.step(4).done_count), (0, 0))

    def test_load_without_work(self):
        """A step at which nothing stands and nothing was done is empty, with a norm or without."""
        self.assertEqual({self.step(number).load_level for number in (4, 7, 16)}, {"empty"})
        self.assertEqual(self.step(7).load_text, "not done in the last 30 days")

    def test_steps_outside_the_system(self):
        """Nothing stands at the steps before the filing, nor at the last: they carry no number that could alarm."""
        application = self.bring_to(self.file(), "done")
        for number in (1, 2, 17):
            step = self.step(number)
            self.assertEqual((step.load_level, step.waiting_count, step.awaits), ("unmeasured", 0, False), number)
        self.assertEqual(self.step(17).load_text, "1 handed over in 30 days")
        action = self.step(17).action_view_waiting()
        self.assertEqual(self.env["ptsp.application"].search(action["domain"]), application)
        self.assertEqual(self.step(1).action_view_waiting()["tag"], "display_notification")

    def test_who_must_move(self):
        """The map tells where the agency waits: for the applicant at steps 3, 8 and 16, for the OPD at 10."""
        others = {step.number: step.awaits for step in self.step(3).service_id.step_ids if step.awaits != "agency"}
        self.assertEqual(
            others, {1: False, 2: False, 3: "applicant", 8: "applicant", 10: "opd", 16: "applicant", 17: False}
        )
        self.assertEqual((self.step(3).actor, self.step(12).actor), ("Applicant", "Section Head"))

    def test_click_opens_what_stands_there(self):
        """A click on a card opens the very applications that it counts."""
        here = self.bring_to(self.file(2), "verification")
        self.bring_to(self.file(), "registration")
        action = self.step(7).action_view_waiting()
        self.assertEqual(self.env["ptsp.application"].search(action["domain"]), here.with_env(self.env))
        self.assertEqual(action["views"][0][1], "list")

    def test_map_shows_the_revisions_in_force(self):
        """The menu opens the map of the revision in force, and no longer that of the one before."""
        action = self.env.ref("ptsp_exhibition.sop_map_action_in_force").with_user(self.users["manager"]).run()
        services = self.env["ptsp.step"].search(action["domain"]).service_id
        self.assertEqual(services.filtered(lambda service: service.code == self.service.code), self.service)
        menu = self.env["ptsp.step"].search(literal_eval(self.env.ref("ptsp_exhibition.sop_map_action").domain))
        self.assertEqual(menu.service_id, services)

    def test_map_of_several_services(self):
        """Two services in force stand side by side, each in a column of its own."""
        self.assertFalse(self.service.action_view_sop_map()["context"]["search_default_group_service"])
        both = self.service | self.service.copy({"code": "PAR-06"})
        action = both.action_view_sop_map()
        self.assertTrue(action["context"]["search_default_group_service"])
        self.assertEqual(self.env["ptsp.step"].search(action["domain"]).service_id, both)

    def test_other_agencies_are_not_shown(self):
        """The steps of another agency's service are neither listed nor counted."""
        company = self.env["res.company"].create({"name": "DPMPTSP Kota"})
        stranger = new_test_user(
            self.env,
            "test_other_head",
            "base.group_user,ptsp_exhibition.group_agency_head",
            company_id=company.id,
            company_ids=[fields.Command.set(company.ids)],
        )
        self.bring_to(self.file(), "verification")
        steps = self.env["ptsp.step"].with_user(stranger)
        self.assertFalse(steps.search([("service_id", "=", self.service.id)]))
        with self.assertRaises(AccessError):
            steps.browse(self.step(7).id).read(["waiting_count"])

    def test_an_opd_has_no_map(self):
        """A member of an OPD sees what was sent to the OPD, and not how busy the agency is."""
        with self.assertRaises(AccessError):
            self.step(7, "technical").read(["waiting_count"])
        self.assertNotIn("waiting_count", self.step(7, "technical").read()[0])

    def test_map_is_read_only(self):
        """The heads look at the map and change no norm on it."""
        for values in ({"norm_max": 99}, {"waiting_count": 0}):
            with self.assertRaises(AccessError):
                self.step(7).write(values)

    @warmup
    def test_queries_of_the_map(self):
        """The map costs five queries, however many applications there are."""
        self.bring_to(self.file(20), "verification")
        self.bring_to(self.file(5), "done")
        steps = self.env["ptsp.step"].with_user(self.users["agency_head"])
        domain = [("service_id", "=", self.service.id)]
        steps.web_search_read(domain, CARD)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(5):
            found = steps.web_search_read(domain, CARD)
        self.assertEqual(found["length"], 17)
