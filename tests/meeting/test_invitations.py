"""Invitations to a meeting: numbered, as letter and appointment, each addressed to the one who reads it."""

from datetime import timedelta

import vobject

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..common_documents import PrintCase, text_of_pdf
from ..common_meetings import MeetingCase


@tagged("post_install", "-at_install")
class TestInvitations(MeetingCase, PrintCase):
    """A meeting is agreed with the applicant, two OPD, a head, and a guest."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.head.email = "kabid@example.go.id"
        cls.meeting = cls.agreed()
        cls.meeting.write({"participant_ids": [Command.create({"name": "Rudi", "email": "rudi@example.com"})]})

    def mails(self):
        return self.env["mail.mail"].sudo().search([("model", "=", "ptsp.meeting.participant")], order="id")

    def test_invite(self):
        """Each gets one e-mail with letter and appointment, and reads of no other OPD."""
        self.meeting.action_invite()
        self.assertRegex(self.meeting.invitation_number, r"^\d{4}/PAR-05/UND/[IVX]+/\d{4}$")
        mails = {mail.email_to: mail for mail in self.mails()}
        self.assertLessEqual(
            {"eo@example.com", "anggota@example.com", "rudi@example.com", "kabid@example.go.id"}, set(mails)
        )
        for address, mail in mails.items():
            with self.subTest(address):
                calendar, letter = mail.attachment_ids.sorted(lambda file: file.mimetype, reverse=True)
                event = vobject.readOne(calendar.raw.decode()).vevent
                self.assertEqual(
                    event.dtstart.value.replace(tzinfo=None), self.meeting.starts_at.replace(microsecond=0)
                )
                said = text_of_pdf(letter.raw)
                self.assertIn(self.meeting.invitation_number, said)
                self.assertIn("Denah dan parkir", said)
                for other in set(mails) - {address}:
                    self.assertNotIn(other, calendar.raw.decode() + mail.body_html)
        of_opd = mails["anggota@example.com"]
        words = of_opd.body_html + "".join(
            text_of_pdf(file.raw) for file in of_opd.attachment_ids if "pdf" in file.mimetype
        )
        self.assertIn(self.agency.name, words)
        self.assertNotIn(self.other_agency.name, words)
        self.assertTrue(all(self.meeting.participant_ids.filtered(lambda one: one._addresses()).mapped("invited_at")))

    def test_of_several_applications(self):
        """An OPD reads of the applications that were sent to it, an applicant of the own ones."""
        stranger = self.env["res.partner"].create({"name": "CV Lain", "email": "cv@example.com"})
        other = self.bring_to(self.file(partner_id=stranger.id, organizer_name="CV Lain"), "drafting")
        self.meeting.write({"application_ids": [Command.link(other.id)]})
        people = self.meeting.sudo().participant_ids
        opd = people.filtered(lambda one: one.agency_id == self.agency)
        applicant = people.filtered(lambda one: one.application_id == self.application)
        self.assertEqual(opd._about(), self.application.name)
        self.assertEqual(applicant._about(), self.application.name)
        self.assertEqual(self.meeting.about, f"{self.application.name}, {other.name}")

    def test_printed(self):
        """The printed letter names all who are invited from outside, and both applications."""
        other = self.bring_to(self.file(), "drafting")
        self.meeting.write({"application_ids": [Command.link(other.id)]})
        with self.assertRaisesRegex(UserError, "nomori undangan dahulu"):
            self.print_text("meeting", self.meeting)
        self.meeting.action_number_invitation()
        said = self.print_text("meeting", self.meeting)
        for word in (
            f"Kepala {self.agency.name}",
            f"Kepala {self.other_agency.name}",
            "Rudi",
            other.name,
            "Ruang Rapat",
        ):
            self.assertIn(word, said)
        self.assertNotIn(self.head.name, said.partition("Atas kehadiran")[0])
        self.assertEqual(self.print_text("meeting_invitation", self.application), said)

    def test_moved(self):
        """Moved after the invitations went out: the next number, the same appointment, told to who was invited."""
        self.meeting.action_invite()
        before, first = self.mails(), self.meeting.invitation_number
        self.meeting.write({"starts_at": self.meeting.starts_at + timedelta(hours=1)})
        self.assertEqual(int(self.meeting.invitation_number[:4]), int(first[:4]) + 1)
        after = self.mails() - before
        self.assertEqual(len(after), len(before))
        events = [
            vobject.readOne(
                mail.attachment_ids.filtered(lambda file: file.mimetype == "text/calendar").raw.decode()
            ).vevent
            for mail in (before[0], after[0])
        ]
        self.assertEqual(events[0].uid.value, events[1].uid.value)
        self.assertEqual([event.sequence.value for event in events], ["0", "1"])
        self.meeting.write({"kind": "presentation"})
        self.assertEqual(len(self.mails() - before), len(after))

    def test_called_off(self):
        """Who was invited is told why nobody need come, and nobody else."""
        self.meeting.action_invite()
        self.meeting.write({"participant_ids": [Command.create({"name": "Sari", "email": "sari@example.com"})]})
        before = self.mails()
        self.meeting.action_call_off("Gubernur berhalangan")
        after = self.mails() - before
        self.assertEqual(len(after), len(before))
        self.assertIn("Gubernur berhalangan", after[0].body_html)
        self.assertIn("METHOD:CANCEL", after[0].attachment_ids.raw.decode())
        self.assertNotIn("sari@example.com", after.mapped("email_to"))

    def test_who_comes_later(self):
        """Who is added later is invited alone, with the same number; who is taken off is told."""
        self.meeting.action_invite()
        before, number = self.mails(), self.meeting.invitation_number
        self.meeting.write({"participant_ids": [Command.create({"name": "Sari", "email": "sari@example.com"})]})
        self.meeting.action_invite()
        self.assertEqual((self.mails() - before).mapped("email_to"), ["sari@example.com"])
        self.assertEqual(self.meeting.invitation_number, number)
        self.meeting.participant_ids.filtered(lambda one: one.name == "Sari").unlink()
        self.assertEqual(self.mails()[-1:].email_to, "sari@example.com")
        self.assertIn("METHOD:CANCEL", self.mails()[-1:].attachment_ids.raw.decode())

    def test_not_yet(self):
        """Nothing is numbered or sent before a head has agreed, twice, or to nobody."""
        proposed = self.propose()
        with self.assertRaisesRegex(UserError, "Agree first"):
            proposed.action_invite()
        with self.assertRaisesRegex(UserError, "Agree first"):
            proposed.action_number_invitation()
        self.meeting.action_number_invitation()
        with self.assertRaisesRegex(UserError, "already: print it"):
            self.meeting.action_number_invitation()
        alone = self.agreed()
        alone.participant_ids.unlink()
        with self.assertRaisesRegex(UserError, "e-mail address"):
            alone.action_invite()
        self.assertFalse(alone.invitation_number)
