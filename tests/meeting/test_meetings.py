"""A meeting is proposed by an OPD or a head, agreed by a head, held or called off."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command, Datetime
from odoo.tests import tagged

from ..common_meetings import MeetingCase


@tagged("post_install", "-at_install")
class TestMeetings(MeetingCase):
    def to_dos(self, kind):
        """Return the to-dos of a kind on the application."""
        kind = self.env.ref(f"ptsp_exhibition.activity_type_{kind}")
        return self.env["mail.activity"].search(
            [("res_id", "=", self.application.id), ("activity_type_id", "=", kind.id)]
        )

    def test_proposed_by_an_opd(self):
        """A member of an OPD proposes, the heads get a to-do, one of them agrees."""
        self.assertTrue(self.application.with_user(self.member).may_propose_meeting)
        meeting = self.propose(self.member, starts_at=None, place=None)
        self.assertEqual((meeting.state, meeting.about), ("proposed", self.application.name))
        kept = meeting.sudo()
        self.assertEqual((kept.proposed_by_id, kept.proposed_by_agency_id), (self.member, self.agency))
        self.assertEqual(set(kept.participant_ids.mapped("capacity")), {"applicant", "opd"})
        self.assertEqual(kept.participant_ids.agency_id, self.agency)
        self.assertEqual(self.to_dos("meeting").note.striptags(), self.agency.name)
        by_head = meeting.with_user(self.head)
        with self.assertRaisesRegex(UserError, "Fill in for the meeting: Begins, Place"):
            by_head.action_agree()
        by_head.write({"starts_at": self.tomorrow(), "place": "Aula"})
        by_head.action_agree()
        self.assertEqual((kept.state, kept.agreed_by_id), ("agreed", self.head))
        self.assertFalse(self.to_dos("meeting"))

    def test_proposed_where_the_opinion_is_worked_on(self):
        """A member of an OPD proposes it on the form of the own opinion; who enters opinions on paper does not."""
        own = self.application.sudo().review_ids.filtered(lambda review: review.agency_id == self.agency)
        review = own.with_user(self.member)
        self.assertTrue(review.may_propose_meeting)
        action = review.action_open_propose_meeting()
        self.assertEqual(action["context"], {"default_application_id": self.application.id})
        self.assertFalse(own.with_user(self.users["processing"]).may_propose_meeting)

    def test_proposed_by_a_head(self):
        """A head's meeting begins with applicant, the OPD that were asked, and the head."""
        meeting = self.propose(kind="presentation")
        self.assertEqual(meeting.participant_ids.agency_id, self.agency | self.other_agency)
        self.assertEqual(meeting.participant_ids.user_id, self.head)
        self.assertEqual(meeting.participant_ids[:1].name, "Pimpinan PT Borneo Event Organizer")
        self.assertIn("Presentation", meeting.display_name)
        self.assertFalse(self.to_dos("meeting"))

    def test_several_applications(self):
        """A head calls one meeting about several applications; each shows it."""
        other = self.bring_to(self.file(), "drafting")
        meeting = (
            self.env["ptsp.meeting"]
            .with_user(self.head)
            .create({"application_ids": [Command.set((self.application | other).ids)], "agenda": "Dua pameran"})
        )
        self.assertEqual(meeting.proposed_by_id, self.head)
        self.assertEqual(len(meeting.participant_ids.filtered(lambda one: one.capacity == "applicant")), 2)
        self.assertEqual(other.with_user(self.head).meeting_ids, meeting)

    def test_who(self):
        """Nobody else proposes or agrees: no desk, no applicant; an OPD agrees to nothing."""
        for role in ("processing", "verification", "manager", "auditor"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.propose(self.users[role])
            self.assertFalse(self.as_role(self.application, role).may_propose_meeting)
        meeting = self.propose(self.member)
        for user in (self.member, self.users["processing"], self.users["manager"]):
            for attempt in ("action_agree", "action_number_invitation", "action_invite", "action_hold"):
                with self.subTest(user.login, attempt=attempt), self.assertRaises(AccessError):
                    getattr(meeting.with_user(user), attempt)()
        for user in (self.member, self.other_opd_user, self.users["auditor"], self.portal_user):
            with self.subTest(user.login), self.assertRaises(UserError):
                meeting.with_user(user).write({"place": "Rumah"})
        with self.assertRaises(UserError):
            meeting.with_user(self.users["processing"]).write({"place": "Rumah"})
        with self.assertRaises(AccessError):
            self.env["ptsp.meeting"].with_user(self.users["processing"]).create(
                {"application_ids": [Command.set(self.application.ids)], "agenda": "x"}
            )

    def test_called_off(self):
        """A head calls off with a reason; an OPD takes back its own proposal, and nothing that was agreed."""
        meeting = self.propose(self.member)
        self.assertTrue(meeting.with_user(self.member).may_call_off)
        with self.assertRaises(AccessError):
            meeting.with_user(self.other_opd_user).action_call_off("x")
        with self.assertRaisesRegex(UserError, "Write why"):
            meeting.with_user(self.member).action_call_off(" ")
        meeting.with_user(self.member).action_call_off("Sudah jelas")
        self.assertFalse(self.to_dos("meeting"))
        agreed = self.agreed(self.member)
        self.assertFalse(agreed.with_user(self.member).may_call_off)
        with self.assertRaises(AccessError):
            agreed.with_user(self.member).action_call_off("x")
        agreed.action_call_off("Gubernur berhalangan")
        with self.assertRaisesRegex(UserError, "lies ahead"):
            agreed.action_call_off("x")
        with self.assertRaisesRegex(UserError, "called off"):
            agreed.write({"place": "Aula"})
        dialog = self.propose().action_open_call_off()
        Dialog = self.env[dialog["res_model"]].with_user(self.head).with_context(**dialog["context"])
        Dialog.create({"reason": "Batal"}).action_confirm()

    def test_bad_input(self):
        """In the past, without end, without agenda, a year ahead, signed, not registered: one sentence each."""
        past, far = Datetime.now() - timedelta(hours=1), Datetime.now() + timedelta(days=400)
        for error, message, values in (
            (UserError, "lies ahead", {"starts_at": past}),
            (ValidationError, "more than a year", {"starts_at": far}),
            (UserError, "what the meeting is about", {"agenda": " "}),
            (UserError, "a presentation", {"kind": "party"}),
        ):
            with self.subTest(message), self.undone(), self.assertRaisesRegex(error, message):
                self.propose(**values)
        with self.assertRaisesRegex(UserError, "between registration and signature"):
            self.as_role(self.bring_to(self.file(), "cs_check"), "section_head").action_propose_meeting("Denah")
        meeting = self.agreed()
        with self.undone(), self.assertRaisesRegex(ValidationError, "ends before"):
            meeting.ends_at = meeting.starts_at - timedelta(hours=1)
        with self.undone(), self.assertRaisesRegex(UserError, "lies ahead"):
            meeting.starts_at = past
        with self.undone(), self.assertRaisesRegex(ValidationError, "at most 3 days"):
            meeting.ends_at = meeting.starts_at + timedelta(days=5)
        with self.undone(), self.assertRaisesRegex(ValidationError, "which application"):
            meeting.application_ids = False
        with self.undone(), self.assertRaisesRegex(UserError, "in the future"):
            meeting.action_hold(self.tomorrow())
        for attempt in (meeting.unlink, meeting.copy, meeting.sudo().unlink):
            with self.undone(), self.assertRaises(UserError):
                attempt()
        with self.undone(), self.assertRaises(UserError):
            meeting.write({"state": "held"})
        with self.assertRaisesRegex(UserError, "decided on already"):
            meeting.action_agree()

    def test_nothing_after_the_end(self):
        """About an application that was cancelled meanwhile nothing is agreed."""
        meeting = self.propose(self.member)
        self.as_role(self.application, "registration").action_cancel("Ditarik")
        with self.assertRaisesRegex(UserError, "before the letter is signed"):
            meeting.with_user(self.head).action_agree()

    def test_what_an_opd_sees(self):
        """An OPD sees what it is invited to, and neither who else is nor what was said; another OPD sees nothing."""
        meeting = self.agreed()
        meeting.participant_ids.filtered(lambda one: one.agency_id == self.other_agency).unlink()
        self.env.flush_all()
        self.env.invalidate_all()
        seen = meeting.with_user(self.member)
        self.assertEqual(seen.read(["place", "agenda", "about"])[0]["about"], self.application.name)
        for name in ("participant_ids", "minutes", "decision_ids", "application_ids", "calendar_ids", "proposed_by_id"):
            with self.subTest(name):
                self.assertRaises(AccessError, seen.read, [name])
                self.assertRaises(AccessError, seen.search, [(name, "!=", False)])
        self.assertRaises(AccessError, meeting.participant_ids.with_user(self.member).read, ["name"])
        other = self.env["ptsp.meeting"].with_user(self.other_opd_user)
        self.assertFalse(other.search([("id", "=", meeting.id)]))
        self.assertRaises(AccessError, meeting.with_user(self.other_opd_user).read, ["place"])
        views = seen.get_view(view_type="form")["arch"]
        self.assertNotIn("participant_ids", views)

    def test_proposal_of_a_head_is_not_told(self):
        """What a head has only proposed no OPD sees."""
        meeting = self.propose()
        self.assertRaises(AccessError, meeting.with_user(self.member).read, ["place"])

    def test_another_agency(self):
        """No meeting about an application of another agency, and nobody of another one in it."""
        company = self.env["res.company"].create({"name": "Dinas Lain"})
        agency = self.env["ptsp.agency"].create({"name": "Lain", "company_id": company.id})
        meeting = self.agreed()
        with self.undone(), self.assertRaises(UserError):
            meeting.write({"participant_ids": [Command.create({"capacity": "opd", "agency_id": agency.id})]})
        with self.undone(), self.assertRaises(UserError):
            meeting.write({"company_id": company.id})
