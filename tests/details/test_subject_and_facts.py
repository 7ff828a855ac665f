"""What an application is about is told the same way whatever the service: a subject, and facts with labels."""

from datetime import date, timedelta

from odoo import fields
from odoo.tests import tagged

from ..common import PtspCase
from ..common_documents import text_of_pdf


@tagged("post_install", "-at_install")
class TestSubjectAndFacts(PtspCase):
    """An exhibition is told by its name and its facts; another service by what it asks for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_service = cls.service.copy(
            {
                "name": "Research Recommendation",
                "code": "PNL-01",
                "about": "details",
                "in_force_from": cls.service.in_force_from,
                "letter_template_recommended": "<p>Untuk [[subject]]:</p><p>[[facts]]</p><p>Selesai</p>",
            }
        )
        cls.exhibition = cls.file(date_start=date(2031, 5, 3), date_end=date(2031, 5, 4), expected_visitors=12500)

    @classmethod
    def file_other(cls):
        """File an application under the service that is not about exhibitions."""
        Application = cls.env["ptsp.application"].with_user(cls.users["information"])
        return Application.create(
            {
                "partner_id": cls.applicant.id,
                "service_id": cls.other_service.id,
                "applicant_identity": "6472051203850001",
            }
        )

    def facts(self, application, lang, **kwargs):
        """Return the facts as a dict from labels to values."""
        return {fact.label: fact.value for fact in application.with_context(lang=lang)._facts(**kwargs)}

    def print_form(self, key, records):
        """Return the text of a document, as its reader sees it."""
        content, _kind = self.env["ir.actions.report"]._ptsp_render_pdf(f"ptsp_exhibition.report_{key}", records.ids)
        return text_of_pdf(content)

    def as_if_all_had_happened(self, application):
        """Let an application have what its documents certify."""
        now = fields.Datetime.now()
        application._as_procedure().write(
            {
                "registration_number": f"REG/{application.id}",
                "registered_at": now,
                "invitation_number": f"UND/{application.id}",
                "handed_over_at": now,
            }
        )

    # The subject

    def test_subject(self):
        """The subject of an exhibition is its name; of what has no name, the service."""
        self.assertEqual(self.exhibition.subject, "Kaltim Expo")
        self.exhibition.event_name = "Mahakam Fair"
        self.assertEqual(self.exhibition.subject, "Mahakam Fair")
        self.exhibition.event_name = False
        self.assertEqual(self.exhibition._subject(), self.service.name)
        self.assertEqual(self.file_other()._subject(), "Research Recommendation")

    def test_subject_is_found(self):
        """Officers find applications of any service by their subject."""
        applications = self.exhibition | self.file_other()
        Application = self.env["ptsp.application"].with_user(self.users["verification"])
        for text, application in (("kaltim ex", applications[0]), ("Research Rec", applications[1])):
            self.assertEqual(
                Application.search([("subject", "ilike", text), ("id", "in", applications.ids)]), application
            )

    def test_subject_is_nobodys_to_enter(self):
        """The subject follows from what was declared; nobody enters another."""
        with self.assertRaisesRegex(Exception, "Subject"):
            self.exhibition.subject = "Lain"

    def test_subject_in_the_calendar(self):
        """In the calendar an exhibition stands by its name, elsewhere by its number."""
        self.assertEqual(self.exhibition.display_name, self.exhibition.name)
        self.assertEqual(self.exhibition.with_context(ptsp_show_subject=True).display_name, "Kaltim Expo")

    # The facts

    def test_facts_in_the_language_of_the_reader(self):
        """Labels, dates and numbers are in the language of the reader; Indonesian is that of the documents."""
        english = self.facts(self.exhibition, "en_US")
        self.assertEqual(english["Organiser (EO)"], "PT Borneo Event Organizer")
        self.assertEqual(english["Days of the exhibition"], "3 May 2031 to 4 May 2031")
        self.assertEqual(english["Expected visitors"], "12,500")
        indonesian = self.facts(self.exhibition, "id_ID")
        self.assertEqual(
            list(indonesian),
            [
                "Penyelenggara (EO)",
                "Nama pameran",
                "Tema",
                "Tempat",
                "Alamat tempat",
                "Kota/Kabupaten",
                "Tanggal pameran",
                "Perkiraan pengunjung",
                "Jumlah stan",
            ],
        )
        self.assertEqual(indonesian["Tanggal pameran"], "3 Mei 2031 sampai dengan 4 Mei 2031")
        self.assertEqual(indonesian["Perkiraan pengunjung"], "12.500")
        self.exhibition.date_end = self.exhibition.date_start
        self.assertEqual(self.facts(self.exhibition, "id_ID")["Tanggal pameran"], "3 Mei 2031")

    def test_public_and_brief_facts(self):
        """The public learns what identifies the exhibition; the head of internal forms needs less."""
        self.assertEqual(
            self.facts(self.exhibition, "en_US", public=True),
            {
                "Organiser (EO)": "PT Borneo Event Organizer",
                "Name of the exhibition": "Kaltim Expo",
                "Place": "Convention Hall, Samarinda",
                "Days of the exhibition": "3 May 2031 to 4 May 2031",
            },
        )
        self.assertEqual(
            [fact.key for fact in self.exhibition._facts(brief=True)], ["organizer_name", "event_name", "days"]
        )

    def test_facts_of_another_service(self):
        """A service that is not about exhibitions has none of their facts, whatever a client wrote into the columns."""
        other = self.file_other()
        other.sudo().event_name = "Kaltim Expo"
        self.assertEqual(other._facts(), [])
        self.assertEqual(other._facts(public=True), [])
        self.assertEqual(other._subject(), "Research Recommendation")

    # What rests on them

    def test_other_service_is_submitted_without_exhibition(self):
        """A service that is not about exhibitions asks for none: neither its name nor its days."""
        other = self.file_other()
        other.date_start = other.date_end = date.today() - timedelta(days=9)
        other.action_submit()
        self.assertEqual(other.state, "cs_check")

    def test_placeholders_of_a_letter(self):
        """``[[subject]]`` and ``[[facts]]`` stand for what the application is about, in Indonesian."""
        self.service.letter_template_recommended = (
            "<p>[[subject]]</p><p>[[facts]]</p><p>Dibuka [[date_start]], [[days]]</p>"
        )
        body = self.as_role(self.bring_to(self.exhibition, "drafting"), "processing").letter_body
        self.assertIn("<p>Kaltim Expo</p>", body)
        self.assertIn("<td>Alamat tempat</td><td>:</td><td>Jl. Wahid Hasyim</td>", body)
        self.assertIn("<p>Dibuka 3 Mei 2031, 3 Mei 2031 sampai dengan 4 Mei 2031</p>", body)

    def test_placeholder_of_exhibitions(self):
        """``[[exhibition]]`` of existing texts goes on to tell the exhibition in a few lines, with its place in one."""
        self.service.letter_template_recommended = "<p>[[exhibition]]</p>"
        body = self.as_role(self.bring_to(self.exhibition, "drafting"), "processing").letter_body
        self.assertTrue(
            body.startswith("<table><tbody><tr><td>Nama pameran</td><td>:</td><td>Kaltim Expo</td></tr>"), body
        )
        self.assertIn("<td>Tempat</td><td>:</td><td>Convention Hall, Jl. Wahid Hasyim, Samarinda</td>", body)

    def test_placeholders_of_another_service(self):
        """Where nothing is declared, the paragraph of the facts falls away; that of exhibitions is for the officer."""
        body = self.as_role(self.bring_to(self.file_other(), "drafting"), "processing").letter_body
        self.assertEqual(body, "<p>Untuk Research Recommendation:</p><p>Selesai</p>")
        self.other_service.letter_template_recommended = "<p>[[exhibition]]</p>"
        body = self.as_role(self.bring_to(self.file_other(), "drafting"), "processing").letter_body
        self.assertEqual(body, "<p>[[exhibition]]</p>")

    def test_forms_to_fill_in(self):
        """Empty forms have the lines of the service: those of an exhibition only where it is about one."""
        labels = ("Penyelenggara (EO)", "Nama pameran", "Alamat tempat", "Jumlah stan")
        for key in ("application_form", "power_of_attorney_filing"):
            of_exhibition = self.print_form(f"blank_{key}", self.service)
            of_other = self.print_form(f"blank_{key}", self.other_service)
            for label in labels:
                with self.subTest(document=key, label=label):
                    self.assertRegex(of_exhibition, rf"{label.replace('(', '.').replace(')', '.')} : \.\.\.\.")
                    self.assertNotIn(label, of_other)

    def test_forms_of_an_application(self):
        """The forms of an application name its subject and its facts."""
        for key in ("application_form", "cover_letter", "power_of_attorney_signing"):
            with self.subTest(document=key):
                self.assertIn("Nama pameran : Kaltim Expo", self.print_form(key, self.exhibition))
        self.as_if_all_had_happened(self.exhibition)
        for key in ("checklist", "receipt", "handover", "control_sheet"):
            with self.subTest(document=key):
                text = self.print_form(key, self.exhibition)
                self.assertIn("Nama pameran : Kaltim Expo", text)
                self.assertNotIn("Jl. Wahid Hasyim", text)
        self.assertIn("mengenai Kaltim Expo", self.print_form("meeting_invitation", self.exhibition))
        other = self.file_other()
        self.as_if_all_had_happened(other)
        for key in ("application_form", "checklist", "meeting_invitation", "receipt", "survey_minutes"):
            with self.subTest(document=key, service=other.service_id.name):
                self.assertNotIn("pameran", self.print_form(key, other).replace("Penyelenggara Pameran", ""))

    def test_email_names_the_subject(self):
        """The e-mails to applicants name the subject."""
        application = self.bring_to(self.file_other(), "returned")
        mail = self.env["mail.mail"].search([("model", "=", "ptsp.application"), ("res_id", "=", application.id)])
        self.assertIn("mengenai <b>Research Recommendation</b>", mail.body_html)
