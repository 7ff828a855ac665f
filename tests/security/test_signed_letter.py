"""What the agency head signed is what is printed, handed over and confirmed to everybody, for ever."""

import base64
import subprocess
import tempfile

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import file_open

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestSignedLetter(PtspCase):
    """Between signature and number, and after that, nothing changes a letter but its number and date."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("id_ID")
        cls.company = cls.env.company
        cls.company.write({"name": "Dinas Penanaman Modal", "street": "Jl. Basuki Rahmat 56", "city": "Samarinda"})
        cls.service.letter_copies_to = "Gubernur Kalimantan Timur"
        cls.applicant.city = "Bontang"
        cls.users["agency_head"].name = "Puguh Harjanto"
        cls.application = cls.bring_to(cls.file(), "numbering").sudo()

    def change_everything(self):
        """Change whatever the letter was made of, each by who may, or as the superuser."""
        letter = self.application
        with file_open("base/static/img/avatar_grey.png", "rb") as file:
            picture = base64.b64encode(file.read())
        self.applicant.write({"name": "PT Lain", "city": "Balikpapan"})
        self.company.write(
            {
                "name": "Badan Lain",
                "street": "Jalan Lain",
                "city": "Kota Lain",
                "phone": "0541-999",
                "ptsp_government": "Pemerintah Lain",
                "ptsp_emblem": picture,
                "logo": picture,
                "ptsp_paper": "f4",
            }
        )
        letter.signatory_office_id.write({"name": "Drs. Lain", "title": "Kepala Lain", "rank": "Lain"})
        for role in ("agency_head", "processing", "section_head", "division_head"):
            self.users[role].name = f"{role} lain"
        for lang in ("en_US", "id_ID"):
            self.service.with_context(lang=lang).name = "Izin Lain"
        self.service.write(
            {
                "letter_copies_to": "Lain",
                "letter_classification": "Rahasia",
                "letter_enclosures": "9 berkas",
                "letter_template_recommended": "<p>Lain</p>",
                "sop_number": "SOP-LAIN",
            }
        )
        self.env.flush_all()
        # What the application says itself is closed by now; as if it were not.
        self.env.cr.execute(
            """UPDATE ptsp_application SET event_name = 'Lain', organizer_name = 'Lain', city = 'Lain',
                      decision = 'refused', letter_body = '<p>Lain</p>' WHERE id = %s""",
            (letter.id,),
        )
        self.env.invalidate_all()

    def preview(self):
        """Return the letter as its preview shows it."""
        Report = self.env["ir.actions.report"].with_user(self.users["auditor"]).with_context(lang="id_ID")
        return Report._render_qweb_html("ptsp_exhibition.report_letter", self.application.ids)[0].decode()

    def facts_of_page(self):
        """Return what the public page says, in both languages."""
        return [self.application.with_context(lang=lang)._public_facts() for lang in ("id_ID", "en_US")]

    def pdf_text(self):
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(self.application.letter_attachment_id.raw)
            file.flush()
            result = subprocess.run(["pdftotext", "-raw", file.name, "-"], capture_output=True, check=True)
        return " ".join(result.stdout.decode().split())

    def number_letter(self):
        self.number(self.as_role(self.application, "registry"))

    # The promise

    def test_preview(self):
        """The preview of a signed letter stays what was signed, whatever changes at everybody whom it names."""
        signed = self.preview()
        self.assertIn("KONSEP", signed)
        for said in ("PT Borneo Event Organizer", "Bontang", "Gubernur", "Jl. Basuki Rahmat 56", "Kaltim Expo"):
            self.assertIn(said, signed)
        self.change_everything()
        self.assertEqual(self.preview(), signed)

    def test_final_letter(self):
        """The letter that is numbered afterwards says what was signed, with number and date."""
        self.change_everything()
        self.number_letter()
        text = self.pdf_text()
        for said in (
            "PT Borneo Event Organizer",
            "Bontang",
            "Gubernur",
            "Jl. Basuki Rahmat 56",
            "Kaltim Expo",
            "Puguh Harjanto",
        ):
            self.assertIn(said, text)
        self.assertIn(self.application.letter_number, text)
        self.assertNotRegex(text, r"[Ll]ain\b|LAIN|Rahasia|9 berkas|Balikpapan|0541-999")

    def test_public_page(self):
        """The public page confirms what was signed, whatever changes before the letter is numbered and after it."""
        self.number_letter()
        before = self.facts_of_page()
        self.assertIn("Kaltim Expo", [fact.value for fact in before[0]["facts"]])
        self.assertNotEqual(before[0]["facts"], before[1]["facts"])
        self.change_everything()
        self.assertEqual(self.facts_of_page(), before)

    def test_certificate_names_who_signed(self):
        """An electronic signature names whoever signed, as the letter does."""
        signed = self.application._letter_words()["signatory_name"]
        self.change_everything()
        self.assertEqual(self.application._letter_words()["signatory_name"], signed)
        self.assertEqual(self.application._letter_content()["letterhead"]["city"], "Samarinda")

    # How it is kept

    def test_one_letterhead(self):
        """Letters that are signed under the same letterhead share it."""
        other = self.bring_to(self.file(), "numbering").sudo()
        self.assertEqual(other.signed_letter_id.letterhead_id, self.application.signed_letter_id.letterhead_id)
        self.company.phone = "0541-999"
        third = self.bring_to(self.file(), "numbering").sudo()
        self.assertNotEqual(third.signed_letter_id.letterhead_id, other.signed_letter_id.letterhead_id)

    def test_unchangeable(self):
        """Nobody changes, adds or deletes what was signed, not even the superuser."""
        signed = self.application.signed_letter_id
        for record in (signed, signed.letterhead_id):
            for attempt in (
                lambda record=record: record.write({"sha256": "0" * 64}),
                lambda record=record: record.with_user(self.users["manager"]).write({"sha256": "0" * 64}),
                lambda record=record: record.copy(),
                lambda record=record: record.unlink(),
                lambda record=record: record.with_user(self.users["manager"]).with_context(_force_unlink=True).unlink(),
            ):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    attempt()
        for values in ({"signed_letter_id": False}, {"signatory_id": False}):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self.application.write(values)

    def test_fingerprint_in_the_control_sheet(self):
        """The sheet names the fingerprint of what was signed, and later that of the file which was numbered."""
        self.number_letter()
        lines = {line.action: line for line in self.application.control_ids}
        self.assertEqual(lines["sign"].document_sha256, self.application.signed_letter_id.sha256)
        self.assertEqual(lines["number"].document_sha256, self.application.letter_sha256)
        self.assertFalse(lines["division_approve"].document_sha256)
        self.assertEqual(self.application._broken_control_line(), 0)

    def test_tampered(self):
        """A letter that was changed outside the procedure after its signature is not numbered."""
        signed = self.application.signed_letter_id
        registry = self.as_role(self.application, "registry")
        for table, change, row in (
            ("ptsp_signed_letter", "body = '<p>Lain</p>'", signed),
            ("ptsp_signed_letter", "content = replace(content, 'Bontang', 'Lain')", signed),
            ("ptsp_letterhead", "agency = 'Lain'", signed.letterhead_id),
        ):
            with self.subTest(change), self.undone():
                self.env.flush_all()
                # pylint: disable=sql-injection
                self.env.cr.execute(f"UPDATE {table} SET {change} WHERE id = %s", (row.id,))
                self.env.invalidate_all()
                self.assert_refused(registry, "number", "not as it was signed")
        registry.action_number()

    def test_withdrawn_with_the_signature(self):
        """A letter that goes back loses its signature; what was signed then stays on record, and counts no more."""
        first = self.application.signed_letter_id
        self.application._as_procedure()._effect_clear_initials(fields.Datetime.now())
        self.assertTrue(first.struck_at)
        for name in ("signed_letter_id", "signatory_office_id", "signatory_id", "signed_at"):
            self.assertFalse(self.application[name])
        self.service.letter_copies_to = "Bupati Kutai Kartanegara"
        self.assertIn("Bupati Kutai Kartanegara", self.preview())

    def test_signed_before(self):
        """A letter that was signed before all of it was kept is kept as it is now, once."""
        self.env.flush_all()
        self.env.cr.execute("UPDATE ptsp_application SET signed_letter_id = NULL WHERE id = %s", (self.application.id,))
        self.env.cr.execute("DELETE FROM ptsp_signed_letter WHERE application_id = %s", (self.application.id,))
        self.env.invalidate_all()
        self.env["ptsp.application"]._keep_letters_signed_before()
        kept = self.application.signed_letter_id
        self.assertTrue(kept._is_as_signed())
        signed = self.preview()
        self.change_everything()
        self.assertEqual(self.preview(), signed)
        self.env["ptsp.application"]._keep_letters_signed_before()
        self.assertEqual(self.application.signed_letter_id, kept)
