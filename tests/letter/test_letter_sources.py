"""What a letter rests on stands in it without typing: regulations, opinions, validity, copies, and to whom it goes."""

from odoo.fields import Command
from odoo.tests import tagged

from ..common_documents import PrintCase


@tagged("post_install", "-at_install")
class TestLetterSources(PrintCase):
    """The officer who drafts finds it filled in, in the official manner."""

    def test_regulations_of_the_service(self):
        """The service of the SOP cites the titles as the regulations have them, and not all eleven of them."""
        cited = self.service._legal_basis()
        self.assertEqual(len(self.service.legal_basis_ids), 11)
        self.assertLess(len(cited), 7)
        for title in (
            "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik",
            "Peraturan Presiden Nomor 97 Tahun 2014 tentang Penyelenggaraan Pelayanan Terpadu Satu Pintu",
            "Peraturan Gubernur Kalimantan Timur Nomor 48 Tahun 2015 tentang Penyelenggaraan Pelayanan Terpadu Satu "
            "Pintu",
        ):
            self.assertIn(title, cited)
        for regulation in self.service.legal_basis_ids[:-1]:
            self.assertRegex(regulation.name, r"^(Undang-Undang|Peraturan) .*Nomor \S+.* tentang [A-Z]")
            self.assertNotRegex(regulation.name, r"\bNo\.|\bTentang\b|Pergub|Perka\b|Prov\.")

    def test_choice_of_regulations(self):
        """Whether a letter cites a regulation is a choice of its row."""
        first, second, *others = self.service.legal_basis_ids
        (first + second).in_letter = True
        self.env["ptsp.legal.basis"].browse([other.id for other in others]).in_letter = False
        body = self.bring_to(self.file(), "drafting").letter_body
        self.assertIn(f"<li>{first.name};</li><li>{second.name}.</li>", body)
        first.in_letter = False
        self.assertNotIn(first.name, self.bring_to(self.file(), "drafting").letter_body)

    def test_opinions_are_cited(self):
        """Each opinion is cited by its OPD, number and date; without opinions the letter says nothing of them."""
        application = self.bring_to(self.file(), "technical", technical=True)
        self.as_role(application, "technical").review_ids.action_issue(
            "Tidak keberatan", advice_number="551/12/DISHUB", advice_date="2026-11-20"
        )
        body = application.sudo().letter_body
        self.assertIn("Memperhatikan:", body)
        self.assertIn(
            f"Pertimbangan teknis {self.agency.name} Nomor 551/12/DISHUB tanggal 20 November 2026 tentang Lalu lintas.",
            body,
        )
        self.assertNotIn("Memperhatikan", self.bring_to(self.file(), "drafting").sudo().letter_body)

    def test_validity(self):
        """A recommendation says how long it is valid, and so do leaflet and public page; a refusal does not."""
        said = "selama perusahaan menjalankan kegiatan usahanya"
        application = self.bring_to(self.file(), "drafting")
        self.assertIn(f"Rekomendasi ini berlaku {said}.", application.sudo().letter_body)
        self.assertIn(f"berlaku {said}", self.print_text("service_leaflet", self.service))
        self.as_role(application, "processing").decision = "refused"
        self.assertNotIn(said, application.sudo().letter_body)
        letter = self.bring_to(self.file(), "pickup")
        self.assertEqual(letter.sudo()._public_facts()["validity"], said)
        self.service.validity = "satu tahun"
        self.assertEqual(letter.sudo()._public_facts()["validity"], said)

    def test_addressee(self):
        """A company is addressed through its head, a person by position and company."""
        company = self.file()._compose_letter()
        self.assertEqual(company["addressee"], "Pimpinan PT Borneo Event Organizer")
        self.assertEqual(company["addressee_office"], "")
        director = self.env["res.partner"].create(
            {"name": "Rina Wulandari", "function": "Direktur", "parent_id": self.applicant.id, "city": "Samarinda"}
        )
        application = self.bring_to(self.file(partner_id=director.id), "section_review")
        text = self.print_text("letter", application)
        self.assertIn("Yth. Rina Wulandari", text)
        self.assertIn("Direktur PT Borneo Event Organizer", text)
        # Whatever becomes of the contact, the letter is addressed to who handed the file in.
        director.sudo().function = "Komisaris"
        self.assertIn("Direktur PT Borneo", self.print_text("letter", application))

    def test_copies(self):
        """Copies name offices only; a single one has no number."""
        self.service.letter_copies_to = "1. Yth. Gubernur (sebagai laporan)\nKepala Dinas Pariwisata\nArsip"
        application = self.bring_to(self.file(), "section_review")
        self.assertEqual(application._copies_to(), ["Gubernur", "Kepala Dinas Pariwisata"])
        self.service.letter_copies_to = "Kepala Dinas Pariwisata"
        self.assertIn("Tembusan: Kepala Dinas Pariwisata", self.print_text("letter", application))

    def test_refusal_has_one_tone(self):
        """Subject and text of a refusal speak of the application that cannot be granted yet."""
        application = self.bring_to(self.file(), "drafting")
        self.as_role(application, "processing").write({"decision": "refused", "refusal_reason": "Denah kurang"})
        self.assertEqual(
            application._letter_subject(), f"Penolakan Permohonan {application._officially().service_id.name}"
        )
        self.assertIn("setelah kekurangan tersebut dilengkapi", application.sudo().letter_body)

    def test_same_initials(self):
        """Two officers whose names begin alike have initials that differ."""
        users = self.env["res.users"].browse()
        for name in ("Dr. Budi Santoso, M.Si.", "Bima Saputra", "Rina", "Rudi"):
            users |= self.users["auditor"].copy({"name": name, "login": name, "group_ids": [Command.clear()]})
        short = self.env["ptsp.application"]._official_initials(users)
        self.assertEqual([short[user] for user in users], ["BUS", "BIS", "RI", "RU"])
