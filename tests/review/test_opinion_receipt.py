"""When an opinion counts as received, and opinions that go back to the OPD (step 11)."""

import json

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import STAFF_GROUPS
from ..common_clock import MON, TUE, WED, ClockCase, freeze_time, local, wita


@tagged("post_install", "-at_install")
class TestOpinionReceipt(ClockCase):
    """A file stands with two OPD since Monday, nine o'clock."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(wita(f"{MON} 09:00")):
            cls.application = cls.send_to_opd().sudo()
        cls.first, cls.second = cls.application.review_ids
        cls.processing = cls.users["processing"]

    def issue(self, review, user, moment, **values):
        with freeze_time(wita(moment)):
            review.with_user(user).action_issue("Tidak keberatan", **values)

    def answer(self, moment=f"{TUE} 10:00"):
        self.issue(self.first, self.users["technical"], moment)
        self.issue(self.second, self.other_opd_user, moment)

    def line_of(self, action):
        """Return the last line of the control sheet that an action has closed."""
        return self.application.control_ids.filtered(lambda line: line.action == action).sorted("sequence")[-1:]

    # The moment of receipt

    def test_click_of_the_opd_is_the_moment(self):
        """The promise begins when the last OPD presses its button."""
        self.answer(f"{TUE} 10:00")
        self.assertEqual(local(self.application.clock_started_at), f"{TUE} 10:00")

    def test_opinion_on_paper(self):
        """What came on paper on Tuesday and is entered on Wednesday counts from Tuesday; the sheet shows both."""
        self.issue(self.first, self.users["technical"], f"{MON} 11:00")
        self.issue(self.second, self.processing, f"{WED} 09:00", received_at=wita(f"{TUE} 14:30"))
        self.assertEqual(local(self.application.clock_started_at), f"{TUE} 14:30")
        self.assert_deadline(self.application, f"{WED} 19:00")
        line = self.application.control_ids.filtered(lambda line: line.action == "receive_advice")
        self.assertEqual((local(line.effective_at), local(line.ended_at)), (f"{TUE} 14:30", f"{WED} 09:00"))
        self.assertEqual(local(self.second.opinion_received_at), f"{TUE} 14:30")
        self.assertEqual(local(self.second.issued_at), f"{WED} 09:00")
        self.assertFalse(self.application._broken_control_line())

    def test_the_last_opinion_counts(self):
        """Where the paper came before the other OPD's click, that click is the moment."""
        self.issue(self.first, self.processing, f"{TUE} 09:00", received_at=wita(f"{MON} 15:00"))
        self.issue(self.second, self.other_opd_user, f"{TUE} 11:00")
        self.assertEqual(local(self.application.clock_started_at), f"{TUE} 11:00")

    def test_who_enters_the_moment(self):
        """A member of the OPD who also works at another desk enters no moment: only who receives opinions does."""
        member = self.users["technical"]
        self.env.ref(STAFF_GROUPS["pickup"]).user_ids = [Command.link(member.id)]
        with self.assertRaisesRegex(AccessError, "officer who receives"):
            self.issue(self.first, member, f"{TUE} 10:00", received_at=wita(f"{MON} 10:00"))
        dialog = self.env["ptsp.review.issue"].with_user(member).new({"review_id": self.first.id})
        self.assertFalse(dialog.on_paper)
        self.assertTrue(
            self.env["ptsp.review.issue"].with_user(self.processing).new({"review_id": self.first.id}).on_paper
        )

    def test_moments_that_cannot_be(self):
        """A receipt lies neither ahead nor before the dispatch, and an OPD enters none."""
        for received, message in ((f"{TUE} 10:01", "future"), (f"{MON} 08:00", "since .*23 November 2026 09:00")):
            with self.subTest(received=received), self.assertRaisesRegex(UserError, message):
                self.issue(self.first, self.processing, f"{TUE} 10:00", received_at=wita(received))
        with self.assertRaisesRegex(AccessError, "officer who receives"):
            self.issue(self.first, self.users["technical"], f"{TUE} 10:00", received_at=wita(f"{MON} 10:00"))
        self.assertEqual(self.first.state, "sent")

    # Opinions that go back

    def test_all_go_back(self):
        """Without a choice every opinion goes back; the file waits for the OPD again, and the promise with it."""
        self.answer(f"{TUE} 10:00")
        with freeze_time(wita(f"{TUE} 11:00")):
            self.application.with_user(self.processing).action_return_opinion("Berita acara belum ada")
        self.assertEqual(self.application.state, "technical")
        self.assertEqual(set(self.application.review_ids.mapped("state")), {"sent"})
        self.assertEqual(self.application.pause_count, 1)
        self.assertEqual(set(self.application.review_ids.mapped("return_reason")), {"Berita acara belum ada"})
        self.answer(f"{TUE} 15:00")
        self.assertEqual(self.application.state, "drafting")
        self.assertEqual(local(self.application.clock_started_at), f"{TUE} 10:00")
        self.assertEqual(self.application.paused_minutes, 240)

    def test_one_goes_back(self):
        """Only the chosen opinion is asked for again; its days begin anew, and the OPD reads what lacks."""
        self.answer(f"{TUE} 10:00")
        with freeze_time(wita(f"{TUE} 11:00")):
            self.first.with_user(self.processing).action_return("Berita acara belum ada")
        self.assertEqual(self.first.state, "sent")
        self.assertEqual(self.second.state, "issued")
        self.assertEqual(local(self.first.returned_at), f"{TUE} 11:00")
        self.assertGreater(self.first.due_at, wita(f"{TUE} 11:00"))
        member = self.first.with_user(self.users["technical"])
        self.assertEqual(member.return_reason, "Berita acara belum ada")
        self.issue(self.first, self.users["technical"], f"{TUE} 13:00")
        self.assertEqual(self.application.state, "drafting")

    def test_what_went_back_is_kept(self):
        """The opinion as it was given stands in the control sheet, whatever is answered next."""
        self.answer()
        self.first.with_user(self.processing).action_return("Berita acara belum ada")
        line = self.application.control_ids.filtered(lambda line: line.action == "return_opinion")
        kept = json.loads(line.evidence)["returned_opinions"]
        self.assertEqual(list(kept), [str(self.first.id)])
        self.assertEqual(kept[str(self.first.id)]["opinion"], "Tidak keberatan")
        self.assertEqual(line.note, "Berita acara belum ada")

    def test_nobody_else_sends_back(self):
        """Only processing sends opinions back, with a reason, while it drafts."""
        for user in (self.users["technical"], self.users["verification"], self.users["manager"]):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.first.with_user(user).action_return("Kurang")
        with self.assertRaisesRegex(UserError, "is at Technical Review now"):
            self.first.with_user(self.processing).action_return("Kurang")
        self.answer()
        with self.assertRaisesRegex(UserError, "needs a note"):
            self.first.with_user(self.processing).action_return("  ")
        self.assertFalse(self.first.returned_at)

    def test_without_opinions_nothing_goes_back(self):
        """A file that no OPD has seen cannot go back to one, and the button does not show."""
        direct = self.bring_to(self.file(), "drafting").with_user(self.processing)
        self.assertFalse(direct.has_issued_review)
        self.assert_refused(direct, "return_opinion", "No OPD has given an opinion")

    def test_dialog(self):
        """The button asks which opinions go back, and why."""
        self.answer()
        action = self.application.with_user(self.processing).action_ask_opinions()
        dialog = self.env[action["res_model"]].with_user(self.processing).with_context(**action["context"])
        dialog = dialog.create({"note": "Kop surat belum ada"})
        self.assertEqual(dialog.review_ids, self.application.review_ids)
        dialog.review_ids = self.second
        dialog.action_confirm()
        self.assertEqual((self.first.state, self.second.state), ("issued", "sent"))

    def test_dialog_takes_what_stands_in_the_box(self):
        """What processing has written for the control sheet is what the dialog asks for, so nobody writes it twice."""
        self.answer()
        application = self.application.with_user(self.processing)
        application.control_note = "Kop surat belum ada"
        action = application.action_ask_opinions()
        dialog = self.env[action["res_model"]].with_user(self.processing).with_context(**action["context"]).create({})
        self.assertEqual(dialog.note, "Kop surat belum ada")
        dialog.action_confirm()
        self.assertEqual(self.line_of("return_opinion").note, "Kop surat belum ada")

    def test_notes_of_the_opd(self):
        """What each OPD writes beside its opinion goes into the control sheet, once, with its name."""
        self.issue(self.first, self.users["technical"], f"{TUE} 10:00", note="Mohon dipantau")
        self.issue(self.second, self.other_opd_user, f"{TUE} 11:00", note=" Petugas disiapkan ")
        notes = f"{self.agency.name}: Mohon dipantau\n{self.other_agency.name}: Petugas disiapkan"
        self.assertEqual(self.line_of("receive_advice").note, notes)
        with freeze_time(wita(f"{TUE} 12:00")):
            self.second.with_user(self.processing).action_return("Kurang jelas")
        returned = json.loads(self.line_of("return_opinion").evidence)["returned_opinions"]
        self.assertEqual(returned[str(self.second.id)]["control_note"], "Petugas disiapkan")
        self.issue(self.second, self.other_opd_user, f"{TUE} 13:00", note="Sudah diperjelas")
        again = f"{self.other_agency.name}: Sudah diperjelas"
        self.assertEqual(self.line_of("receive_advice").note, again)
        self.assertFalse(self.application._broken_control_line())
        with self.assertRaises(ValidationError):
            self.issue(self.second, self.other_opd_user, f"{TUE} 14:00", note="x" * 501)

    def test_receipt_after_going_back(self):
        """The receipt of the next answer lies after the moment at which the first one went back."""
        self.answer(f"{TUE} 10:00")
        with freeze_time(wita(f"{TUE} 11:00")):
            self.first.with_user(self.processing).action_return("Kurang")
        with self.assertRaisesRegex(UserError, "Enter a moment after that"):
            self.issue(self.first, self.processing, f"{TUE} 12:00", received_at=wita(f"{TUE} 10:30"))
        self.issue(self.first, self.processing, f"{TUE} 12:00", received_at=wita(f"{TUE} 11:30"))
        self.assertEqual(self.application.paused_minutes, 30)
