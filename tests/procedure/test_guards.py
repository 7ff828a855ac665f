"""What must hold before a button works: the message says what is missing, and nothing has changed."""

from datetime import date, timedelta

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ...models.exhibition.application_exhibition import EXHIBITION_FIELDS
from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestGuards(PtspCase):
    """Each guard refuses what is missing, names it, and lets through what is complete."""

    def at(self, state, role, **values):
        """Return an application in ``state`` as the role sees it."""
        return self.as_role(self.bring_to(self.file(**values), state), role)

    def assert_passes(self, applications, key, state):
        """The transition is no longer refused."""
        self.assertTrue(getattr(applications, f"action_{key}")())
        self.assertEqual(set(applications.mapped("state")), {state})

    # submit

    def test_submit_names_what_is_missing(self):
        """An application with a gap is not submitted, and the gap is named."""
        for name in ("applicant_identity", *EXHIBITION_FIELDS):
            with self.subTest(field=name):
                application = self.file(**{name: False})
                label = application._fields[name]._description_string(self.env)
                self.assert_refused(application, "submit", f"Fill in before you submit .*: {label}\\.$")
                application[name] = self.application_vals()[name]
                self.assert_passes(application, "submit", "cs_check")

    def test_submit_names_all_that_is_missing(self):
        """What is missing is named all at once."""
        application = self.file(applicant_identity=False, venue=False, booth_count=0)
        self.assert_refused(application, "submit", "Identity Number, Venue, Booths")

    def test_submit_refuses_blanks(self):
        """Blanks are no answer."""
        for name in ("applicant_identity", "event_name"):
            with self.subTest(field=name):
                application = self.file(**{name: "   "})
                self.assert_refused(application, "submit", "Fill in before you submit")

    def test_submit_by_the_applicant(self):
        """The applicant meets the same guards as the officer."""
        application = self.as_role(self.file(venue=False), "applicant")
        self.assert_refused(application, "submit", "Venue")
        application.sudo().venue = "Convention Hall"
        self.assert_passes(application, "submit", "cs_check")

    def test_exhibition_that_has_ended(self):
        """An exhibition that is over needs no recommendation; one that ends today may still have it."""
        today = self.service._local_day(fields.Datetime.now())
        application = self.file(date_start=today - timedelta(days=9), date_end=today - timedelta(days=1))
        self.assert_refused(application, "submit", "has ended already.*Last Day")
        application.date_end = today
        self.assert_passes(application, "submit", "cs_check")

    # The checklist

    def test_accept_needs_every_mandatory_paper(self):
        """Each desk finds every applicable mandatory paper in order before it lets the file go on."""
        for state, role, key, target in (
            ("cs_check", "customer_service", "accept", "registration"),
            ("registration", "registration", "register", "verification"),
            ("verification", "verification", "verify_direct", "drafting"),
        ):
            with self.subTest(state=state):
                application = self.at(state, role)
                papers = application.checklist_ids.filtered("applicable")
                self.assert_refused(application, key, "; ".join(map(_escaped, papers.requirement_id.mapped("name"))))
                application.action_mark_checklist_ok()
                column = {
                    "cs_check": "service_result",
                    "registration": "registration_result",
                    "verification": "verification_result",
                }[state]
                for bad in (False, "deficient"):
                    papers[2].write({column: bad, "note": "Denah tanpa skala"})
                    self.assert_refused(application, key, "mark as OK: Layout drawing / site plan\\.$")
                papers[2].write({column: "ok"})
                self.assert_passes(application, key, target)

    def test_verify_technical_needs_the_checklist(self):
        """A file goes to an OPD only when verification has found it in order."""
        application = self.at("verification", "verification")
        self.prepare(application, "verify_technical")
        application.checklist_ids[0].write({"verification_result": False})
        self.assert_refused(application, "verify_technical", "checklist")

    def test_power_of_attorney_of_a_representative(self):
        """A representative needs a power of attorney; an applicant in person does not."""
        application = self.at("cs_check", "customer_service")
        application.action_mark_checklist_ok()
        application.write({"is_represented": True, "representative_id": self.portal_user.partner_id.id})
        self.assert_refused(application, "accept", "mark as OK: Power of attorney")
        application.action_mark_checklist_ok()
        self.assert_passes(application, "accept", "registration")

    def test_optional_paper(self):
        """A paper that is not mandatory stops nobody, even where it is deficient."""
        self.service.requirement_ids[0].mandatory = False
        application = self.at("cs_check", "customer_service")
        application.action_mark_checklist_ok()
        application.checklist_ids[0].write({"service_result": "deficient", "note": "Kedaluwarsa"})
        self.assert_passes(application, "accept", "registration")

    def test_deficiency_must_be_named_and_explained(self):
        """A file goes back only with at least one deficient paper, and a note on each of them."""
        for state, role, column, key, target in (
            ("cs_check", "customer_service", "service_result", "return_incomplete", "returned"),
            ("verification", "verification", "verification_result", "request_correction", "correction"),
        ):
            with self.subTest(state=state):
                application = self.at(state, role)
                self.assert_refused(application, key, "Nothing in the checklist of .* is marked as deficient")
                first, second = application.checklist_ids[:2]
                first.write({column: "deficient", "note": "Kedaluwarsa"})
                second.write({column: "deficient", "note": "   "})
                self.assert_refused(application, key, "what is wrong with: Recommendation of the village[^;]*$")
                second.write({"note": "Belum ditandatangani"})
                self.assert_passes(application, key, target)

    def test_deficiency_of_another_desk(self):
        """Verification asks for a correction of what verification has found, not of what another desk had found."""
        self.service.requirement_ids[0].mandatory = False
        application = self.bring_to(self.file(), "cs_check")
        service = self.as_role(application, "customer_service")
        service.action_mark_checklist_ok()
        self.mark_deficient(service, "service_result")
        service.action_accept()
        self.register(self.as_role(application, "registration"))
        self.assert_refused(self.as_role(application, "verification"), "request_correction", "Nothing in the checklist")

    # The OPD

    def test_verify_technical_needs_a_review(self):
        """A file goes to an OPD only when it says to which, and what is asked."""
        application = self.at("verification", "verification")
        application.action_mark_checklist_ok()
        self.assert_refused(application, "verify_technical", "under Technical Reviews, which OPD")
        review = application.env["ptsp.technical.review"].create(
            {"application_id": application.id, "agency_id": self.agency.id, "kind": "  "}
        )
        self.assert_refused(application, "verify_technical", "which kind of opinion")
        review.kind = "Lalu lintas"
        self.assert_passes(application, "verify_technical", "liaison")

    def test_verify_direct_needs_no_open_review(self):
        """A file for which an OPD has been asked goes to that OPD."""
        application = self.at("verification", "verification")
        self.prepare(application, "verify_technical")
        self.assert_refused(application, "verify_direct", "still waits for the opinion of Dinas Perhubungan")
        application.review_ids.unlink()
        self.assert_passes(application, "verify_direct", "drafting")

    def test_dispatch_needs_every_receipt(self):
        """The file is delivered when each OPD has signed for it: who, and when."""
        application = self.at("verification", "verification")
        self.prepare(application, "verify_technical")
        application.env["ptsp.technical.review"].create(
            {"application_id": application.id, "agency_id": self.other_agency.id, "kind": "Ketertiban"}
        )
        application.action_verify_technical()
        liaison = self.as_role(application, "liaison")
        first, second = liaison.review_ids
        self.assert_refused(liaison, "dispatch", "who received the file, and when, at Dinas Perhubungan, Satpol PP")
        now = fields.Datetime.now()
        first.write({"received_by": "Siti", "received_at": now})
        self.assert_refused(liaison, "dispatch", "at Satpol PP\\.$")
        second.write({"received_by": " ", "received_at": now})
        self.assert_refused(liaison, "dispatch", "at Satpol PP\\.$")
        second.write({"received_by": "Joko", "received_at": False})
        self.assert_refused(liaison, "dispatch", "at Satpol PP\\.$")
        second.write({"received_at": now})
        self.assert_passes(liaison, "dispatch", "technical")

    def test_receipt_in_the_future(self):
        """No OPD receives a file tomorrow."""
        application = self.at("liaison", "liaison")
        with self.assertRaisesRegex(ValidationError, "cannot lie in the future"):
            application.review_ids.received_at = fields.Datetime.now() + timedelta(hours=1)

    def test_receive_advice_needs_every_opinion(self):
        """Drafting begins when no OPD is waited for any longer."""
        application = self.at("technical", "processing")
        self.assert_refused(application, "receive_advice", "still waits for the opinion of Dinas Perhubungan")
        application.review_ids.with_user(self.users["technical"]).action_issue("Tidak keberatan")
        self.assertEqual(application.state, "drafting")

    # The letter

    def test_submit_draft_needs_a_decision(self):
        """A draft says whether it recommends or refuses."""
        application = self.at("drafting", "processing")
        self.assert_refused(application, "submit_draft", "Choose the decision")
        application.decision = "recommended"
        self.assert_passes(application, "submit_draft", "section_review")

    def test_submit_draft_needs_a_text(self):
        """A letter without text is not submitted; blanks and empty paragraphs are no text."""
        application = self.at("drafting", "processing")
        application.decision = "recommended"
        body = application.letter_body
        for empty in (False, "", "<p><br></p>", "<p>   </p>", "<p>&nbsp;</p>", "<div><p>\n</p></div>"):
            with self.subTest(body=empty):
                application.letter_body = empty
                self.assert_refused(application, "submit_draft", "Write the text of the letter")
        application.letter_body = body
        self.assert_passes(application, "submit_draft", "section_review")

    def test_submit_draft_needs_every_placeholder(self):
        """A placeholder that is still open is named, however it is written."""
        application = self.at("drafting", "processing")
        application.decision = "recommended"
        body = application.letter_body
        for placeholder in ("[[nomor izin]]", "[[ nomor izin ]]", "<b>[[nomor</b> izin]]", "[[nomor izin&#93;]"):
            with self.subTest(placeholder=placeholder):
                application.letter_body = f"<p>Sesuai izin {placeholder} dan [[tanggal]]</p>"
                self.assert_refused(
                    application, "submit_draft", r"something to fill in: \[\[nomor izin\]\], \[\[tanggal\]\]"
                )
        application.letter_body = body
        self.assert_passes(application, "submit_draft", "section_review")

    def test_refusal_names_its_reason(self):
        """A refusal is submitted only with its reason."""
        application = self.at("drafting", "processing")
        application.decision = "refused"
        self.assert_refused(application, "submit_draft", "reason of the refusal.*Refusal Reason")
        application.refusal_reason = "   "
        self.assert_refused(application, "submit_draft", "reason of the refusal")
        application.refusal_reason = "Lokasi tidak sesuai tata ruang"
        self.assertIn("Lokasi tidak sesuai tata ruang", application.letter_body)
        self.assert_passes(application, "submit_draft", "section_review")

    def test_sign_needs_both_initials(self):
        """The agency head signs only what both heads have initialled in this very revision."""
        application = self.at("agency_approval", "agency_head")
        initials = application.sudo().initial_ids
        self.assertEqual(initials.mapped("role"), ["section_head", "division_head"])
        for record, broken in (
            (initials[0], {"struck_at": fields.Datetime.now()}),
            (initials[1], {"struck_at": fields.Datetime.now()}),
            (initials[0], {"revision": 0}),
            (initials[1], {"revision": 0}),
            (application, {"draft_revision": 2}),
        ):
            with self.subTest(broken=broken):
                intact = {name: record.sudo()[name] for name in broken}
                record._as_procedure().write(broken)
                self.assert_refused(application, "sign", "lacks an initial")
                record._as_procedure().write(intact)
        self.assert_passes(application, "sign", "numbering")

    def test_release_needs_the_final_checklist(self):
        """The letter is released when the registry has ticked each line of the final checklist."""
        application = self.at("final_check", "registry")
        first, *others = application.final_check_ids
        self.assert_refused(application, "release", "Tick in the final checklist")
        first.is_checked = True
        self.assertEqual((first.checked_by_id, bool(first.checked_at)), (self.users["registry"], True))
        self.assert_refused(application, "release", f"what is in order: {others[0].name}")
        self.assertTrue(application.action_confirm_final_checklist())
        first.is_checked = False
        self.assertFalse(first.checked_by_id or first.checked_at)
        self.assert_refused(application, "release", f"what is in order: {first.name}")
        first.is_checked = True
        self.assert_passes(application, "release", "pickup")

    def test_final_checklist_is_the_registrys(self):
        """Only the registry ticks the final checklist, and only between number and release."""
        application = self.bring_to(self.file(), "final_check")
        for role, user in (*self.users.items(), ("administrator", self.env.ref("base.user_admin"))):
            if role == "registry":
                continue
            with self.subTest(role=role), self.assertRaises(UserError):
                application.with_user(user).action_confirm_final_checklist()
            with self.subTest(role=role), self.assertRaises(UserError):
                application.sudo().final_check_ids[0].with_user(user).is_checked = True
        self.assertFalse(any(application.sudo().final_check_ids.mapped("checked_at")))
        early = self.at("agency_approval", "registry")
        with self.assertRaisesRegex(UserError, "once the letter has its number. It is at Agency Head"):
            early.action_confirm_final_checklist()
        late = self.at("pickup", "registry")
        with self.assertRaisesRegex(UserError, "It is at Ready for Pick-up"):
            late.final_check_ids[0].is_checked = False

    def test_hand_over_needs_the_recipient(self):
        """Who collects the letter is written down, with the number of the identity card."""
        application = self.at("pickup", "pickup")
        self.assert_refused(application, "hand_over", "Recipient, Recipient's Identity Number")
        application.recipient_name = "Budi Santoso"
        self.assert_refused(application, "hand_over", ": Recipient's Identity Number")
        application.recipient_identity = "  "
        self.assert_refused(application, "hand_over", ": Recipient's Identity Number")
        application.recipient_identity = "6472051203850001"
        self.assert_passes(application, "hand_over", "done")
        self.assertTrue(application.handed_over_at)

    def test_representative_collects_with_a_power_of_attorney(self):
        """Somebody else than the applicant shows a power of attorney."""
        application = self.at("pickup", "pickup")
        self.prepare(application, "hand_over")
        application.recipient_is_representative = True
        self.assert_refused(application, "hand_over", "Ask for the power of attorney")
        application.power_of_attorney_seen = True
        self.assert_passes(application, "hand_over", "done")

    # Effects

    def test_correction_clears_the_marks_of_verification(self):
        """Verification looks anew at what was deficient; what was in order stays so."""
        application = self.at("verification", "verification")
        application.action_mark_checklist_ok()
        self.mark_deficient(application, "verification_result")
        application.action_request_correction()
        self.hand_in_correction(self.as_role(application, "customer_service"))
        self.as_role(application, "customer_service").action_complete_correction()
        papers = application.checklist_ids.filtered("applicable")
        self.assertEqual(papers.mapped("verification_result"), [False, *["ok"] * (len(papers) - 1)])
        self.assert_refused(application, "verify_direct", "checklist")

    def test_cancel_closes_open_reviews(self):
        """No OPD need answer for an application that is withdrawn; its registration number stays used."""
        application = self.bring_to(self.file(), "technical")
        number = application.registration_number
        self.as_role(application, "registration").action_cancel("Pemohon menarik permohonan")
        self.assertEqual(application.sudo().review_ids.state, "cancelled")
        self.assertEqual(application.registration_number, number)
        later = self.bring_to(self.file(), "verification")
        self.assertNotEqual(later.registration_number, number)

    def test_dates_are_the_agencys(self):
        """The day on which an exhibition ends is counted as the agency's day, whoever submits it."""
        application = self.file(date_start=date.today() - timedelta(days=3), date_end=date.today() + timedelta(days=1))
        self.assert_passes(application, "submit", "cs_check")


def _escaped(text):
    """Return a text as a regular expression that matches it."""
    return "".join(f"\\{char}" if char in "().[]/" else char for char in text)
