"""The register of complaints, printed of what is chosen in the list (F-14.4)."""

from odoo.tests import tagged

from ..common_documents import text_of_pdf
from .common_complaint import ComplaintCase


@tagged("post_install", "-at_install")
class TestComplaintRegister(ComplaintCase):
    """An officer chooses complaints and prints them."""

    def text(self, complaints, user=None):
        """Return the text of the register of complaints."""
        reports = self.env["ir.actions.report"].with_user(user or self.handler)
        reports = reports.with_context(force_report_rendering=True)
        content, _kind = reports._render_qweb_pdf("ptsp_exhibition.report_complaint_register", complaints.ids)
        return text_of_pdf(content, "raw")

    def test_register(self):
        """One line each, in the order in which they came, with what became of it; nobody else's name."""
        first = self.enter(complainant_name="Budi", service_id=self.service.id)
        second = self.enter(text="Terima kasih. " * 60, kind="thanks", channel="phone")
        secret, _code = self.sent(complainant_name="Siti Rahasia", confidential="1")
        secret.with_user(self.complaint_manager).action_pass_on()
        second.action_answer("Sama-sama.")
        chosen = second + secret + first
        text = self.text(chosen)
        service = " ".join(self.service.with_context(lang="id_ID").name.split()[-3:])
        for words in (
            "F-14.4",
            "Register Pengaduan, Saran, dan Masukan",
            f"{service}: Berkas saya",
            "Budi",
            "Apresiasi",
            "Telepon",
            "Sudah dijawab",
            "Dirahasiakan",
            "Jumlah: 3 (tiga).",
            *chosen.mapped("name"),
        ):
            self.assertIn(words, text)
        self.assertLess(text.index(first.name), text.index(second.name))
        self.assertNotIn("Siti", text)
        self.assertNotIn("Siti", self.text(chosen, self.complaint_manager))
        self.assertLess(text.count("Terima kasih."), 30)
