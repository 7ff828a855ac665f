"""The applicant is no officer: whose time the figures count, and for whom a step waits."""

from ast import literal_eval

from odoo.tests import freeze_time, tagged

from ...models.procedure.types import APPLICANT
from ..common_clock import MON, TUE, wita
from ..common_figures import FigureCase


@tagged("post_install", "-at_install")
class TestOfficersTime(FigureCase):
    def corrected(self):
        """Return an application that was corrected for two hours, then checked by Customer Service in ten minutes."""
        return self.go(
            self.registered(f"{MON} 09:00"),
            (f"{MON} 09:10", "request_correction"),
            (f"{MON} 11:10", "hand_in_correction"),
            (f"{MON} 11:20", "complete_correction"),
        )

    def handed_over(self, application):
        """Bring an application from drafting to the hand-over, which is a day after the letter was ready."""
        return self.go(self.numbered(application, f"{MON} 12:00"), (f"{TUE} 10:00", "hand_over"))

    def figure(self, name, number, **values):
        """Return the rows of a view at a step, as the manager reads them."""
        self.env.invalidate_all()
        domain = [
            *self.of_service,
            ("step_id.number", "=", number),
            *((key, "=", value) for key, value in values.items()),
        ]
        return self.env[name].with_user(self.users["manager"]).search(domain)

    def lines_of(self, action):
        """Return the control lines of the service that an action of the menu shows."""
        domain = literal_eval(self.env.ref(f"ptsp_exhibition.{action}").domain)
        return self.env["ptsp.control.line"].with_user(self.users["manager"]).search([*domain, *self.of_service])

    def step(self, number):
        """Return a step as the manager reads it on the map."""
        self.env.invalidate_all()
        return self.service.with_user(self.users["manager"]).step_ids.filtered(lambda step: step.number == number)

    def test_correction_is_the_applicants_time(self):
        """Of step 8 only the minutes after the hand-in count for Customer Service, whoever has entered the hand-in."""
        self.corrected()
        [row] = self.figure("ptsp.figure.step", 8)
        self.assertEqual((row.user_id, row.line_count, row.total_minutes), (self.users["customer_service"], 1, 10))
        self.assertEqual((row.median_minutes, row.p90_minutes, row.norm_share), (10, 10, 0))
        opened = self.env["ptsp.control.line"].search(row.action_open_lines()["domain"])
        self.assertEqual(opened.mapped("state"), ["corrected"])

    def test_correction_on_the_map(self):
        """The median of step 8 on the map is the officers' own."""
        self.corrected()
        with freeze_time(wita(f"{TUE} 09:00")):
            step = self.step(8)
            self.assertEqual((step.done_count, step.median_minutes), (1, 10))

    def test_filing_and_hand_over_count_without_time(self):
        """Who files and who hands over has done so many, but the applicant's time is none of theirs."""
        with freeze_time(wita(f"{MON} 08:00")):
            application = self.file()
        self.go(application, (f"{MON} 10:00", "submit"))
        for key in ("accept", "register", "verify_direct"):
            self.go(application, (f"{MON} 10:10", key))
        self.handed_over(application)
        for number in (3, 16):
            [row] = self.figure("ptsp.figure.step", number)
            self.assertEqual(
                (row.line_count, row.timed_count, row.total_minutes, row.median_minutes), (1, 0, 0, 0), number
            )

    def test_time_per_officer_lists_no_applicant(self):
        """Neither applicants nor the time in which they had to move stand in the time per officer."""
        withdrawn = self.file()
        withdrawn.with_user(self.portal_user).action_submit()
        withdrawn.with_user(self.portal_user).action_withdraw("Batal")
        self.handed_over(self.go(self.corrected(), (f"{MON} 11:30", "verify_direct")))
        lines = self.lines_of("control_line_action_officers")
        self.assertIn("verification", lines.mapped("state"))
        self.assertNotIn(True, lines.user_id.mapped("share"))
        procedure = self.service._procedure()
        self.assertFalse(procedure.states_awaiting(APPLICANT).intersection(lines.mapped("state")))
        self.assertEqual(set(lines.mapped("is_officer_time")), {True})
        others = self.lines_of("control_line_action") - lines
        self.assertEqual(set(others.mapped("is_officer_time")), {False})
        self.assertIn(self.portal_user, others.sudo().user_id)

    def test_steps_three_and_sixteen_wait_for_the_applicant(self):
        """Filing, correcting and collecting wait for the applicant: on the map, in the bottlenecks, in lists."""
        application = self.bring_to(self.file(), "returned")
        self.assertTrue(application.waits_for_applicant)
        self.handed_over(self.go(self.corrected(), (f"{MON} 11:30", "verify_direct")))
        self.assertEqual(self.figure("ptsp.figure.bottleneck", 3).mapped("holder"), ["applicant"])
        self.assertEqual(sorted(self.figure("ptsp.figure.bottleneck", 8).mapped("holder")), ["agency", "applicant"])
        self.assertEqual(self.figure("ptsp.figure.bottleneck", 16).mapped("holder"), ["applicant"])
        self.assertEqual({self.step(number).awaits for number in (3, 8, 16)}, {"applicant"})

    def test_step_of_two_states_waits_for_who_must_move(self):
        """Step 8 waits for the officer once a correction is handed in, and says how many are with the applicant."""
        for moment in ("09:00", "09:30"):
            self.go(self.registered(f"{MON} {moment}"), (f"{MON} 10:00", "request_correction"))
        with freeze_time(wita(f"{MON} 10:30")):
            step = self.step(8)
            self.assertEqual((step.awaits, step.waiting_count, step.applicant_count), ("applicant", 2, 2))
        self.go(self.env["ptsp.application"].search(self.of_service, limit=1), (f"{MON} 10:40", "hand_in_correction"))
        with freeze_time(wita(f"{MON} 10:41")):
            step = self.step(8)
            self.assertEqual((step.awaits, step.waiting_count, step.applicant_count), ("agency", 2, 1))
