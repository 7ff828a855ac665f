"""Where an application stands is said in plain words, for each state, by data beside the table of the procedure."""

import re
from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models import stations, workflow
from ...models.following.types import Station, Way
from ..common import SIDE_STEPS
from ..common_clock import NEXT_MON, THU, TUE, WED, ClockCase


@tagged("post_install", "-at_install")
class TestStand(ClockCase):
    """An applicant reads where the application is, since when, and what comes next."""

    def told(self, application):
        """Return what its applicant is told of an application."""
        application.invalidate_recordset()
        return application.with_user(self.portal_user)._stand_in_words()

    def stops(self, application):
        """Return the stations of an application as pairs of label and place."""
        lines = application.sudo()._lines_told()
        return [(stop.label, stop.place) for stop in application.with_user(self.portal_user)._stops(lines)]

    # The table

    def test_the_way_fits_the_procedure(self):
        """Each state has its sentence and, but for the one of what was given up, its one station; no key is unknown."""
        states = workflow.PROCEDURE.states
        self.assertEqual(set(stations.SENTENCES), set(states))
        stood = [state for station in stations.STATIONS for state in station.states]
        self.assertEqual(sorted(stood), sorted(key for key, state in states.items() if not state.given_up))
        self.assertRaises(ValueError, Way, [Station("a", "A", ("draft",)), Station("b", "B", ("draft",))])

    def test_every_state(self):
        """In each state a whole sentence is said, in which every word is filled in."""
        for state in workflow.PROCEDURE.states:
            application = self.bring_to(self.file(), state)
            said = self.told(application)
            with self.subTest(state=state, said=said):
                self.assertRegex(said, r"^[A-Z].*\.$")
                self.assertNotIn("%", said)
                self.assertNotEqual(said, application._state_label())
                if state not in ("draft",):
                    self.assertRegex(said, r"\d{1,2} \w+ \d{4}")

    def test_another_procedure(self):
        """A procedure of which nobody has written the way is told by the name of its state, without stations."""
        application = self.file()
        with patch.object(type(self.service), "_ways", lambda _self: {}):
            self.assertEqual((self.told(application), self.stops(application)), ("Draft", []))
        way = Way([Station("all", "Everything", tuple(workflow.PROCEDURE.states))], {"draft": ("Ready for %(since)s",)})
        with patch.object(type(self.service), "_ways", lambda _self: {workflow.PROCEDURE.key: way}):
            self.assertRegex(self.told(application), "Ready for ")
            self.assertEqual(self.stops(application), [("Everything", "now")])

    # Words

    def test_at_the_opd(self):
        """The OPD is named, and by when its opinion is expected, by the days of its own."""
        application = self.registered(f"{TUE} 09:00")
        self.go(application, (f"{TUE} 10:00", "verify_technical"))
        self.assertEqual(self.told(application), "Since 24 November 2026 it is on its way to Dinas Perhubungan.")
        self.agency.response_days = 3
        self.go(application, (f"{WED} 10:00", "dispatch"))
        review = application.review_ids.sudo()._as_procedure()
        self.assertTrue(review.due_at)
        due = application._day_told(review.due_at)
        self.assertEqual(
            self.told(application),
            f"Since 25 November 2026 it is with Dinas Perhubungan. We expect the opinion by {due}.",
        )
        review.due_at = False
        self.assertEqual(self.told(application), "Since 25 November 2026 it is with Dinas Perhubungan.")

    def test_several_opd(self):
        """Of several OPD those are named that still owe their opinion."""
        application = self.bring_to(self.file(), "verification")
        officer = self.as_role(application, "verification")
        self.prepare(officer, "verify_technical")
        officer.env["ptsp.technical.review"].create(
            {"application_id": application.id, "agency_id": self.other_agency.id, "kind": "Ketertiban"}
        )
        officer.action_verify_technical()
        self.dispatch_to_opd(self.as_role(application, "liaison"))
        self.assertIn("it is with Dinas Perhubungan and Satpol PP.", self.told(application))
        review = application.sudo().review_ids.filtered(lambda review: review.agency_id == self.agency)
        review.with_user(self.users["technical"]).action_issue("Tidak keberatan")
        self.assertIn("it is with Satpol PP.", self.told(application))

    def test_indonesian_days(self):
        """Days are written in the language of the reader."""
        self.env["res.lang"]._activate_lang("id_ID")
        application = self.registered(f"{TUE} 09:00").with_context(lang="id_ID")
        self.assertEqual(application._day_told(application.registered_at), "24 November 2026")
        self.assertEqual(application._moment_told(application.registered_at), "24 November 2026, 09.00")
        # What was declared is written the same way.
        for lang, text in (("id_ID", "29 Desember 2026"), ("en_US", "29 December 2026")):
            application = application.with_context(lang=lang)
            self.assertEqual(application._fact_text(date(2026, 12, 29)), text)
            self.assertEqual(application._date_told(date(2026, 12, 29)), text)
        self.assertRegex("; ".join(self.service.with_context(lang="id_ID")._hours_told()), "Senin–Kamis")
        self.assertRegex("; ".join(self.service._hours_told()), "Monday–Thursday")

    def test_nobody_is_named(self):
        """What is told names no officer and repeats nothing that officers noted."""
        application = self.bring_to(self.file(), "cs_check")
        self.as_role(application, "customer_service").action_refer_help_desk("Pemohon rewel")
        names = [user.name for user in self.users.values()]
        for state in ("help_desk",):
            said = self.told(application)
            self.assertEqual(application.state, state)
            self.assertFalse([name for name in [*names, "rewel"] if name in said])

    # Stations

    def test_way(self):
        """Stations that were left have their day, one is now, the others come; an OPD only where one was asked."""
        application = self.registered(f"{TUE} 09:00")
        self.go(application, (f"{WED} 10:00", "verify_direct"))
        lines = application.sudo()._lines_told()
        stops = application._stops(lines)
        self.assertEqual(
            [(stop.label, stop.place) for stop in stops],
            [
                ("Filing", "done"),
                ("Check of the papers", "done"),
                ("Registration", "done"),
                ("Examination", "done"),
                ("Decision and signature", "now"),
                ("Letter ready", "ahead"),
                ("Letter received", "ahead"),
            ],
        )
        self.assertEqual([str(stop.day) for stop in stops[2:5]], [TUE, WED, "None"])

    def test_way_by_an_opd(self):
        """An OPD that is asked is a station, also once it has answered; not once the file is examined anew."""
        application = self.bring_to(self.file(), "technical")
        self.assertIn(("Opinion of the OPD", "now"), self.stops(application))
        self.issue_opinion(self.as_role(application, "technical"))
        self.assertIn(("Opinion of the OPD", "done"), self.stops(application))
        for step in (self.submit_draft, self.section_approve, self.division_approve):
            role = application._state().roles[0]
            step(self.as_role(application, role))
        self.as_role(application, "agency_head").action_return_to_verification("Ulangi")
        self.assertEqual(self.stops(application)[3], ("Examination", "now"))
        self.assertNotIn("Opinion of the OPD", dict(self.stops(application)))

    def test_back_with_the_applicant(self):
        """A file that came back stands at the station from which it came."""
        for state, station in (("returned", "Check of the papers"), ("correction", "Examination")):
            self.assertEqual(SIDE_STEPS[state][0], {"returned": "cs_check", "correction": "verification"}[state])
            self.assertIn((station, "now"), self.stops(self.bring_to(self.file(), state)))

    def test_ends(self):
        """What was handed over has come by every station; what was cancelled only by those that it has left."""
        application = self.numbered(
            self.go(self.registered(f"{TUE} 09:00"), (f"{TUE} 10:00", "verify_direct")), f"{WED} 09:00"
        )
        self.assertEqual(str(application._stops(application.sudo()._lines_told())[5].day), WED)
        self.go(application, (f"{THU} 09:00", "hand_over"))
        days = [str(stop.day) for stop in application._stops(application.sudo()._lines_told())]
        self.assertEqual(days[-4:], [TUE, WED, WED, THU])
        done = self.stops(application)
        self.assertEqual({place for _label, place in done}, {"done"})
        self.assertEqual(done[-1][0], "Letter received")
        application = self.bring_to(self.file(), "verification")
        self.as_role(application, "registration").action_cancel("Ditarik")
        self.assertEqual(
            [label for label, _place in self.stops(application)], ["Filing", "Check of the papers", "Registration"]
        )
        self.assertEqual(self.stops(self.bring_to(self.file(), "cancelled")), [])

    def test_strangers(self):
        """The control sheet itself stays closed to whoever is told of it."""
        application = self.registered(f"{THU} 09:00").with_user(self.portal_user)
        self.assertTrue(re.search(NEXT_MON[:4], application._stand_in_words()))
        with self.assertRaises(AccessError):
            application.read(["control_ids"])
        with self.assertRaises(AccessError):
            self.env["ptsp.control.line"].with_user(self.portal_user).search([])
