"""An OPD with a mail box only is warned there of opinions that are due: once each, and never beside its users."""

import re

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from ..common_clock import FRI, MON, NEXT_MON, THU, TUE, WED, wita
from ..common_monitoring import MonitoringCase

MAILBOX = "surat@dishub.example.com"


class WarnedByMailCase(MonitoringCase):
    """An OPD without users has received a file on Monday, and has three working days."""

    by_link = True

    def setUp(self):
        super().setUp()
        self.forget_norms()
        self.agency.write({"member_ids": [Command.clear()], "email": MAILBOX, "answers_by_link": self.by_link})
        self.application = self.go(
            self.registered(f"{MON} 10:00"), (f"{MON} 10:10", "verify_technical"), (f"{MON} 11:00", "dispatch")
        )
        self.review = self.application.sudo().review_ids

    def written(self):
        """Return the warnings in the mail box, in their order."""
        mails = self.env["mail.mail"].search([("email_to", "=", MAILBOX)], order="id")
        return mails.filtered(lambda mail: "atas waktu" in mail.subject)

    def lines(self):
        """Return what stands among the contacts with the OPD, in its order."""
        return self.review.contact_ids.sorted("id")

    def link_of(self, mail):
        """Return whether the link in an e-mail opens something at this moment."""
        token = re.search(r"/ptsp/opinion/([A-Za-z0-9_-]+)", mail.body_html).group(1)
        Link = self.env["ptsp.opd.link"].sudo()
        return Link.search([("token_hash", "=", Link._token_hash(token))])


