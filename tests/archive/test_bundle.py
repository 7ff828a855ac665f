"""The whole file of an application, taken along by auditor, registry and manager, and by nobody else."""

import hashlib
import io
import os
import zipfile

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from odoo.exceptions import ValidationError
from odoo.tests import HttpCase, tagged

from ..pictures import picture
from .common_archive import TAKERS, ArchiveCase, assert_sums
from .test_bundle_tools import picture_pdf

#: Papers of the figure in the issue.
PAPERS = 40


@tagged("post_install", "-at_install")
class TestBundle(HttpCase, ArchiveCase):
    """ZIP and PDF over HTTP."""

    def get(self, kind, role="auditor", record=None):
        login = role if role.startswith("test_") else f"test_{role}"
        self.authenticate(login, login)
        return self.url_open(f"/ptsp/archive/{(record or self.record).id}/{kind}")

    def test_zip(self):
        """All papers, prints and scans are in it, each with the fingerprint that the list says."""
        application = self.bring_to(self.file_with_papers(), "done", technical=True)
        record = self.take_in(application)
        self.as_user(record, "pickup").action_attach_scan("letter", "../../surat.pdf", self.scan())
        response = self.get("zip", record=record)
        self.assertEqual(response.headers["Content-Type"], "application/zip")
        with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
            self.assertIsNone(archive.testzip())
            names = archive.namelist()
            index = archive.read("INDEKS.html").decode()
        assert_sums(self, io.BytesIO(response.content))
        papers = application.sudo().checklist_ids.attachment_ids
        self.assertEqual(sum(name.startswith("1 Berkas permohonan/") for name in names), len(papers))
        for part in ("F-06 Lembar Pengendali Proses.pdf", "F-05 Tanda Terima Berkas.pdf"):
            self.assertIn(f"7 Cetakan/{part}", names)
        self.assertIn("6 Salinan bertanda tangan/surat.pdf", names)
        self.assertIn("3 Pertimbangan teknis/Dinas Perhubungan - Lalu lintas.txt", names)
        self.assertTrue(any(name.startswith("5 Surat/") for name in names))
        self.assertIn("Utuh: lembar pengendali", index)
        for name in names:
            self.assertNotIn("..", name)

    def test_pdf(self):
        """All pages are in one PDF, the index with the fingerprints first; the control sheet is the last part."""
        response = self.get("pdf")
        reader = PdfReader(io.BytesIO(response.content))
        text = "\n".join(page.extract_text() for page in reader.pages)
        self.assertIn("Daftar Isi Arsip", reader.pages[0].extract_text())
        self.assertIn("Utuh: lembar pengendali", reader.pages[0].extract_text())
        self.assertIn(self.done.sudo().letter_sha256[:32], text.replace("\n", ""))
        self.assertIn("Lembar Pengendali Proses", reader.pages[-1].extract_text())
        # The smallest papers have no pages.
        self.assertIn("tidak dapat ditampilkan", text)

    def test_written_down(self):
        """Who took the file when is written down, and nobody takes that away; a HEAD takes nothing."""
        self.get("zip", "registry")
        self.get("pdf", "manager")
        self.url_open(f"/ptsp/archive/{self.record.id}/zip", method="HEAD")
        self.env.invalidate_all()
        lines = self.record.history_ids.filtered(lambda line: line.kind == "downloaded").sorted("sequence")
        self.assertEqual(
            [(line.user_id, line.text) for line in lines],
            [(self.users["registry"], "ZIP"), (self.users["manager"], "PDF")],
        )
        self.assertEqual(self.verify()["type"], "success")

    def test_nobody_else(self):
        """Officers, members of an OPD, applicants and strangers learn not even that there is a file."""
        for role in (*sorted(set(self.users) - TAKERS), "test_applicant", "test_stranger", "test_other_opd"):
            with self.subTest(role=role):
                self.assertEqual(self.get("zip", role).status_code, 404)
        self.assertEqual(self.get("exe").status_code, 404)
        self.logout()
        answer = self.url_open(f"/ptsp/archive/{self.record.id}/zip", allow_redirects=False)
        self.assertEqual(answer.status_code, 303)
        self.assertFalse(self.record.history_ids.filtered(lambda line: line.kind == "downloaded"))

    def test_second_agency(self):
        """The auditor of another agency finds nothing."""
        other = self.env["res.company"].create({"name": "Dinas Kedua"})
        self.users["auditor"].write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        self.assertEqual(self.get("zip").status_code, 404)

    def test_lost_paper(self):
        """A paper that is lost in the store is named in the index as lost, and holds up nothing."""
        paper = self.done.sudo().checklist_ids.attachment_ids[0]
        self.env.flush_all()
        self.env.cr.execute("UPDATE ir_attachment SET store_fname = 'aa/aaaa' WHERE id = %s", (paper.id,))
        self.env.invalidate_all()
        with zipfile.ZipFile(io.BytesIO(self.get("zip").content)) as archive:
            index = archive.read("INDEKS.html").decode()
        self.assertIn("hilang", index)
        self.assertIn("TIDAK UTUH", index)

    def test_bad_papers(self):
        """A locked PDF, one of scripts, a picture called PDF: in the ZIP as they came, in the PDF shown or named."""
        locked, scripted = PdfWriter(), PdfWriter()
        for writer in (locked, scripted):
            writer.add_blank_page(200, 200)
        locked.encrypt("rahasia")
        script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('x')")}
        scripted.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
        contents = {"terkunci.pdf": io.BytesIO(), "skrip.pdf": io.BytesIO()}
        locked.write(contents["terkunci.pdf"])
        scripted.write(contents["skrip.pdf"])
        raws = {name: content.getvalue() for name, content in contents.items()}
        raws["denah.png"] = picture(kind="PNG")
        application = self.file()
        line = application.checklist_ids[0]
        for lie in (b"MZ" + os.urandom(50), b"%PDF-1.7\n" + os.urandom(500), b"\x89PNG\r\n\x1a\n" + os.urandom(500)):
            with self.assertRaises(ValidationError), self.env.cr.savepoint():
                self.env["ir.attachment"].create(
                    {"name": "denah.pdf", "raw": lie, "res_model": line._name, "res_id": line.id}
                )
        line.attachment_ids = self.env["ir.attachment"].create(
            [
                {"name": name.replace(".png", ".pdf"), "raw": raw, "res_model": line._name, "res_id": line.id}
                for name, raw in raws.items()
            ]
        )
        record = self.take_in(self.bring_to(application, "cancelled"))
        with zipfile.ZipFile(io.BytesIO(self.get("zip", record=record).content)) as archive:
            sums = archive.read("SHA256SUMS").decode()
            for name, raw in raws.items():
                self.assertEqual(archive.read(f"1 Berkas permohonan/{name}"), raw)
                self.assertIn(f"{hashlib.sha256(raw).hexdigest()}  1 Berkas permohonan/{name}\n", sums)
        content = self.get("pdf", record=record).content
        self.assertNotIn(b"/JavaScript", content)
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content), strict=True).pages)
        self.assertIn(f"1 Berkas permohonan/terkunci.pdf\n{hashlib.sha256(raws['terkunci.pdf']).hexdigest()}", text)
        self.assertEqual(text.count("tidak dapat ditampilkan"), 1)
        self.assertIn("Utuh: lembar pengendali", text)

    def test_lost_paper_as_pdf(self):
        """What is lost in the store is lost in the PDF, too: the index says so, and all else is there."""
        paper = self.done.sudo().checklist_ids.attachment_ids[0]
        self.env.flush_all()
        self.env.cr.execute("UPDATE ir_attachment SET store_fname = 'aa/aaaa' WHERE id = %s", (paper.id,))
        self.env.invalidate_all()
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(self.get("pdf").content)).pages)
        self.assertIn("hilang", text)
        self.assertIn("TIDAK UTUH", text)
        self.assertIn("Lembar Pengendali Proses", text)

    def test_paper_in_the_database(self):
        """Papers that lie in the database are read from there in blocks."""
        self.env["ir.config_parameter"].set_param("ir_attachment.location", "db")
        record = self.take_in(self.bring_to(self.file_with_papers(), "cancelled"))
        paper = record.application_id.sudo().checklist_ids.attachment_ids[0]
        self.assertFalse(paper.store_fname)
        name, stream = self.as_user(record, "auditor")._take_bundle("zip")
        self.assertEqual(name[-4:], ".zip")
        # Its own cursor cannot see what this test has not committed.
        self.assertIn(b"INDEKS.html", b"".join(stream))

    def test_forty_papers(self):
        """A file with forty papers of five megabytes comes whole, piece by piece; its time is measured on a server."""
        application = self.file_with_papers()
        content = picture_pdf()
        line = application.checklist_ids[0]
        line.attachment_ids = self.env["ir.attachment"].create(
            [
                {
                    "name": f"Denah {number}.pdf",
                    "raw": content + os.urandom(8),
                    "res_model": line._name,
                    "res_id": line.id,
                }
                for number in range(PAPERS)
            ]
        )
        record = self.take_in(self.bring_to(application, "cancelled"))
        self.env.flush_all()
        self.env.invalidate_all()
        self.authenticate("test_auditor", "test_auditor")
        for kind in ("zip", "pdf"):
            size = 0
            address = f"{self.base_url()}/ptsp/archive/{record.id}/{kind}"
            with self.opener.get(address, stream=True, timeout=60) as response:
                self.assertNotIn("Content-Length", response.headers)
                for block in response.iter_content(1 << 20):
                    size += len(block)
            self.assertGreater(size, PAPERS * len(content))
