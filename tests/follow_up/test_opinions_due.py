"""OPD and those who deal with them are warned before an opinion is due, and nobody is left with an OPD that is gone."""

from odoo.fields import Command
from odoo.tests import freeze_time, new_test_user, tagged

from ..common_clock import FRI, MON, NEXT_MON, THU, TUE, WED, wita
from ..common_monitoring import MonitoringCase


@tagged("post_install", "-at_install")
class TestOpinionsDue(MonitoringCase):
    """An OPD has received a file on Monday, and has three working days."""

    def setUp(self):
        super().setUp()
        self.forget_norms()
        self.application = self.go(
            self.registered(f"{MON} 10:00"), (f"{MON} 10:10", "verify_technical"), (f"{MON} 11:00", "dispatch")
        )
        self.review = self.application.sudo().review_ids

    def of_opinions(self):
        """Return what was told of opinions."""
        return [warning for warning in self.warnings(self.application) if warning[0].startswith("review")]

    def test_before(self):
        """On the last day but one OPD, liaison and processing are told that it is due soon, once."""
        self.run_at(f"{WED} 18:00")
        self.assertFalse(self.of_opinions())
        self.run_at(f"{THU} 08:10")
        soon = [
            ("review_soon", "test_technical"),
            ("review_soon_desks", "test_liaison"),
            ("review_soon_desks", "test_processing"),
        ]
        self.assertCountEqual(self.of_opinions(), soon)
        self.run_at(f"{THU} 12:00")
        self.assertEqual(len(self.of_opinions()), 3)
        self.run_at(f"{FRI} 08:10")
        self.assertCountEqual(
            self.of_opinions(),
            [
                *soon,
                ("review_late", "test_technical"),
                ("review_follow_up", "test_liaison"),
                ("review_follow_up", "test_processing"),
            ],
        )

    def test_answered(self):
        """Who has answered is not warned."""
        self.review.with_user(self.users["technical"]).action_issue("Baik")
        self.run_at(f"{THU} 12:00")
        self.assertFalse(self.of_opinions())

    def test_setting(self):
        """How many days before is a setting of the service; none tells nobody beforehand."""
        with freeze_time(wita(f"{TUE} 12:00")):
            self.service.opinion_warn_days = 0
        self.run_at(f"{THU} 12:00")
        self.assertFalse(self.of_opinions())
        with freeze_time(wita(f"{THU} 12:05")):
            self.service.opinion_warn_days = 2
        self.run_at(f"{THU} 12:10")
        self.assertEqual(len(self.of_opinions()), 3)

    def test_two_opinions(self):
        """Of two OPD the one that is late is told so, and the one that has a day left that it is due soon."""
        self.env["ptsp.technical.review"]._as_procedure().create(
            {
                "application_id": self.application.id,
                "agency_id": self.other_agency.id,
                "kind": "Ketertiban",
                "state": "sent",
                "sent_at": self.review.sent_at,
                "received_at": self.review.received_at,
                "received_by": "Sari",
                "dispatched_at": self.review.dispatched_at,
            }
        )
        self.other_agency.response_days = 4
        with freeze_time(wita(f"{MON} 12:00")):
            self.application._as_procedure()._recompute_reviews_due()
            self.application._as_procedure()._schedule_alerts()
        self.run_at(f"{THU} 12:00")
        self.run_at(f"{FRI} 08:10")
        told = self.of_opinions()
        self.assertEqual(told.count(("review_soon", "test_other_opd")), 1)
        self.assertEqual(told.count(("review_soon", "test_technical")), 1)
        self.assertEqual(told.count(("review_late", "test_technical")), 1)
        self.run_at(f"{NEXT_MON} 08:10")
        told = self.of_opinions()
        self.assertEqual(told.count(("review_late", "test_other_opd")), 1)
        self.assertEqual(told.count(("review_late", "test_technical")), 1)

    def test_colleague(self):
        """A colleague to whom a member has delegated is told as well."""
        colleague = new_test_user(self.env, "test_colleague", "ptsp_exhibition.group_technical", lang="en_US")
        with freeze_time("2026-11-23 03:00:00"):
            self.env["ptsp.agency.delegation"].create(
                {
                    "agency_id": self.agency.id,
                    "member_id": self.users["technical"].id,
                    "deputy_id": colleague.id,
                    "starts_at": "2026-11-23 03:00:00",
                    "ends_at": "2026-12-31 03:00:00",
                }
            )
        self.run_at(f"{THU} 12:00")
        self.assertIn(("review_soon", "test_colleague"), self.of_opinions())

    def test_users_are_gone(self):
        """Where the last user of an OPD leaves in the middle, liaison and processing hear of it with the next run."""
        self.run_at(f"{MON} 12:00")
        self.assertFalse(self.of_opinions())
        self.users["technical"].active = False
        self.run_at(f"{MON} 12:10")
        nobody = [("review_nobody", "test_liaison"), ("review_nobody", "test_processing")]
        self.assertCountEqual(self.of_opinions(), nobody)
        self.run_at(f"{MON} 12:20")
        self.assertEqual(len(self.of_opinions()), 2)

    def test_opd_on_paper(self):
        """An OPD that has no member answers on paper: that is as it should be, and the desks are told in time."""
        with freeze_time(wita(f"{MON} 11:30")):
            self.agency.member_ids = [Command.clear()]
        self.run_at(f"{MON} 12:00")
        self.assertFalse(self.of_opinions())
        self.run_at(f"{THU} 12:00")
        self.assertCountEqual(
            self.of_opinions(), [("review_soon_desks", "test_liaison"), ("review_soon_desks", "test_processing")]
        )

    def test_holiday_after_return(self):
        """An opinion that was sent back is due by the day of its return, also when a holiday is entered later."""
        self.review.with_user(self.users["technical"]).action_issue("Baik")
        self.review.with_user(self.users["processing"]).action_return("Kurang lengkap")
        due = self.review.due_at
        self.assertEqual(self.review._days_begin_at(), max(self.review.received_at, self.review.returned_at))
        self.application._as_procedure()._recompute_reviews_due()
        self.assertEqual(self.review.due_at, due)
