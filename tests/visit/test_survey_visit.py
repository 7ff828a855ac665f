"""Visits on site: planned, held or called off, by whom and when, and what they hold up."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command, Datetime
from odoo.tests import tagged

from ..common_visits import VisitCase


@tagged("post_install", "-at_install")
class TestSurveyVisit(VisitCase):
    """A member of an OPD plans a visit; another officer enters one for an OPD on paper."""

    def test_plan(self):
        """A visit begins with its place, who plans it, the applicant, and what is looked at."""
        visit = self.plan()
        self.assertEqual(visit.state, "planned")
        self.assertIn("Convention Hall", visit.place)
        self.assertEqual(visit.ends_at, visit.starts_at + timedelta(hours=2))
        self.assertEqual(visit.person_ids.mapped("capacity"), ["opd", "applicant"])
        self.assertEqual(visit.person_ids.user_id, self.member)
        self.assertTrue(visit.finding_ids)
        self.assertEqual(visit.sudo().planned_by_id, self.member)

    def test_without_applicant(self):
        """The applicant takes part only where that is wanted."""
        self.assertEqual(self.plan(with_applicant=False).person_ids.mapped("capacity"), ["opd"])

    def test_on_paper(self):
        """Processing plans for an OPD on paper."""
        review = self.own.with_user(self.users["processing"])
        visit = self.plan(review)
        self.assertEqual(visit.person_ids[:1].capacity, "office")
        self.hold(visit).action_close_minutes()
        self.assertTrue(visit.closed_at)

    def test_who_else(self):
        """Nobody else plans one: not another OPD, another desk, the manager, nor the auditor."""
        for user in (self.other_opd_user, *(self.users[role] for role in ("verification", "manager", "auditor"))):
            with self.subTest(user=user.login), self.undone(), self.assertRaises(UserError):
                self.plan(self.own.with_user(user))

    def test_stage(self):
        """An opinion whose visit is planned stands before the visit, and with its OPD once it was held."""
        self.assertEqual(self.own.stage, "with_opd")
        visit = self.plan()
        self.assertEqual(self.own.stage, "visit_planned")
        self.assertIn(self.own, self.own.search([("stage", "=", "visit_planned")]))
        visit.action_hold()
        self.assertEqual(self.own.stage, "with_opd")

    def test_wrong_times(self):
        """A visit in the past, one that ends before it begins, or takes a month, is refused in one sentence."""
        now = Datetime.now()
        for starts, ends, error in (
            (now - timedelta(hours=1), None, "lies ahead"),
            (now + timedelta(days=1), now, "ends before"),
            (now + timedelta(days=1), now + timedelta(days=40), "at most 14 days"),
            (now + timedelta(days=900), None, "more than a year"),
        ):
            values = {"starts_at": starts, **({"ends_at": ends} if ends else {})}
            with self.subTest(error), self.undone(), self.assertRaisesRegex(UserError, error):
                self.plan(**values)
                self.env.flush_all()

    def test_moved_into_the_past(self):
        """A visit is not moved to a moment that is past either."""
        visit = self.plan()
        with self.assertRaisesRegex(UserError, "lies ahead"):
            visit.write({"starts_at": Datetime.now() - timedelta(hours=2)})

    def test_on_paper_afterwards(self):
        """Of an OPD on paper processing enters a visit after it was held, and not from before the file was sent."""
        review = self.own.with_user(self.users["processing"])
        with self.undone(), self.assertRaisesRegex(UserError, "before the file was sent"):
            self.plan(review, days=-90)
        moment = self.own.sent_at.replace(second=0)
        visit = self.plan(review, days=0, starts_at=moment)
        with self.assertRaisesRegex(UserError, "lies ahead"):
            visit.action_invite()
        visit.action_hold()
        self.assertEqual(visit.held_at, moment)

    def test_dialog_of_holding(self):
        """The dialog takes over when the visit was planned for, and enters what is corrected there."""
        visit = self.plan()
        dialog = self.env["ptsp.survey.hold"].with_user(self.member).create({"visit_id": visit.id})
        self.assertLessEqual(dialog.held_at, Datetime.now())
        dialog.held_at = Datetime.now() + timedelta(hours=1)
        with self.assertRaisesRegex(UserError, "future"):
            dialog.action_confirm()
        dialog.held_at = moment = self.own.sent_at.replace(second=0)
        dialog.action_confirm()
        self.assertEqual((visit.state, visit.held_at), ("held", moment))

    def test_required(self):
        """An opinion that needs a visit waits for it; a planned one is held or called off first."""
        self.own._as_procedure().site_visit_required = True
        self.assertTrue(self.own.visit_is_due)
        with self.assertRaisesRegex(UserError, "once the site was visited"):
            self.own.action_issue("Baik")
        visit = self.plan()
        with self.assertRaisesRegex(UserError, "planned for"):
            self.own.action_issue("Baik")
        visit.action_call_off("Hujan")
        with self.assertRaisesRegex(UserError, "once the site was visited"):
            self.own.action_issue("Baik")
        self.plan().action_hold()
        self.assertFalse(self.own.visit_is_due)
        self.own.action_issue("Baik")
        self.assertEqual(self.own.state, "issued")

    def test_call_off(self):
        """A visit is called off with a reason, once, and nothing of it changes afterwards."""
        visit = self.plan()
        with self.assertRaisesRegex(UserError, "Write why"):
            visit.action_call_off(" ")
        visit.action_call_off("Gedung tutup")
        self.assertEqual(visit.state, "called_off")
        for change in (
            lambda: visit.action_hold(),
            lambda: visit.action_call_off("Lagi"),
            lambda: visit.write({"place": "Lain"}),
            lambda: visit.person_ids.write({"name": "Lain"}),
        ):
            with self.assertRaises(UserError):
                change()

    def test_held_when(self):
        """A visit was not held in the future, nor before the file was sent."""
        visit = self.plan()
        for moment, error in (
            (Datetime.now() + timedelta(hours=1), "future"),
            (Datetime.now() - timedelta(days=90), "before the file"),
        ):
            with self.assertRaisesRegex(UserError, error):
                visit.action_hold(moment)
        visit.action_hold()
        self.assertLessEqual(visit.held_at, Datetime.now())

    def test_parts_in_their_time(self):
        """Plans are changed before the visit, minutes after it, and what the procedure notes by nobody."""
        visit = self.plan()
        for vals in (
            {"conclusion": "Baik"},
            {"state": "held"},
            {"closed_at": Datetime.now()},
            {"held_at": Datetime.now()},
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                visit.write(vals)
        with self.assertRaisesRegex(UserError, "Enter first"):
            visit.finding_ids.write({"result": "met"})
        visit.action_hold()
        with self.assertRaisesRegex(UserError, "stays as it was"):
            visit.write({"place": "Lain"})
        self.assertRaises(UserError, visit.copy)
        self.assertRaises(UserError, visit.unlink)
        self.assertRaises(UserError, visit.sudo().unlink)

    def test_people(self):
        """Only members of the OPD are chosen by their account, and an e-mail address is one."""
        visit = self.plan()
        for vals in ({"user_id": self.other_opd_user.id}, {"email": "bukan alamat"}):
            with self.subTest(vals=vals), self.undone(), self.assertRaises(ValidationError):
                visit.write({"person_ids": [Command.create({"name": "Rudi", **vals})]})
        with self.assertRaisesRegex(ValidationError, "At most 30"):
            visit.write({"person_ids": [Command.create({"name": f"Orang {number}"}) for number in range(40)]})

    def test_opinion_not_needed(self):
        """With an opinion that is withdrawn its visit is called off, and the OPD sees it no more."""
        visit = self.plan()
        self.own.with_user(self.users["processing"]).action_withdraw("Tidak diperlukan")
        self.assertEqual(visit.sudo().state, "called_off")
        self.env.invalidate_all()
        self.assertRaises(AccessError, visit.read, ["place"])

    def test_member_removed(self):
        """Who is no member any more keeps no minutes."""
        visit = self.plan()
        self.agency.sudo().member_ids = [Command.unlink(self.member.id)]
        self.env.invalidate_all()
        self.assertRaises(UserError, visit.action_hold)

    def test_moved_to_another_review(self):
        """A visit, and what belongs to it, stays where it was planned."""
        visit, other = self.plan(), self.plan(self.other)
        with self.assertRaises(UserError):
            visit.write({"review_id": self.other.id})
        with self.assertRaises(UserError):
            visit.person_ids.write({"visit_id": other.id})
