"""Answers count in groups, by lot: nobody sees the index move by one answer."""

from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time, tagged

from .common_satisfaction import CONTENT, SatisfactionCase


@tagged("post_install", "-at_install")
class TestBallots(SatisfactionCase):
    """A box that always keeps a group back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Ballot = cls.env["ptsp.satisfaction.ballot"].sudo()
        cls.Answer = cls.env["survey.user_input"].sudo()

    def counts(self, semester="2026-I"):
        """Return how many answers wait, and how many count."""
        self.env.flush_all()
        return (
            self.Ballot.search_count([("service_id", "=", self.service.id), ("semester", "=", semester)]),
            self.Answer.search_count([("ptsp_service_id", "=", self.service.id), ("ptsp_semester", "=", semester)]),
        )

    def test_groups(self):
        """With twice a group in the box, one group counts; never fewer, never all."""
        seen = []
        for _number in range(13):
            self.Ballot._cast(self.service, "2026-I", self.chosen())
            seen.append(self.counts())
        self.assertEqual(seen[:6], [(1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (3, 3)])
        self.assertEqual(seen[-1], (4, 9))
        self.assertTrue(all(counted % 3 == 0 for _waiting, counted in seen))

    def test_by_lot(self):
        """Which answers count first, and in which order, does not follow from when they came."""
        orders = set()
        for _try in range(12):
            for number in range(6):
                self.Ballot._cast(self.service, "2026-I", self.chosen(words=f"Nomor {number}"))
            lines = (
                self.env["survey.user_input.line"]
                .sudo()
                .search([("ptsp_service_id", "=", self.service.id), ("value_text_box", "!=", False)], order="id")
            )
            orders.add(tuple(lines.mapped("value_text_box")))
            self.Ballot.search([]).unlink()
            lines.user_input_id._as_procedure().unlink()
        self.assertGreater(len(orders), 3)

    def test_semesters_apart(self):
        """Each semester and each service has its own box."""
        other = self.service.copy({"code": "IKM-2", "in_force_from": "2020-01-01"})
        for service, semester in ((self.service, "2026-I"), (self.service, "2026-II"), (other, "2026-I")) * 5:
            self.Ballot._cast(service, semester, self.chosen())
        self.assertEqual((self.counts(), self.counts("2026-II")), ((5, 0), (5, 0)))

    def test_mixed_each_time(self):
        """Whoever reads the table does not see by the numbers which answer in the box came last."""
        places = set()
        for _try in range(20):
            for number in range(4):
                self.Ballot._cast(self.service, "2026-I", self.chosen(words=f"Nomor {number}"))
            ballots = self.Ballot.search([("service_id", "=", self.service.id)], order="id")
            words = [each.answers[str(self.words.id)] for each in ballots]
            places.add(words.index("Nomor 3"))
            ballots.unlink()
        self.assertEqual(places, {0, 1, 2, 3})

    def test_other_questionnaire(self):
        """Answers that wait count as they were asked, also where the service has another questionnaire by then."""
        for _number in range(3):
            self.Ballot._cast(self.service, "2026-I", self.chosen())
        self.service.questionnaire_id = self.survey.copy()
        self.count_all()
        figure = self.figure("2026-I")
        self.assertEqual((figure.respondents, figure.grade), (3, "A"))

    def test_end_of_semester(self):
        """When no answer can come any more to a semester, the last ones count: a group, where there was one."""
        for _number in range(7):
            self.Ballot._cast(self.service, "2026-I", self.chosen())
        until = self.service._semester_span("2026-I")[1]
        with freeze_time(until + timedelta(days=29)):
            self.Ballot._count_closed()
            self.assertEqual(self.counts(), (4, 3))
        with freeze_time(until + timedelta(days=31)), self.enter_registry_test_mode():
            self.env.ref("ptsp_exhibition.cron_satisfaction").method_direct_trigger()
        self.assertEqual(self.counts(), (0, 7))

    def test_semester_of_hand_over(self):
        """An answer counts to the semester of the hand-over, by the agency's clock."""
        moment = fields.Datetime.to_datetime("2026-06-30 16:30:00")
        self.assertEqual(self.service._satisfaction_semester(moment), "2026-II")
        self.assertEqual(self.service._satisfaction_semester(moment - timedelta(hours=1)), "2026-I")

    def test_nothing_but_service_and_semester(self):
        """What counts bears no person, no language, no time, and the same day for all."""
        self.enter(CONTENT, "111111111", "222222222")
        answers = self.Answer.search([("ptsp_service_id", "=", self.service.id)])
        since = self.service._semester_span("2026-I")[0]
        for each in (*answers, *answers.user_input_line_ids):
            self.assertEqual((each.create_date, each.write_date), (since, since))
            self.assertEqual((each.create_uid | each.write_uid).ids, self.env.ref("base.user_root").ids)
        for each in answers:
            self.assertEqual((each.start_datetime, each.end_datetime, each.state), (since, since, "done"))
            self.assertFalse(
                each.partner_id or each.email or each.nickname or each.lang_id or each.invite_token or each.deadline
            )
            self.assertFalse(each.message_ids or each.message_follower_ids or each.activity_ids)
        self.assertEqual(len(set(answers.mapped("access_token"))), 3)
        self.assertEqual(len(answers[0].user_input_line_ids), 14)

    def test_two_at_once(self):
        """Of two answers to one application at the same moment one is taken."""
        application = self.handed_over()
        self.assertTrue(application._take_answer("link", self.chosen()))
        # The other one has looked before.
        self.patch(type(application), "_satisfaction_status", lambda self: "open")
        self.assertFalse(application._take_answer("qr", self.chosen()))
        self.assertEqual(application.satisfaction_channel, "link")

    def test_no_time_on_the_application(self):
        """That it was answered leaves no time behind, neither on the application nor beside it."""
        application = self.handed_over()
        self.env.flush_all()
        self.env.cr.execute("UPDATE ptsp_application SET write_date = '2026-01-01' WHERE id = %s", [application.id])
        application.invalidate_recordset()
        before = (
            application.write_date,
            application.write_uid,
            application.message_ids.ids,
            application.control_ids.ids,
        )
        self.assertTrue(application._take_answer("link", self.chosen()))
        application.invalidate_recordset()
        self.assertEqual(
            (application.write_date, application.write_uid, application.message_ids.ids, application.control_ids.ids),
            before,
        )
        self.assertNotIn("create_date", self.Ballot._fields)
        self.assertNotIn("create_uid", self.Ballot._fields)
