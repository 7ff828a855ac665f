"""Minutes and decisions of meetings: kept, closed, before the heads, in the control sheet, and as to-dos."""

import json
from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command, Date, Datetime
from odoo.tests import freeze_time, tagged

from ..common_documents import text_of_pdf
from ..common_meetings import MeetingCase


@tagged("post_install", "-at_install")
class TestMeetingMinutes(MeetingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls.held()
        cls.week = Date.today() + timedelta(days=7)

    def decide(self, owner=None, **values):
        owner = owner or self.users["processing"]
        values = {"name": "Minta denah baru", "owner_id": owner.id, "due_on": self.week, **values}
        self.meeting.write({"decision_ids": [Command.create(values)]})
        return self.meeting.decision_ids[-1:]

    def on_to_the_heads(self):
        """Let both OPD answer and the file come to the agency head."""
        for review in self.application.sudo().review_ids:
            review.with_user(review.agency_id.member_ids[:1]).action_issue("Baik")
        for _source, role, step, _target in self._way_to("agency_approval", technical=True)[6:]:
            step(self, self.as_role(self.application, role))

    def test_decisions_are_to_dos(self):
        """Who sees to a decision has a to-do; done in either way, both say so."""
        decision = self.decide()
        to_do = decision.activity_id
        self.assertEqual((to_do.user_id, to_do.date_deadline), (self.users["processing"], self.week))
        self.assertEqual(to_do.summary, "Minta denah baru")
        with self.assertRaises(AccessError):
            decision.with_user(self.users["verification"]).action_done()
        decision.with_user(self.users["processing"]).action_done()
        self.assertFalse(to_do.exists())
        self.assertEqual(decision.done_by_id, self.users["processing"])
        other = self.decide(name="Kirim notulen")
        other.activity_id.with_user(self.users["processing"]).action_done()
        self.assertTrue(other.done_at)
        another = self.decide(name="Ubah tanggal")
        another.due_on = self.week + timedelta(days=1)
        self.assertEqual(another.activity_id.date_deadline, another.due_on)
        another.unlink()
        self.assertEqual(len(self.meeting.decision_ids), 2)

    def test_without_owner_or_day(self):
        """What nobody has to do needs no owner; what somebody has to do needs a day."""
        self.assertFalse(self.decide(owner_id=False, due_on=False).activity_id)
        with self.undone(), self.assertRaisesRegex(ValidationError, "until when"):
            self.decide(due_on=False)

    def test_printed(self):
        """Attendance, minutes and decisions are printed, before they are closed and, with the fingerprint, after."""
        self.decide()
        self.decide(name="Rapat berikutnya dua minggu lagi", owner_id=False, due_on=False)
        report = self.env.ref("ptsp_exhibition.action_report_meeting_minutes")
        for role in ("division_head", "processing", "auditor"):
            words = self.printed(report, role)
        there, missing = self.meeting.participant_ids.sorted()[0], self.meeting.participant_ids.sorted()[1:]
        for said in (
            "NOTULEN RAPAT",
            self.application.name,
            *(participant.name[:11] for participant in there | missing),
            "Parkir cukup",
            "Minta denah baru",
            self.users["processing"].name[:11],
            "Rapat berikutnya dua minggu lagi",
            "belum ditutup",
        ):
            self.assertIn(said.lower(), words.lower())
        self.assertEqual(words.count("Tidak hadir"), len(missing))
        self.meeting.action_close_minutes()
        words = self.printed(report, "auditor")
        self.assertIn(self.meeting.minutes_sha256, words.replace(" ", ""))
        self.assertNotIn("belum ditutup", words)

    def test_not_printed(self):
        """There are no minutes of what was not held, and none for who may not read them: OPD, whoever holds no role."""
        report = self.env.ref("ptsp_exhibition.action_report_meeting_minutes")
        for user in (self.member, self.other_opd_user):
            with self.assertRaises(AccessError):
                report.with_user(user)._render_qweb_pdf(report.report_name, self.meeting.ids)
        ahead = self.agreed()
        with self.assertRaisesRegex(UserError, "was held"):
            report.with_user(self.head)._render_qweb_pdf(report.report_name, ahead.ids)

    def printed(self, report, role):
        """Return the words of the printed minutes."""
        report = report.with_user(self.users[role]).with_context(force_report_rendering=True)
        return text_of_pdf(report._render_qweb_pdf(report.report_name, self.meeting.ids)[0])

    def test_closed(self):
        """Closed once, nothing in the minutes changes any more; that a decision is done is still entered."""
        decision = self.decide()
        self.meeting.action_close_minutes()
        self.assertEqual(len(self.meeting.minutes_sha256), 64)
        for change in (
            lambda: self.meeting.write({"minutes": "Lain"}),
            lambda: self.meeting.participant_ids[:1].write({"attended": False}),
            lambda: self.meeting.participant_ids[:1].unlink(),
            lambda: decision.write({"name": "Lain"}),
            lambda: decision.unlink(),
            lambda: self.decide(name="Satu lagi"),
            lambda: self.meeting.action_close_minutes(),
        ):
            with self.undone(), self.assertRaisesRegex(UserError, "closed"):
                change()
        decision.with_user(self.users["processing"]).action_done()
        self.assertTrue(decision.done_at)
        self.assertEqual(self.meeting._minutes_digest(), self.meeting.minutes_sha256)

    def test_not_yet(self):
        """No minutes before the meeting was held, and none that say nothing."""
        meeting = self.agreed()
        for change, message in (
            (lambda: meeting.write({"minutes": "x"}), "was held"),
            (lambda: meeting.participant_ids[:1].write({"attended": True}), "was held"),
            (lambda: meeting.action_close_minutes(), "was held"),
        ):
            with self.undone(), self.assertRaisesRegex(UserError, message):
                change()
        meeting.action_hold()
        with self.assertRaisesRegex(UserError, "who was there"):
            meeting.action_close_minutes()
        meeting.participant_ids[:1].attended = True
        with self.assertRaisesRegex(UserError, "what was said"):
            meeting.action_close_minutes()
        with self.assertRaisesRegex(UserError, "stays as it was"):
            meeting.place = "Lain"

    def test_kept_by_who_takes_part(self):
        """An officer of the agency who takes part keeps the minutes; another one, or an OPD, does not."""
        officer = self.users["processing"]
        with self.undone(), self.assertRaises(UserError):
            self.meeting.with_user(officer).write({"minutes": "x"})
        self.meeting.write({"participant_ids": [Command.create({"capacity": "office", "user_id": officer.id})]})
        self.meeting.with_user(officer).write({"minutes": "Ditulis petugas"})
        self.assertTrue(self.meeting.with_user(officer).may_keep)
        with self.assertRaises(UserError):
            self.meeting.with_user(self.member).write({"minutes": "x"})

    def test_before_the_heads(self):
        """Results stand on the form and in the dialog of the decision; OPD and applicants do not read them."""
        self.decide()
        seen = self.as_role(self.application, "agency_head")
        self.assertIn("Parkir cukup", seen.meeting_results)
        self.assertIn("Minta denah baru", seen.meeting_results)
        for user in (self.member, self.portal_user):
            self.assertRaises(AccessError, self.application.with_user(user).read, ["meeting_results"])

    def test_control_sheet(self):
        """The sheet keeps what the heads decided with, and tells when it differs."""
        self.meeting.action_close_minutes()
        self.on_to_the_heads()
        head = self.as_role(self.application, "agency_head")
        head.action_sign()
        for action in ("section_approve", "sign"):
            line = self.application.sudo().control_ids.filtered(lambda line, key=action: line.action == key)
            said = json.loads(line.evidence)["meetings"][str(self.meeting.id)]
            self.assertEqual(said["sha256"], self.meeting.minutes_sha256)
        lines = self.application.sudo().control_ids
        self.assertNotIn("Meetings", self.application.sudo()._differences_from_sheet(lines))
        self.env.flush_all()
        self.env.cr.execute("UPDATE ptsp_meeting SET minutes = 'Palsu' WHERE id = %s", (self.meeting.id,))
        self.env.invalidate_all()
        self.assertIn("Meetings", self.application.sudo()._differences_from_sheet(lines))

    def test_deepens(self):
        """A meeting after an application was called strategic lets it be signed, once its minutes are closed."""
        self.on_to_the_heads()
        head = self.as_role(self.application, "agency_head")
        now = Datetime.now()
        with freeze_time(now + timedelta(seconds=5)):
            head.action_mark_strategic("Dibuka Gubernur")
        self.assert_refused(head, "sign", "is strategic", note=None)
        with freeze_time(now + timedelta(seconds=10)):
            meeting = self.held()
        self.assert_refused(head, "sign", "is strategic", note=None)
        meeting.action_close_minutes()
        self.assertTrue(head.is_deepened)
        head.action_sign()
        line = self.application.sudo().control_ids.filtered(lambda line: line.action == "sign")
        self.assertEqual(json.loads(line.evidence)["strategic"]["deepened"][0]["kind"], "meeting")
