"""The official documents: each says what the record says, whatever is written in it."""

import io
import logging
import subprocess
import tempfile
from datetime import timedelta

from pypdf import PdfReader

from odoo import fields
from odoo.tests import tagged

from ...tools import typesetter
from ..common import PtspCase
from ..common_documents import tags_of_pdf
from ..stopwatch import timed

_logger = logging.getLogger(__name__)

#: Documents of an application, with the codes of the SOP.
OF_APPLICATION = {
    "application_form": "F-01",
    "checklist": "F-02",
    "power_of_attorney_signing": "F-03",
    "power_of_attorney_filing": "F-04",
    "receipt": "F-05",
    "control_sheet": "F-06",
    "verification_form": "F-07",
    "cover_letter": "F-08",
    "survey_minutes": "F-09",
    "meeting_invitation": "F-10",
    "letter": "F-11",
    "handover": "F-12",
    "questionnaire": "F-13",
    "requests": "F-15",
    "sop_steps": "L-01",
}
#: Forms that are also handed out empty, to people who come without anything.
BLANK_FORMS = ("application_form", "checklist", "power_of_attorney_filing", "power_of_attorney_signing")

LONG = "Gelar " * 83 + "!!"
HOSTILE = {
    "organizer_name": "PT <script>alert(1)</script> & Rekan",
    "event_name": LONG,
    "event_theme": "مرحبا بالعالم",
    "venue": "Balai 🎪 Kota",
    "venue_address": "Jl. \"Wahid\" 'Hasyim' </td></table>",
}


