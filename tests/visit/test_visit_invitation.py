"""Invitations to a visit on site: to whom, in which language, with which appointment, and when it moves."""

from datetime import datetime, timedelta

import vobject

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ...tools import ics
from ..common_visits import VisitCase


@tagged("post_install", "-at_install")
class TestVisitInvitation(VisitCase):
    """A visit is planned with a member of the OPD, the applicant, and a guest with an e-mail address."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.email = "dpmptsp@example.go.id"
        cls.visit = cls.plan(purpose="Parkir, pintu masuk; jalan mobil pemadam")
        cls.visit.write(
            {"person_ids": [Command.create({"name": "Rudi", "capacity": "other", "email": "rudi@example.com"})]}
        )

    def mails(self):
        return self.env["mail.mail"].sudo().search([("model", "=", "ptsp.survey.person")], order="id")

    def test_invite(self):
        """Each gets one e-mail with the appointment, and sees no other's address."""
        self.visit.action_invite()
        mails = self.mails()
        addresses = {"anggota@example.com", "eo@example.com", "rudi@example.com"}
        self.assertEqual(set(mails.mapped("email_to")), addresses)
        for mail in mails:
            [file] = mail.attachment_ids
            event = vobject.readOne(file.raw.decode()).vevent
            self.assertEqual(event.dtstart.value.replace(tzinfo=None), self.visit.starts_at.replace(microsecond=0))
            self.assertIn("Convention Hall", event.location.value)
            for address in addresses - {mail.email_to}:
                self.assertNotIn(address, file.raw.decode() + mail.body_html)
            self.assertIn(self.agency.name, mail.body_html)
        self.assertTrue(self.visit.invited_at)

    def test_language(self):
        """The applicant reads the invitation in the own language, a guest the official one."""
        self.env["res.lang"]._activate_lang("id_ID")
        self.applicant.lang = "en_US"
        people = {person.capacity: person._mail_lang() for person in self.visit.person_ids}
        self.assertEqual((people["applicant"], people["other"]), ("en_US", "id_ID"))

    def test_who_comes_later(self):
        """Who is added later is invited alone; pressed once more, everybody is."""
        self.visit.action_invite()
        self.visit.write({"person_ids": [Command.create({"name": "Sari", "email": "sari@example.com"})]})
        self.visit.action_invite()
        self.assertEqual(len(self.mails()), 4)
        self.visit.action_invite()
        self.assertEqual(len(self.mails()), 8)

    def test_moved(self):
        """A visit that moves after the invitations is the same appointment, in its next version."""
        self.visit.action_invite()
        before = self.mails()
        self.visit.write({"starts_at": self.visit.starts_at + timedelta(hours=1), "place": "Pintu barat"})
        after = self.mails() - before
        self.assertEqual(len(after), 3)
        first, second = (vobject.readOne(mail.attachment_ids.raw.decode()).vevent for mail in (before[0], after[0]))
        self.assertEqual(first.uid.value, second.uid.value)
        self.assertEqual((first.sequence.value, second.sequence.value), ("0", "1"))
        self.visit.write({"purpose": "Lain"})
        self.assertEqual(len(self.mails()), 6)

    def test_called_off(self):
        """Who was invited is told why nobody need come, and nobody else."""
        self.visit.action_invite()
        self.visit.write({"person_ids": [Command.create({"name": "Sari", "email": "sari@example.com"})]})
        before = self.mails()
        self.visit.action_call_off("Gedung tutup")
        after = self.mails() - before
        self.assertEqual(len(after), 3)
        self.assertIn("Gedung tutup", after[0].body_html)
        self.assertIn("METHOD:CANCEL", after[0].attachment_ids.raw.decode())

    def test_taken_off(self):
        """Who is taken off the list after the invitation is told."""
        self.visit.action_invite()
        before = self.mails()
        self.visit.person_ids.filtered(lambda one: one.name == "Rudi").unlink()
        self.assertEqual((self.mails() - before).mapped("email_to"), ["rudi@example.com"])

    def test_nobody_to_invite(self):
        """Without an address, after the visit, or by another OPD nothing is sent, in one sentence."""
        empty = self.plan(with_applicant=False)
        self.member.sudo().email = False
        with self.assertRaisesRegex(UserError, "e-mail address"):
            empty.action_invite()
        self.visit.action_hold()
        with self.assertRaisesRegex(UserError, "lies ahead"):
            self.visit.action_invite()
        self.assertFalse(self.mails())

    def test_appointment(self):
        """An appointment is folded, and no text of it becomes a line of its own."""
        content = ics.invitation(
            ics.Appointment(
                uid="1",
                sequence=0,
                start=datetime(2026, 12, 1, 1),
                stop=datetime(2026, 12, 1, 3),
                summary="é" * 100,
                place="Gedung A; lantai 2, ruang\r\nSTATUS:CANCELLED",
                host=('Dinas "X"\r\nATTENDEE:mailto:a@b.c', "a@example.com"),
            ),
            datetime(2026, 11, 1),
        )
        lines = content.decode().split("\r\n")
        self.assertTrue(all(len(line.encode()) <= 75 for line in lines))
        event = vobject.readOne(content.decode()).vevent
        self.assertEqual(event.summary.value, "é" * 100)
        self.assertIn("Gedung A; lantai 2, ruang\n", event.location.value)
        self.assertEqual(event.status.value, "CONFIRMED")
        self.assertFalse(hasattr(event, "attendee"))
