"""Technical opinions: asked for by verification, delivered by the liaison officer, given by the OPD."""

from datetime import date, datetime, timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestTechnicalReview(PtspCase):
    """An opinion is asked of one OPD, bears the number of its cover letter, and is issued once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "verification")
        cls.verification = cls.as_role(cls.application, "verification")
        cls.Review = cls.env["ptsp.technical.review"].with_user(cls.users["verification"])

    def ask(self, agency=None, kind="Lalu lintas"):
        return self.Review.create(
            {"application_id": self.application.id, "agency_id": (agency or self.agency).id, "kind": kind}
        )

    def send(self, *agencies):
        """Send the file to the OPD and have it delivered; return the reviews."""
        reviews = self.Review.union(*(self.ask(agency) for agency in agencies or [self.agency]))
        self.verification.action_mark_checklist_ok()
        self.verification.action_verify_technical()
        self.dispatch_to_opd(self.as_role(self.application, "liaison"))
        return reviews

    # Asking

    def test_ask(self):
        """Verification says which OPD is asked for what, and may still change its mind."""
        review = self.ask()
        self.assertEqual(review.state, "requested")
        self.assertEqual(review.display_name, "Dinas Perhubungan: Lalu lintas")
        review.write({"agency_id": self.other_agency.id, "kind": "Ketertiban"})
        review.unlink()
        self.assertFalse(self.application.review_ids)

    def test_only_verification_asks(self):
        """Nobody else asks an OPD, and verification only while it has the file."""
        vals = {"application_id": self.application.id, "agency_id": self.agency.id, "kind": "Lalu lintas"}
        for role, user in self.users.items():
            if role != "verification":
                with self.subTest(role=role), self.assertRaises(UserError), self.env.cr.savepoint():
                    self.Review.with_user(user).create(vals)
        for state in ("registration", "drafting"):
            other = self.bring_to(self.file(), state)
            with self.subTest(state=state), self.assertRaises(UserError), self.env.cr.savepoint():
                self.Review.create({**vals, "application_id": other.id})

    def test_asked_together_with_its_receipt(self):
        """Who received the file is written down when it has been received, not before."""
        with self.assertRaisesRegex(UserError, "cannot be changed at this point"), self.env.cr.savepoint():
            self.Review.create(
                {
                    "application_id": self.application.id,
                    "agency_id": self.agency.id,
                    "kind": "Lalu lintas",
                    "received_by": "Siti",
                }
            )

    def test_review_stays_with_its_application(self):
        """A review does not move to another application."""
        review = self.ask()
        other = self.bring_to(self.file(), "verification")
        with self.assertRaisesRegex(UserError, "stays with its application"):
            review.application_id = other

    # Sending

    def test_cover_letters(self):
        """Each OPD is written to with a number of its own, without gaps, dated the agency's day."""
        first, second = self.send(self.agency, self.other_agency)
        self.assertEqual({first.state, second.state}, {"sent"})
        numbers = [int(review.cover_letter_number.split("/")[0]) for review in (first, second)]
        self.assertEqual(numbers[1], numbers[0] + 1)
        self.assertRegex(first.cover_letter_number, r"^\d{4}/PAR-05/SP/[IVX]+/\d{4}$")
        self.assertEqual(first.cover_letter_date, self.service._local_day(fields.Datetime.now()))

    def test_sent_review_is_settled(self):
        """What was sent to an OPD is neither changed nor deleted, also not when the file comes back."""
        review = self.send()
        with self.assertRaises(UserError):
            review.unlink()
        for vals in ({"kind": "Lain"}, {"agency_id": self.other_agency.id}):
            with self.assertRaises(UserError):
                review.write(vals)
        review.with_user(self.users["technical"]).action_issue("Tidak keberatan")
        for key, role in (
            ("submit_draft", "processing"),
            ("section_approve", "section_head"),
            ("division_approve", "division_head"),
            ("return_to_verification", "agency_head"),
        ):
            records = self.as_role(self.application, role)
            self.prepare(records, key)
            self.press(records, key)
        with self.assertRaisesRegex(UserError, "was sent to an OPD cannot be deleted|cannot be changed"):
            review.unlink()
        with self.assertRaises(UserError):
            review.write({"kind": "Lain"})
        again = self.ask(self.other_agency)
        self.verification.action_verify_technical()
        self.assertEqual(again.state, "sent")
        self.assertEqual(review.state, "issued")

    def test_receipt_is_the_liaisons(self):
        """Only the liaison officer notes the receipt, and only while the file is being delivered."""
        review = self.ask()
        self.verification.action_mark_checklist_ok()
        receipt = {"received_by": "Siti", "received_at": fields.Datetime.now()}
        liaison = review.with_user(self.users["liaison"])
        with self.assertRaises(UserError):
            liaison.write(receipt)
        self.verification.action_verify_technical()
        for role in ("verification", "processing", "technical", "manager"):
            with self.subTest(role=role), self.assertRaises(UserError):
                review.with_user(self.users[role]).write(receipt)
        liaison.write(receipt)
        self.as_role(self.application, "liaison").action_dispatch()
        with self.assertRaises(UserError):
            liaison.write({"received_by": "Joko"})

    def test_received_now(self):
        """Who has received the file has received it now, unless the liaison officer enters another time."""
        application = self.as_role(self.bring_to(self.file(), "liaison"), "liaison")
        with (
            freeze_time(fields.Datetime.now().replace(microsecond=0)),
            Form(application) as form,
            form.review_ids.edit(0) as review,
        ):
            self.assertFalse(review.received_at)
            review.received_by = "Siti"
            self.assertEqual(review.received_at, fields.Datetime.now())
        self.assertTrue(application.review_ids.received_at)

    def test_due(self):
        """An OPD has its own working days, counted from its receipt of the file; another OPD may have others."""
        self.other_agency.response_days = 1
        reviews = self.Review.union(self.ask(), self.ask(self.other_agency, "Ketertiban"))
        self.verification.action_mark_checklist_ok()
        with freeze_time("2026-03-05 01:50:00"):
            self.verification.action_verify_technical()
        liaison = self.as_role(self.application, "liaison")
        # A Thursday, 10.00 WITA.
        received = datetime(2026, 3, 5, 2, 0)
        liaison.review_ids.write({"received_by": "Siti", "received_at": received})
        with freeze_time("2026-03-05 03:00:00"):
            liaison.action_dispatch()
        # Fridays end at 11.00, the other days at 19.00 WITA.
        self.assertEqual(reviews[0].due_at, datetime(2026, 3, 10, 11, 0))
        self.assertEqual(reviews[1].due_at, datetime(2026, 3, 6, 3, 0))

    # Answering

    def test_issue(self):
        """The OPD's opinion is noted with its number, its date and who entered it; then the letter is drafted."""
        review = self.send()
        member = self.users["technical"]
        before = fields.Datetime.now()
        self.assertTrue(review.with_user(member).action_issue("  Tidak keberatan ", "551/12/Dishub", "2026-01-05"))
        self.assertEqual(
            (review.state, review.opinion, review.advice_number, review.advice_date, review.issued_by_id),
            ("issued", "Tidak keberatan", "551/12/Dishub", date(2026, 1, 5), member),
        )
        self.assertGreaterEqual(review.issued_at, before)
        self.assertEqual(self.application.state, "drafting")
        self.assertEqual(self.application.sudo().control_ids[-2].user_id, member)

    def test_issue_with_the_text_alone(self):
        """An opinion without a letter of its own is dated today."""
        review = self.send()
        review.with_user(self.users["technical"]).action_issue("Tidak keberatan")
        self.assertEqual(review.advice_date, self.service._today())
        self.assertFalse(review.advice_number)

    def test_issue_needs_a_text(self):
        """An empty opinion is none."""
        review = self.send().with_user(self.users["technical"])
        for empty in ("", None, "  \n"):
            with self.assertRaisesRegex(UserError, "Write the opinion"):
                review.action_issue(empty)
        self.assertEqual(review.state, "sent")

    def test_last_opinion_moves_the_file_on(self):
        """The file waits for every OPD, and moves on by itself with the last opinion."""
        first, second = self.send(self.agency, self.other_agency)
        first.with_user(self.users["technical"]).action_issue("Tidak keberatan")
        self.assertEqual(self.application.state, "technical")
        second.with_user(self.other_opd_user).action_issue("Dengan syarat")
        self.assertEqual(self.application.state, "drafting")
        self.assertEqual(self.application.sudo().control_ids[-2].action, "receive_advice")

    def test_issue_for_another_opd(self):
        """A member of one OPD does not speak for another."""
        _first, second = self.send(self.agency, self.other_agency)
        with self.assertRaises(AccessError):
            second.with_user(self.users["technical"]).action_issue("Tidak keberatan")
        self.assertEqual(second.state, "sent")

    def test_who_enters_an_opinion(self):
        """A processing officer enters an opinion that came on paper; nobody else does."""
        review = self.send()
        for role, user in (*self.users.items(), ("administrator", self.env.ref("base.user_admin"))):
            if role not in ("technical", "processing"):
                with self.subTest(role=role), self.assertRaises(AccessError):
                    review.with_user(user).action_issue("Tidak keberatan")
        for user in (self.portal_user, self.other_opd_user, self.env.ref("base.user_root")):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                review.with_user(user).action_issue("Tidak keberatan")
        review.with_user(self.users["processing"]).action_issue("Tidak keberatan", "551/12/Dishub")
        self.assertEqual(review.issued_by_id, self.users["processing"])
        self.assertEqual(self.application.state, "drafting")

    def test_member_who_has_left(self):
        """Who is no longer a member of the OPD neither sees nor answers what it was asked."""
        review = self.send()
        member = self.users["technical"]
        self.agency.member_ids -= member
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            review.with_user(member).action_issue("Tidak keberatan")

    def test_issue_twice(self):
        """An opinion is issued once."""
        review = self.send().with_user(self.users["technical"])
        review.action_issue("Tidak keberatan")
        with self.assertRaisesRegex(UserError, "is not open: reload"):
            review.action_issue("Keberatan")
        self.assertEqual(review.opinion, "Tidak keberatan")

    def test_issue_too_early(self):
        """An OPD answers what it has received."""
        review = self.ask()
        processing = review.with_user(self.users["processing"])
        with self.assertRaisesRegex(UserError, "is not open"):
            processing.action_issue("Tidak keberatan")
        self.verification.action_mark_checklist_ok()
        self.verification.action_verify_technical()
        with self.assertRaisesRegex(UserError, "is not open"):
            processing.action_issue("Tidak keberatan")

    def test_issue_of_a_cancelled_application(self):
        """Nobody answers for an application that is cancelled."""
        review = self.send()
        self.as_role(self.application, "customer_service").action_cancel("Pemohon menarik permohonan")
        self.assertEqual(review.state, "cancelled")
        with self.assertRaises(UserError):
            review.with_user(self.users["processing"]).action_issue("Tidak keberatan")

    def test_dialog(self):
        """The dialog issues the opinion in the user's own name."""
        review = self.send().with_user(self.users["technical"])
        action = review.action_open_issue()
        wizard = (
            self.env[action["res_model"]]
            .with_user(self.users["technical"])
            .with_context(**action["context"])
            .create({"opinion": "Tidak keberatan", "advice_number": "551/12/Dishub"})
        )
        self.assertEqual(wizard.action_confirm()["type"], "ir.actions.act_window_close")
        self.assertEqual((review.state, review.issued_by_id), ("issued", self.users["technical"]))

    # The OPD itself

    def test_open_reviews_of_an_opd(self):
        """An OPD shows how many opinions it still owes."""
        self.assertEqual(self.agency.open_review_count, 0)
        review = self.send()
        self.env.invalidate_all()
        self.assertEqual(self.agency.open_review_count, 1)
        review.with_user(self.users["technical"]).action_issue("Tidak keberatan")
        self.env.invalidate_all()
        self.assertEqual(self.agency.open_review_count, 0)

    def test_receipt_lies_in_the_past(self):
        """The time of receipt is a moment that has been."""
        self.ask()
        self.verification.action_mark_checklist_ok()
        self.verification.action_verify_technical()
        review = self.as_role(self.application, "liaison").review_ids
        with self.assertRaisesRegex(UserError, "cannot lie in the future"):
            review.received_at = fields.Datetime.now() + timedelta(minutes=5)