@tagged("post_install", "-at_install")
class TestDocuments(PtspCase):
    """Fifteen documents, each in Indonesian, on the agency's paper, with the last line of the SOP."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.env.company
        company.write(
            {"name": "Dinas Penanaman Modal", "street": "Jl. Basuki Rahmat 56", "city": "Samarinda", "phone": "0541-1"}
        )
        cls.positive = cls.bring_to(cls.file(), "done")
        cls.represented = cls.bring_to(
            cls.file(is_represented=True, representative_id=cls.portal_user.partner_id.id), "done", technical=True
        )
        cls.negative = cls.bring_to(cls.file(), "drafting")
        cls.as_role(cls.negative, "processing").write({"decision": "refused", "refusal_reason": "Denah tidak berskala"})
        cls.submit_refusal(cls.negative)
        cls.hand_over(cls, cls.as_role(cls.negative, "pickup"))
        cls.hostile = cls.bring_to(cls.file(**HOSTILE), "done", technical=True)
        # As if each had been called to a meeting on its way.
        called = cls.positive | cls.represented | cls.negative | cls.hostile
        called._as_procedure().write({"invitation_number": "0001/UND", "invitation_date": fields.Date.today()})
        # And as if each had been asked something.
        asked = (
            cls.env["ptsp.request"]
            ._as_procedure()
            .create([{"application_id": application.id, "text": "Denah belum berskala"} for application in called])
        )
        asked.write({"desk": "verification"})
        asked._send(fields.Datetime.now())

    @classmethod
    def submit_refusal(cls, application):
        """Bring a refusal from drafting to the pick-up desk."""
        cls.as_role(application, "processing").action_submit_draft()
        cls.as_role(application, "section_head").action_section_approve()
        cls.as_role(application, "division_head").action_division_approve()
        cls.as_role(application, "agency_head").action_sign()
        cls.number(cls, cls.as_role(application, "registry"))
        cls.release(cls, cls.as_role(application, "registry"))

    def document(self, key):
        """Return the report that prints a document."""
        return self.env["ir.actions.report"]._get_report_from_name(f"ptsp_exhibition.report_{key}")

    def render(self, key, records, role="auditor"):
        """Return a document as the print menu gives it."""
        Report = self.env["ir.actions.report"].with_user(self.users[role]).with_context(force_report_rendering=True)
        content, extension = Report._render_qweb_pdf(f"ptsp_exhibition.report_{key}", records.ids)
        self.assertEqual(extension, "pdf")
        return content

    @staticmethod
    def text_of(content):
        """Return the text of a PDF on one line, as pdftotext reads it."""
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(content)
            file.flush()
            result = subprocess.run(["pdftotext", "-raw", file.name, "-"], capture_output=True, check=True)
        return " ".join(result.stdout.decode().split())

    def text(self, key, records, role="auditor"):
        return self.text_of(self.render(key, records, role))

    def assert_says(self, text, *facts):
        """Each fact stands in the text; blanks do not count, for a line may break anywhere."""
        squeezed = "".join(text.split()).casefold()
        missing = [fact for fact in facts if "".join(str(fact).split()).casefold() not in squeezed]
        self.assertFalse(missing)

    # All of them

    def facts(self, key, application):
        """Return what a document must say of an application."""
        day = application._official_text
        review = application.review_ids[:1]
        days = application.with_context(lang="id_ID")._days_of_exhibition()
        exhibition = (application.organizer_name, application.event_name, days)
        reference = (application.registration_number, application.partner_id.name, application.organizer_name)
        paper = application.checklist_ids[0].with_context(lang="id_ID").name
        facts = {
            "application_form": (application.partner_id.name, application.applicant_identity, *exhibition),
            "checklist": (*reference, paper, "Sesuai", self.users["customer_service"].name),
            "power_of_attorney_filing": ("mengurus permohonan", application.applicant_identity, *exhibition),
            "power_of_attorney_signing": ("menandatangani formulir", application.applicant_identity, *exhibition),
            "receipt": (*reference, "1 (satu) hari kerja", "tidak dipungut biaya", self.users["registration"].name),
            "control_sheet": (*reference, application.sudo().chain_hash, self.users["section_head"].name),
            "verification_form": (*reference, "Hasil verifikasi", self.users["verification"].name),
            "cover_letter": (application.registration_number, *exhibition),
            "survey_minutes": (application.registration_number, "Kesimpulan", *exhibition),
            "meeting_invitation": (application.name, "0001/UND", application.organizer_name, "kami mengundang"),
            "letter": (
                application.letter_number,
                day(application.letter_date),
                *exhibition,
                self.users["agency_head"].name,
                "Undang-Undang Nomor 25 Tahun 2009",
                application._verification_url(),
                "Lembar untuk: Pemohon",
                "Lembar untuk: Arsip",
                "Lembar untuk: Verifikasi",
                self.users["division_head"].name,
            ),
            "handover": (application.letter_number, application.partner_id.name, application.event_name),
            "questionnaire": (application.name, "kewajaran biaya", "Gratis"),
            "requests": (application.name, "1 (satu) hal", "Denah belum berskala", "Verifikasi", "Jawaban"),
            "sop_steps": (application.name, "Uraian proses", "Petugas", "10–30 menit"),
        }[key]
        if application.decision == "refused" and key == "letter":
            facts += ("Penolakan", application.refusal_reason, "mengajukan permohonan baru")
        if application.is_represented and key in ("application_form", "power_of_attorney_filing", "receipt"):
            facts += (application.representative_id.name,)
        if review and key in ("verification_form", "cover_letter"):
            facts += (review.agency_id.name, review.kind, review.cover_letter_number)
        return facts

    def test_every_document_of_every_case(self):
        """Each document says what the record says: granted, refused, represented, and with hostile text."""
        for case in ("positive", "negative", "represented", "hostile"):
            application = getattr(self, case)
            for key in OF_APPLICATION:
                with self.subTest(case=case, document=key):
                    text = self.text(key, application)
                    code = OF_APPLICATION[key]
                    service = application.service_id
                    title = application._letter_title() if key == "letter" else self.document(key).ptsp_title
                    facts = [fact for fact in self.facts(key, application) if "مرحبا" not in str(fact)]
                    self.assert_says(
                        text,
                        *facts,
                        "Dinas Penanaman Modal",
                        f"{code} {title} · {service.sop_number} Rev. {service.sop_revision}",
                    )
                    self.assertRegex(text, r"Halaman 1 dari \d")

    def test_hostile_text_is_only_text(self):
        """Names with markup, of 500 characters, from right to left, or with pictures are printed as they are."""
        self.assertEqual(len(LONG), 500)
        for key in ("application_form", "letter", "survey_minutes"):
            with self.subTest(document=key):
                text = self.text(key, self.hostile)
                self.assert_says(text, HOSTILE["organizer_name"], LONG, "🎪")
                # Readers of PDF disagree on the order of letters that run from right to left; none is lost.
                self.assertLessEqual(set("مرحبا"), set(text))
        self.assert_says(self.text("application_form", self.hostile), HOSTILE["venue_address"])

    def test_languages_and_users(self):
        """The documents are the same in whatever language the user works."""
        for key in ("receipt", "control_sheet", "sop_steps"):
            texts = set()
            for lang in ("en_US", "id_ID"):
                self.users["auditor"].lang = lang
                texts.add(self.text(key, self.positive).partition("Dicetak")[0])
            with self.subTest(document=key):
                self.assertEqual(len(texts), 1)

    def test_blank_forms(self):
        """Forms are also printed empty, for people who come without anything; so are leaflet and steps."""
        for key in BLANK_FORMS:
            with self.subTest(document=key):
                text = self.text(f"blank_{key}", self.service, role="information")
                self.assert_says(text, self.document(key).ptsp_title.upper(), ".........", self.service.sop_number)
                self.assertNotIn("PT Borneo", text)
        self.assert_says(self.text("blank_checklist", self.service), "Proposal Kegiatan", "Hanya apabila")
        leaflet = self.render("service_leaflet", self.service, role="information")
        self.assertEqual(len(PdfReader(io.BytesIO(leaflet)).pages), 1)
        self.assert_says(
            self.text_of(leaflet), "Senin–Kamis 08.00–19.00 WITA", "Jumat 08.00–11.00", "Tidak dipungut biaya"
        )
        self.assert_says(self.text("service_sop_steps", self.service), "Lampiran 1")

    # What each is made of

    def test_archived_and_accessible(self):
        """What is archived is PDF/A-3b, the rest PDF/UA; all have embedded fonts, structure, title and language."""
        for key in OF_APPLICATION:
            with self.subTest(document=key):
                reader = PdfReader(io.BytesIO(self.render(key, self.positive)))
                catalog = reader.trailer["/Root"]
                metadata = catalog["/Metadata"].get_data().decode()
                self.assertIn("pdfaid:part" if key == "letter" else "pdfuaid:part", metadata)
                self.assertEqual(catalog["/Lang"], "id")
                self.assertTrue(catalog["/MarkInfo"]["/Marked"])
                self.assertEqual(reader.metadata.title, self.document(key).ptsp_title)
                for page in reader.pages:
                    for font in page["/Resources"].get("/Font", {}).values():
                        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
                        self.assertTrue({"/FontFile2", "/FontFile3"} & set(descriptor.get_object()))

    def test_layout_is_no_table(self):
        """Who has a letter read aloud hears its subject as heading, and as table only who initialled it."""
        tags = tags_of_pdf(self.render("letter", self.positive))
        self.assertEqual((tags.count("/H1"), tags.count("/Table")), (3, 1))
        self.assertIn("/Table", tags_of_pdf(self.render("control_sheet", self.positive)))

    def test_paper(self):
        """The agency chooses its paper: A4 or F4 (Folio)."""
        for paper, size in (("a4", (210, 297)), ("f4", (215, 330))):
            self.env.company.ptsp_paper = paper
            for key, expected in (("receipt", size), ("control_sheet", size[::-1])):
                with self.subTest(paper=paper, document=key):
                    box = PdfReader(io.BytesIO(self.render(key, self.positive))).pages[0].mediabox
                    found = tuple(round(float(points) / 72 * 25.4) for points in (box.width, box.height))
                    self.assertEqual(found, expected)

    def test_revision_of_filing(self):
        """The last line names the revision of the SOP under which the application was filed."""
        revision = self.service.copy({"in_force_from": fields.Date.today() - timedelta(days=1)})
        self.assertNotEqual(revision.sop_revision, self.service.sop_revision)
        self.assert_says(self.text("receipt", self.positive), f"Rev. {self.service.sop_revision}")
        self.assert_says(
            self.text("receipt", self.bring_to(self.file(), "verification")), f"Rev. {revision.sop_revision}"
        )

    def test_page_numbers_of_many(self):
        """Of many documents printed at once, each counts its own pages."""
        text = self.text("receipt", self.positive | self.negative | self.represented)
        self.assertEqual(text.count("Halaman 1 dari 1"), 3)

    def test_signature_is_not_cut(self):
        """However long the letter is, the signature block stands whole on one page."""
        for lines in range(20, 44, 4):
            application = self.negative.copy()
            self.bring_to(application, "drafting")
            as_officer = self.as_role(application, "processing")
            as_officer.write({"decision": "recommended", "letter_body": "<p>Paragraf.</p>" * lines})
            reader = PdfReader(io.BytesIO(self.render("letter", application, "processing")))
            [block] = [page.extract_text() for page in reader.pages if "Kepala Dinas," in page.extract_text()]
            self.assertRegex(block, r"Kepala Dinas,\s+\.{10}")

    def test_control_sheet(self):
        """The control sheet prints the seventeen steps, each line with actor, times, minutes, norm and initials."""
        application = self.positive
        text = self.text("control_sheet", application)
        for number in range(1, 18):
            self.assertRegex(text, rf"\b{number}\b")
        for line in application.sudo().control_ids.filtered("ended_at"):
            self.assert_says(text, line.user_id.name, application._official_clock(line.ended_at))
        self.assert_says(text, f"({application.sudo().control_count} baris selesai)")

    def test_conditions_of_opd(self):
        """What an OPD asks of the organiser stands in the letter, with the name of the OPD."""
        application = self.bring_to(self.file(), "technical", technical=True)
        review = self.as_role(application, "technical").review_ids
        review.action_issue("Tidak keberatan", conditions="Parkir di sisi timur\n\n Petugas <b>jaga</b> 24 jam ")
        self.as_role(application, "processing").decision = "recommended"
        text = self.text("letter", application, "processing")
        self.assert_says(
            text, f"Parkir di sisi timur ({self.agency.name})", f"Petugas <b>jaga</b> 24 jam ({self.agency.name})"
        )

    # Who signs

    def test_signatory_in_office(self):
        """The signature block names title, name, rank and NIP of whoever is in office on that day, acting or not."""
        today = fields.Date.today()
        head = self.users["agency_head"]
        self.env["ptsp.signatory"].create(
            [
                {
                    "user_id": head.id,
                    "name": "Dr. H. Rahmat, M.Si.",
                    "title": "Kepala Dinas",
                    "capacity": "plt",
                    "rank": "Pembina Tingkat I",
                    "employee_number": "19680517 199903 1 004",
                    "date_from": today - timedelta(days=10),
                    "date_to": today + timedelta(days=10),
                },
                {
                    "user_id": head.id,
                    "name": "Orang Lama",
                    "title": "Kepala",
                    "date_from": today - timedelta(days=90),
                    "date_to": today - timedelta(days=11),
                },
            ]
        )
        text = self.text("letter", self.bring_to(self.file(), "pickup"))
        self.assert_says(
            text, "Plt. Kepala Dinas,", "Dr. H. Rahmat, M.Si.", "Pembina Tingkat I", "NIP. 19680517 199903 1 004"
        )
        self.assertNotIn("Orang Lama", text)

    # Figures

    def test_batch_of_receipts(self):
        """A hundred receipts are one PDF, at 0.15 s or less for each beyond the first."""
        applications = self.bring_to(self.file(100), "verification")
        self.render("receipt", self.positive)
        first, _content = timed(self.render, "receipt", applications[:1])
        every, content = timed(self.render, "receipt", applications)
        each = (every - first) / 99
        _logger.info("first receipt %.3f s, each further one of 100 %.3f s", first, each)
        self.assertEqual(len(PdfReader(io.BytesIO(content)).pages), 100)
        self.assertLessEqual(each, 0.15)

    def test_faster_than_wkhtmltopdf(self):
        """Short, long and tabular documents take at most 0.7 of the time of Odoo's engine for the same HTML."""
        Report = self.env["ir.actions.report"].with_context(lang="id_ID")
        for key in ("receipt", "application_form", "checklist", "control_sheet", "letter"):
            html = Report._render_qweb_html(f"ptsp_exhibition.report_{key}", self.positive.ids)[0].decode()
            variant = self.document(key).ptsp_pdf_variant
            ours = sorted(timed(typesetter.typeset, html, variant)[0] for _turn in range(3))[1]
            theirs, _content = timed(Report._run_wkhtmltopdf, [html])
            with self.subTest(document=key):
                _logger.info("%s: %.3f s, wkhtmltopdf %.3f s, ratio %.2f", key, ours, theirs, ours / theirs)
                self.assertLessEqual(ours / theirs, 0.7)
