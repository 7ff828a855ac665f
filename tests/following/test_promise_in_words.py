"""The promise is told as a date, with what has moved it: the waits that the clock itself knows."""

from odoo.tests import freeze_time, tagged

from ..common_clock import FRI, MON, NEXT_MON, NEXT_TUE, THU, TUE, WED, ClockCase, wita


@tagged("post_install", "-at_install")
class TestPromiseInWords(ClockCase):
    """An applicant reads by when the letter is promised, and why the date is another one by now."""

    def told(self, application, now=None):
        """Return what its applicant is told of the promise, at a local time."""
        application.invalidate_recordset()
        own = application.with_user(self.portal_user)
        if not now:
            return own._promise_in_words()
        with freeze_time(wita(now)):
            return own._promise_in_words()

    def test_before_registration(self):
        """Before the file is registered the days are told, and no date."""
        application = self.bring_to(self.file(), "cs_check")
        self.assertEqual(
            self.told(application),
            ["The letter is promised within 1 working day after the complete file was registered."],
        )
        self.service.sla_days = 3
        self.assertIn("within 3 working days", self.told(application)[0])

    def test_running(self):
        """From the registration on it is a date with its hour, in words of the agency's clock."""
        application = self.registered(f"{MON} 09:00")
        self.assertEqual(self.told(application), ["The letter is promised by 24 November 2026, 19.00."])

    def test_waited_for_the_applicant(self):
        """Two working days for which the agency waited are named, and the date has moved by them."""
        application = self.registered(f"{MON} 09:00")
        self.go(application, (f"{MON} 10:00", "request_correction"))
        [promise, still] = self.told(application, f"{TUE} 12:00")
        self.assertEqual(promise, "The letter is promised by 24 November 2026, 19.00.")
        self.assertEqual(
            still,
            "The time stands still since 23 November 2026, until your answer has come; the date moves by as much.",
        )
        self.go(application, (f"{WED} 10:00", "hand_in_correction"))
        self.assertEqual(
            self.told(application),
            [
                f"The letter is promised by {application._moment_told(application.deadline)}.",
                "2 working days from 23 November 2026 on waited for your answer; the date moved by as much.",
            ],
        )
        self.assertIn("26 November 2026, 19.00", self.told(application)[0])

    def test_short_waits(self):
        """What took less than a day is told in hours, or in minutes."""
        for until, words in (
            ("13:00", "3 working hours"),
            ("10:20", "20 working minutes"),
            ("10:01", "1 working minute"),
        ):
            application = self.registered(f"{MON} 09:00")
            self.go(application, (f"{MON} 10:00", "request_correction"), (f"{MON} {until}", "hand_in_correction"))
            with self.subTest(until=until):
                self.assertRegex(self.told(application)[1], f"^{words} from 23 November 2026 on waited")

    def test_at_night(self):
        """What was answered before the next service hours began has moved nothing, and is not told."""
        application = self.registered(f"{MON} 09:00")
        self.go(application, (f"{MON} 21:00", "request_correction"), (f"{MON} 22:00", "hand_in_correction"))
        self.assertEqual(self.told(application), ["The letter is promised by 24 November 2026, 19.00."])

    def test_over_a_weekend(self):
        """Days on which nobody works do not count as waited."""
        application = self.registered(f"{THU} 09:00")
        self.go(application, (f"{FRI} 09:00", "request_correction"), (f"{NEXT_MON} 09:00", "hand_in_correction"))
        self.assertRegex(self.told(application)[1], "^1 working day from 27 November 2026 on waited")

    def test_first_opinion(self):
        """Where an opinion is asked for first, the time begins with it, and that is said before and after."""
        application = self.registered(f"{MON} 09:00")
        self.go(application, (f"{MON} 10:00", "verify_technical"))
        self.assertEqual(
            self.told(application),
            ["The letter is promised within 1 working day after the opinion of Dinas Perhubungan has come."],
        )
        self.go(application, (f"{MON} 11:00", "dispatch"), (f"{WED} 10:00", "receive_advice"))
        self.assertEqual(
            self.told(application),
            [
                "The letter is promised by 26 November 2026, 19.00.",
                "The time began on 25 November 2026, when the opinion of Dinas Perhubungan had come.",
            ],
        )

    def test_later_opinion(self):
        """An opinion that is asked for after the time has begun is named with what it took."""
        application = self.registered(f"{MON} 09:00")
        self.go(application, (f"{MON} 10:00", "verify_direct"))
        self.to_agency_head(application, f"{MON} 11:00")
        self.go(application, (f"{MON} 12:00", "return_to_verification"), (f"{MON} 13:00", "verify_technical"))
        self.assertRegex(
            self.told(application, f"{TUE} 09:00")[1],
            "since 23 November 2026, until the opinion of Dinas Perhubungan has come",
        )
        self.go(application, (f"{TUE} 10:00", "dispatch"), (f"{THU} 10:00", "receive_advice"))
        self.assertEqual(
            self.told(application)[1],
            "3 working days from 23 November 2026 on waited for the opinion of Dinas Perhubungan; the date moved by as "
            "much.",
        )

    def test_kept_and_missed(self):
        """At the end both days are told, whatever hours hold by then; of what was given up nothing is promised."""
        application = self.registered(f"{MON} 09:00")
        self.go(application, (f"{MON} 10:00", "request_correction"), (f"{MON} 12:00", "hand_in_correction"))
        self.go(application, (f"{MON} 12:10", "complete_correction"), (f"{MON} 13:00", "verify_direct"))
        self.numbered(application, f"{NEXT_TUE} 09:00")
        before = self.told(application)
        self.assertRegex(before[0], "was ready on 1 December 2026, 09.00. It was promised by 25 November 2026, 10.00.")
        self.assertRegex(before[1], "^2 working hours")
        self.holiday(MON)
        self.assertEqual(self.told(application), before)
        given_up = self.registered(f"{MON} 09:00")
        self.as_role(given_up, "registration").action_cancel("Ditarik")
        self.assertEqual(self.told(given_up), [])
