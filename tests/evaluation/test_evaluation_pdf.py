"""What stands on F-21 and F-22."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common_documents import text_of_pdf
from ..pictures import drawn
from .common_evaluation import EvaluationCase

ROLE = "processing"


@tagged("post_install", "-at_install")
class TestEvaluationPdf(EvaluationCase):
    """The evaluation as both sign it, and the self-assessment with its evidence."""

    def text(self, report, record):
        """Return the text of the print of a record."""
        reports = self.env["ir.actions.report"].with_user(record.env.user)
        reports = reports.with_context(force_report_rendering=True)
        return text_of_pdf(reports._render_qweb_pdf(f"ptsp_exhibition.{report}", record.ids)[0])

    def test_evaluation(self):
        """F-21 has the figures, each criterion with its mark, both words, both names and the fingerprint."""
        self.open_evaluations()
        self.mark(ROLE).superior_remark = "Konsep surat rapi"
        with self.assertRaisesRegex(UserError, "gives it back first"):
            self.text("report_evaluation", self.of(ROLE, "section_head"))
        self.bring_evaluation(ROLE, "answered")
        self.assertIn("belum ditandatangani", self.text("report_evaluation", self.of(ROLE, ROLE)))
        self.of(ROLE, ROLE).officer_signature = drawn()
        self.of(ROLE, "section_head").superior_signature = drawn()
        one = self.of(ROLE, ROLE)
        text = self.text("report_evaluation", one)
        year, half = self.semester.split("-")
        for words in (
            "F-21",
            "Evaluasi Kinerja Pelaksana",
            f"Semester {half} Tahun {year}",
            "Konsep surat rapi",
            "Setuju.",
            "80,00 dari 100",
            "80 dari 100",
            "Langkah yang ditandatangani",
            one.sha256,
        ):
            self.assertIn(words, text)

    def test_self_assessment(self):
        """F-22 has the aspects with score, target, gap and evidence."""
        assessment = self.env["ptsp.self.assessment"].with_user(self.users["manager"])
        one = assessment.create({"service_id": self.service.id, "year": self.company._ptsp_today().year})
        one.line_ids.write({"score": 3.5})
        text = self.text("report_self_assessment", one.with_user(self.users["auditor"]))
        for words in ("F-22", "Penilaian Mandiri Pelayanan", "PEKPPP", "3,50", "0,50", "Kesenjangan", "belum ditutup"):
            self.assertIn(words, text)
        self.assertIn(self.service.sop_number, text)