@tagged("post_install", "-at_install")
class TestWarnedByMail(WarnedByMailCase):
    """The OPD answers by link."""

    def test_before_and_after(self):
        """It is written to before the opinion is due, and after, once each; the desks are told as ever."""
        self.run_at(f"{WED} 18:00")
        self.assertFalse(self.written())
        for moment in (f"{THU} 08:10", f"{THU} 08:20", f"{THU} 16:00"):
            self.run_at(moment)
            self.assertEqual(len(self.written()), 1)
        for moment in (f"{FRI} 08:10", f"{FRI} 08:20"):
            self.run_at(moment)
            self.assertEqual(len(self.written()), 2)
        soon, late = self.written()
        self.assertIn("Pengingat", soon.subject)
        self.assertIn(self.review.cover_letter_number, soon.subject)
        self.assertIn("terlewati", late.subject)
        self.assertIn("belum kami terima", late.body_html)
        self.assertEqual(
            [(line.channel, line.person, line.threshold, line.user_id.id) for line in self.lines()],
            [("email", MAILBOX, "review_soon", False), ("email", MAILBOX, "review_late", False)],
        )
        told = self.warnings(self.application)
        self.assertEqual(told.count(("review_soon_desks", "test_liaison")), 1)
        self.assertEqual(told.count(("review_follow_up", "test_processing")), 1)
        self.assertEqual(soon.mail_message_id.model, False)

    def test_link_is_good(self):
        """The link of a warning opens the review, and the one of before goes on: somebody may be writing there."""
        first = self.review.link_ids
        self.run_at(f"{THU} 08:10")
        with freeze_time(wita(f"{THU} 09:00")):
            self.env.invalidate_all()
            link = self.link_of(self.written())
            self.assertTrue(link.is_open)
            self.assertNotEqual(link, first)
            self.assertTrue(first.is_open)
            self.review.with_user(self.users["liaison"]).action_revoke_link()
            self.assertFalse(any(self.review.link_ids.mapped("is_open")))

    def test_link_has_expired(self):
        """Where the link of before is dead, a fresh one goes with the warning."""
        self.review.link_ids._as_procedure().expires_at = wita(f"{TUE} 08:00")
        self.run_at(f"{THU} 08:10")
        with freeze_time(wita(f"{THU} 09:00")):
            self.assertTrue(self.link_of(self.written()).is_open)

    def test_link_was_revoked(self):
        """What an officer has revoked is not opened again by a warning, which goes without a link."""
        with freeze_time(wita(f"{TUE} 09:00")):
            self.review.with_user(self.users["liaison"]).action_revoke_link()
        self.run_at(f"{THU} 08:10")
        self.assertNotIn("/ptsp/opinion/", self.written().body_html)
        self.assertIn("balas surel ini", self.written().body_html)

    def test_calls_go_on(self):
        """A warning that went out by itself is no call: what an officer has agreed on stays."""
        with freeze_time(wita(f"{TUE} 09:00")):
            self.review.with_user(self.users["liaison"]).action_note_contact("call", "Rina", "Hari Jumat", f"{FRI}")
        self.run_at(f"{THU} 08:10")
        self.assertEqual(len(self.lines()), 2)
        self.assertEqual(self.review.next_contact_on.isoformat(), FRI)
        self.assertEqual(self.review.last_contact_at, wita(f"{TUE} 09:00"))
        self.assertTrue(self.lines()[:1].activity_id)

    def test_users(self):
        """An OPD with users is told in the system, and gets no e-mail beside it; one on paper only gets none at all."""
        with freeze_time(wita(f"{TUE} 09:00")):
            self.agency.member_ids = self.users["technical"]
        self.run_at(f"{THU} 08:10")
        self.assertIn(("review_soon", "test_technical"), self.warnings(self.application))
        self.assertFalse(self.written())
        with freeze_time(wita(f"{THU} 09:00")):
            self.agency.write({"member_ids": [Command.clear()], "email": False, "answers_by_link": False})
        self.run_at(f"{FRI} 08:10")
        self.assertIn(("review_follow_up", "test_liaison"), self.warnings(self.application))
        self.assertFalse(self.written() or self.lines())

    def test_answered(self):
        """Who has answered is not written to."""
        with freeze_time(wita(f"{TUE} 09:00")):
            self.review.with_user(self.users["processing"]).action_issue("Baik")
        self.run_at(f"{THU} 12:00")
        self.assertFalse(self.written())

    def test_two_mail_boxes(self):
        """Of two OPD each is written to at its own moments, and none again with the other's."""
        self.other_agency.write({"member_ids": [Command.clear()], "email": "surat@satpol.example.com"})
        self.other_agency.response_days = 4
        self.env["ptsp.technical.review"]._as_procedure().create(
            {
                "application_id": self.application.id,
                "agency_id": self.other_agency.id,
                "kind": "Ketertiban",
                "state": "sent",
                **{name: self.review[name] for name in ("sent_at", "received_at", "received_by", "dispatched_at")},
            }
        )
        with freeze_time(wita(f"{MON} 12:00")):
            self.application._as_procedure()._recompute_reviews_due()
            self.application._as_procedure()._schedule_alerts()
        for moment in (f"{THU} 12:00", f"{FRI} 08:10", f"{FRI} 12:00", f"{NEXT_MON} 12:00"):
            self.run_at(moment)
        for review in self.application.sudo().review_ids:
            self.assertEqual(
                sorted(review.contact_ids.mapped("threshold")), ["review_late", "review_soon"], review.agency_id.name
            )

    def test_nobody_writes_warnings(self):
        """Nobody enters that an OPD was warned."""
        with self.assertRaises(UserError):
            self.env["ptsp.opd.contact"].create(
                {
                    "review_id": self.review.id,
                    "contacted_at": self.review.sent_at,
                    "channel": "email",
                    "person": "x",
                    "said": "x",
                    "threshold": "review_late",
                }
            )


@tagged("post_install", "-at_install")
class TestWarnedWithoutLink(WarnedByMailCase):
    """The OPD has a mail box, and answers on paper: it is written to without a link."""

    by_link = False

    def test_told_to_write(self):
        """It is told to send its letter; a link it has not asked for."""
        self.run_at(f"{THU} 08:10")
        self.assertNotIn("/ptsp/opinion/", self.written().body_html)
        self.assertIn("sampaikan surat pertimbangan", self.written().body_html)

    def test_mail_box_that_is_none(self):
        """A mail box that is none is refused."""
        with self.assertRaisesRegex(ValidationError, "e-mail address"):
            self.agency.email = "dishub"
