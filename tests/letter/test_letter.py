"""The letter: its text, its revisions, its number, and the file that is kept."""

import hashlib
import subprocess
import tempfile
from datetime import date, datetime

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestLetter(PtspCase):
    """The text is filled in from the service, edited until it is submitted, and frozen once it is signed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(event_name="Pameran R&D <Kaltim>"), "drafting")
        cls.draft = cls.as_role(cls.application, "processing")

    def bring_on(self, state):
        """Bring the draft on to ``state``."""
        for source, role, step, _target in self._way_to(state)[4:]:
            if self.application.state == source:
                step(self, self.as_role(self.application, role))
        self.assertEqual(self.application.state, state)

    # The text

    def test_filled_in_on_entering_drafting(self):
        """The officer finds a text in which everything that is known stands already, in Indonesian."""
        body = self.draft.letter_body
        self.assertIn(self.application.registration_number, body)
        self.assertIn("Pameran R&amp;D &lt;Kaltim&gt;", body)
        self.assertIn("memberikan rekomendasi", body)
        self.assertNotIn("[[", body)
        self.assertEqual(body, self.draft.letter_body_origin)

    def test_dates_in_indonesian(self):
        """Dates stand in long Indonesian form, whatever the language of the officer."""
        application = self.file(date_start=date(2031, 5, 3), date_end=date(2031, 8, 5), expected_visitors=12500)
        self.bring_to(application, "drafting")
        self.assertIn("3 Mei 2031 sampai dengan 5 Agustus 2031", self.as_role(application, "processing").letter_body)

    def test_registered_on_the_agencys_day(self):
        """The day of registration is the agency's, not that of Greenwich."""
        application = self.bring_to(self.file(date_start="2031-05-03", date_end="2031-05-03"), "registration")
        # 07.30 WITA on the next day.
        with freeze_time("2031-01-06 23:30:00"):
            self.register(self.as_role(application, "registration"))
        self.verify_direct(self.as_role(application, "verification"))
        self.assertIn("7 Januari 2031", self.as_role(application, "processing").letter_body)

    def test_after_an_opinion(self):
        """The text is filled in after a technical opinion as well."""
        application = self.as_role(self.bring_to(self.file(), "drafting", technical=True), "processing")
        self.assertIn(application.registration_number, application.letter_body)

    def test_decision_changes_the_text(self):
        """Another decision brings the text of that decision, as long as nobody has edited it."""
        self.draft.decision = "refused"
        self.assertIn("belum dapat diberikan", self.draft.letter_body)
        self.assertIn("[[refusal_reason]]", self.draft.letter_body)
        self.draft.refusal_reason = "Lokasi <tidak> sesuai & terlalu dekat"
        self.assertIn("Lokasi &lt;tidak&gt; sesuai &amp; terlalu dekat", self.draft.letter_body)
        self.draft.refusal_reason = "Lokasi tidak sesuai"
        self.assertIn("Lokasi tidak sesuai</p>", self.draft.letter_body)
        self.draft.decision = "recommended"
        self.assertIn("memberikan rekomendasi", self.draft.letter_body)

    def test_edited_text_stays(self):
        """A text that an officer has edited is not overwritten."""
        self.draft.letter_body = "<p>Rekomendasi yang ditulis sendiri</p>"
        for vals in ({"decision": "refused"}, {"refusal_reason": "Lokasi tidak sesuai"}, {"decision": "recommended"}):
            self.draft.write(vals)
            self.assertEqual(self.draft.letter_body, "<p>Rekomendasi yang ditulis sendiri</p>")

    def test_decision_together_with_a_text(self):
        """A text that comes together with the decision is the officer's own."""
        self.draft.write({"decision": "recommended", "letter_body": "<p>Ditulis sendiri</p>"})
        self.assertEqual(self.draft.letter_body, "<p>Ditulis sendiri</p>")

    def test_emptied_text_is_filled_in_again(self):
        """An officer who empties the text and chooses a decision gets the text of that decision."""
        self.draft.letter_body = "<p><br></p>"
        self.draft.decision = "refused"
        self.assertIn("belum dapat diberikan", self.draft.letter_body)

    def test_edited_text_survives_a_return(self):
        """What an officer has written is still there when the file comes back to drafting."""
        self.draft.write({"decision": "recommended", "letter_body": "<p>Ditulis sendiri</p>"})
        self.bring_on("section_review")
        self.as_role(self.application, "section_head").action_section_return("Salah ketik")
        self.assertEqual(self.draft.letter_body, "<p>Ditulis sendiri</p>")

    def test_template_of_the_service(self):
        """The text is the service's; a placeholder that nobody knows is left for the officer."""
        self.service.letter_template_recommended = "<p>Untuk [[ partner_name ]] di [[city]]: [[nomor_izin]]</p>"
        draft = self.as_role(self.bring_to(self.file(), "drafting"), "processing")
        self.assertEqual(draft.letter_body, "<p>Untuk PT Borneo Event Organizer di Samarinda: [[nomor_izin]]</p>")

    def test_announcement_stays_with_what_follows(self):
        """A line such as *dengan alasan:* does not stand alone at the end of a page."""
        self.draft.letter_body = "<p style='text-align: center'>dengan <b>alasan:</b> </p><p>Lokasi: taman.</p>"
        printed = self.draft._letter_content()["body"]
        self.assertIn('<p style="break-after: avoid; text-align: center', printed)
        self.assertEqual(printed.count("break-after"), 1)
        self.draft.letter_body = False
        self.assertEqual(self.draft._letter_content()["body"], "<div></div>")

    def test_value_that_looks_like_a_placeholder(self):
        """What an applicant writes is text, never a placeholder that is filled in."""
        application = self.file(event_name="[[applicant_identity]]", event_theme="[[registration_number]]")
        draft = self.as_role(self.bring_to(application, "drafting"), "processing")
        self.assertIn("[[registration_number]]", draft.letter_body)
        self.assertNotIn("6472051203850001", draft.letter_body)
        draft.decision = "recommended"
        self.assert_refused(draft, "submit_draft", "still has something to fill in")

    def test_service_without_a_template(self):
        """Where the service has no text, the officer writes one."""
        self.service.letter_template_recommended = False
        draft = self.as_role(self.bring_to(self.file(), "drafting"), "processing")
        self.assertFalse(draft.letter_body)
        draft.write({"decision": "recommended", "letter_body": "<p>Ditulis sendiri</p>"})
        draft.action_submit_draft()

    # Revisions

    def test_revisions(self):
        """Each submission is the next revision."""
        self.assertEqual(self.draft.draft_revision, 0)
        for revision in (1, 2, 3):
            self.bring_on("section_review")
            self.assertEqual(self.draft.draft_revision, revision)
            self.as_role(self.application, "section_head").action_section_return("Salah ketik")

    def test_frozen_after_submission(self):
        """A draft that was submitted is no longer written, by nobody and at no step that follows."""
        for state in (
            "section_review",
            "division_review",
            "agency_approval",
            "numbering",
            "final_check",
            "pickup",
            "done",
        ):
            self.bring_on(state)
            body = self.application.sudo().letter_body
            for user in (
                self.users["processing"],
                self.users["section_head"],
                self.users["agency_head"],
                self.users["registry"],
                self.env.ref("base.user_root"),
            ):
                for vals in ({"letter_body": "<p>Lain</p>"}, {"decision": "refused"}, {"refusal_reason": "Lain"}):
                    with self.subTest(state=state, user=user.login, vals=vals), self.assertRaises(UserError):
                        self.application.with_user(user).write(vals)
            self.assertEqual(self.application.sudo().letter_body, body)

    # The number

    def test_number(self):
        """The letter bears the agency's number with the Roman month of its date."""
        self.bring_on("numbering")
        # 1 November 2031, 00.30 WITA.
        with freeze_time("2031-10-31 16:30:00"):
            self.number(self.as_role(self.application, "registry"))
        self.assertRegex(self.application.letter_number, r"^503/\d{4}/PAR-05/DPMPTSP/XI/2031$")
        self.assertEqual(self.application.letter_date, date(2031, 11, 1))

    def test_numbers_are_gapless(self):
        """Letters are numbered one after the other; a refused attempt uses no number."""
        self.bring_on("numbering")
        registry = self.as_role(self.application, "registry")
        logo, self.env.company.logo = self.env.company.logo, False
        self.assert_refused(registry, "number", "lacks the logo")
        self.env.company.logo = logo
        others = self.bring_to(self.file(2), "numbering")
        applications = registry + self.as_role(others, "registry")
        for application in applications:
            application.action_number()
        first = int(self.application.letter_number.split("/")[1])
        self.assertEqual(
            [int(application.letter_number.split("/")[1]) for application in applications],
            [first, first + 1, first + 2],
        )

    # The file

    def pdf_text(self, content):
        """Return the text of a PDF, as a reader of the paper would see it."""
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(content)
            file.flush()
            result = subprocess.run(["pdftotext", "-layout", file.name, "-"], capture_output=True, check=True)
        return " ".join(result.stdout.decode().split())

    def test_kept_file(self):
        """The final letter is kept as a PDF with number, date, text and signatory, and its fingerprint fits."""
        self.users["agency_head"].name = "Puguh Harjanto"
        self.bring_on("pickup")
        application = self.application.sudo()
        letter = application.letter_attachment_id
        self.assertTrue(letter.raw.startswith(b"%PDF-"))
        self.assertEqual(letter.mimetype, "application/pdf")
        self.assertEqual(letter.name, f"{application.letter_number.replace('/', '-')}.pdf")
        self.assertEqual((letter.res_model, letter.res_id), ("ptsp.application", application.id))
        self.assertEqual(application.letter_sha256, hashlib.sha256(letter.raw).hexdigest())
        self.assertEqual(application.control_ids[-2].document_sha256, application.letter_sha256)
        text = self.pdf_text(letter.raw)
        for expected in (
            application.letter_number,
            application._official_text(application.letter_date),
            "Pameran R&D <Kaltim>",
            "PT Borneo Event Organizer",
            application.registration_number,
            "Puguh Harjanto",
        ):
            self.assertIn(expected, text)
        self.assertNotIn("[[", text)

    def test_kept_file_of_a_refusal(self):
        """A refusal says so, and why."""
        self.draft.write({"decision": "refused", "refusal_reason": "Lokasi tidak sesuai tata ruang"})
        self.draft.action_submit_draft()
        self.bring_on("pickup")
        text = self.pdf_text(self.application.sudo().letter_attachment_id.raw)
        self.assertIn("belum dapat diberikan", text)
        self.assertIn("Lokasi tidak sesuai tata ruang", text)

    def test_file_is_made_once(self):
        """What was numbered stays as it was, whatever changes afterwards in the agency or at the applicant."""
        self.bring_on("pickup")
        application = self.application.sudo()
        content, attachment = application.letter_attachment_id.raw, application.letter_attachment_id
        application.partner_id.name = "PT Lain"
        self.env.company.name = "Dinas Lain"
        self.bring_on("done")
        self.assertEqual(application.letter_attachment_id, attachment)
        self.assertEqual(attachment.raw, content)

    def test_letter_fetches_nothing(self):
        """No text of a letter makes the server read a file or an address."""
        self.draft.letter_body = (
            "<p>Rekomendasi</p><img src='file:///etc/hostname'/><img src='http://127.0.0.1:1/x.png'/>"
        )
        report = self.env["ir.actions.report"]
        content, _kind = report._ptsp_render_pdf("ptsp_exhibition.report_letter", self.application.ids)
        self.assertIn("Rekomendasi", self.pdf_text(content))

    def test_times_of_signing(self):
        """When and by whom the letter was signed is noted with the signature."""
        self.bring_on("agency_approval")
        before = fields.Datetime.now()
        self.as_role(self.application, "agency_head").action_sign()
        application = self.application.sudo()
        self.assertEqual(application.signatory_id, self.users["agency_head"])
        self.assertTrue(before <= application.signed_at <= datetime.utcnow())
