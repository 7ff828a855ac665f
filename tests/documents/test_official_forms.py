"""The forms as an agency hands them out: one word for one thing, names with NIP, room to write."""

import io
import re
from pathlib import Path

from pypdf import PdfReader

from odoo.tests import tagged

from ..common_documents import PrintCase

REPORTS = Path(__file__).resolve().parents[2] / "report"
DATA = REPORTS.parent / "data"
#: Words that the agency does not use, by what it says instead.
NOT_OFFICIAL = {
    "Kepada Yth": "Yth.",
    "Perihal": "Hal",
    "Norma": "Waktu Baku",
    "norma": "waktu baku",
    "Tahap": "Langkah",
    "Nomor pendaftaran": "Nomor Registrasi",
    "Tanya dan keluhan": "Informasi, Pengaduan, dan Saran",
    "Akhir rantai": "Nilai hash terakhir",
    "Angka ini": "Nilai ini",
    "surat yang asli": "surat asli",
    "antrian": "antrean",
    "survey ": "survei",
    "otocopy": "fotokopi",
    "e-mail": "surel",
    "via telp": "melalui telepon",
    "alasan tersebut dipenuhi": "kekurangan tersebut dilengkapi",
    "Pergub ": "Peraturan Gubernur",
}


@tagged("post_install", "-at_install")
class TestOfficialForms(PrintCase):
    """What stands on paper, read as an officer reads it."""

    def test_words(self):
        """Prints and the Indonesian texts of the data use one word for one thing."""
        of_service = [DATA / name for name in ("legal_basis.xml", "service.xml", "steps.xml")]
        paths = [*REPORTS.glob("*.xml"), *REPORTS.glob("*.py"), *of_service]
        for path in paths:
            text = path.read_text(encoding="utf-8")
            # What only developers read.
            text = re.sub(r"<!--.*?-->|t-[a-z-]+=\"[^\"'%]*\"", "", text, flags=re.DOTALL)
            for word, official in NOT_OFFICIAL.items():
                if path.parent == DATA and word in ("e-mail", "survey "):
                    # English texts of steps, which are translated.
                    continue
                with self.subTest(path=path.name, instead=official):
                    self.assertNotRegex(text, rf"{re.escape(word)}(?!\w)")
        mails = (DATA / "mail_template.xml").read_text(encoding="utf-8")
        self.assertNotIn("Saudara", mails)

    def test_draft_on_every_page(self):
        """Each page of a draft says so; the numbered letter beside it does not."""
        draft = self.bring_to(self.file(), "drafting")
        self.as_role(draft, "processing").write(
            {"decision": "recommended", "letter_body": "<p>Paragraf yang cukup panjang.</p>" * 90}
        )
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(self.print_pdf("letter", draft))).pages]
        self.assertGreater(len(pages), 2)
        for page in pages:
            self.assertIn("KONSEP", page)
        letter = self.bring_to(self.file(), "pickup")
        for page in PdfReader(io.BytesIO(self.print_pdf("letter", letter))).pages:
            self.assertNotIn("KONSEP", page.extract_text())

    def test_receipt_certifies_what_was_handed_in(self):
        """The receipt lists the papers that the registration desk has marked as received, and no others."""
        application = self.bring_to(self.file(), "registration")
        desk = self.as_role(application, "registration")
        optional = application.checklist_ids[1]
        self.env.flush_all()
        self.env.cr.execute("UPDATE ptsp_checklist_line SET mandatory = false WHERE id = %s", [optional.id])
        self.env.invalidate_all()
        (desk.checklist_ids.filtered("applicable") - optional).write({"registration_result": "ok"})
        desk.action_register()
        text = self.print_text("receipt", application)
        self.assertIn("5 (lima) persyaratan", text)
        self.assertNotIn(optional.with_context(lang="id_ID").name, text)
        self.assertIn(application.checklist_ids[0].with_context(lang="id_ID").name, text)

    def test_receipt_says_how_to_follow(self):
        """The receipt says how to ask for the file by its number, and how to come to an account that shows it."""
        application = self.bring_to(self.file(), "verification")
        self.allow_sign_up()
        text = self.print_text("receipt", application)
        self.assertIn("dengan menyebutkan nomor registrasi", text)
        self.assertIn("/my/applications dengan akun beralamat surel eo@example.com", text)
        self.assertIn("Mintalah undangan akun kepada petugas, atau buatlah akun itu sendiri", text)
        self.allow_sign_up("b2b")
        text = self.print_text("receipt", application)
        self.assertIn("Mintalah undangan akun kepada petugas.", text)

    def test_receipt_for_who_has_an_account(self):
        """Who has an account is told with which login; who has left no address, to leave one."""
        application = self.bring_to(self.file(partner_id=self.portal_user.partner_id.id), "verification")
        text = self.print_text("receipt", application)
        said = "/my/applications dengan akun Saudara, test_applicant, yang diaktifkan melalui undangan di surel"
        self.assertIn(said, text)
        self.portal_user.with_user(self.portal_user)._update_last_login()
        self.env.invalidate_all()
        text = self.print_text("receipt", application)
        self.assertIn("/my/applications dengan akun Saudara, test_applicant.", text)
        application = self.bring_to(self.file(), "verification")
        self.applicant.email = False
        text = self.print_text("receipt", application)
        self.assertIn("/my/applications dengan akun. Berikan alamat surel Saudara kepada petugas agar diundang.", text)

    def test_names_with_employee_numbers(self):
        """Under the name of each officer who signs the checklist stands the NIP; room for it where it is not known."""
        self.users["customer_service"].ptsp_employee_number = "199001012015032001"
        application = self.bring_to(self.file(), "drafting")
        text = self.print_text("checklist", application)
        self.assertIn(f"{self.users['customer_service'].name} NIP. 199001012015032001", text)
        self.assertIn(f"{self.users['registration'].name} NIP. {'.' * 20}", text)

    def test_notes_beside_findings(self):
        """A paper that was found in order since bears no note of what was once wrong."""
        application = self.bring_to(self.file(), "verification")
        line = self.as_role(application, "verification").checklist_ids[0]
        line.write({"verification_result": "deficient", "note": "Tidak terbaca"})
        self.assertIn("Tidak terbaca", self.print_text("verification_form", application))
        line.write({"verification_result": "ok"})
        self.assertNotIn("Tidak terbaca", self.print_text("verification_form", application))

    def test_numbers_are_not_broken(self):
        """The number of an application stands on one line in letters."""
        application = self.bring_to(self.file(), "liaison", technical=True)
        Report = self.env["ir.actions.report"].with_user(self.users["auditor"])
        html = Report._render_qweb_html("ptsp_exhibition.report_cover_letter", application.ids)[0].decode()
        self.assertIn(f'<span class="unbroken">{application.registration_number}</span>', html)
        self.assertIn(".unbroken { white-space: nowrap; }", html)

    def test_codes_in_the_order_of_the_sop(self):
        """The forms have their codes in the order in which the SOP names them (section U)."""
        names = ("application_form", "checklist", "power_of_attorney_signing", "power_of_attorney_filing")
        for prefix in ("", "blank_"):
            codes = [self.env.ref(f"ptsp_exhibition.action_report_{prefix}{name}").ptsp_code for name in names]
            self.assertEqual(codes, ["F-01", "F-02", "F-03", "F-04"])

    def test_room_to_write(self):
        """What is filled in by hand has a line over the whole width, an address two of them."""
        Report = self.env["ir.actions.report"].with_user(self.users["information"])
        html = Report._render_qweb_html("ptsp_exhibition.report_blank_application_form", self.service.ids)[0].decode()
        self.assertGreater(html.count('class="blank"'), 14)
        self.assertNotRegex(html, r"<td[^>]*>\.{10,}</td>")
