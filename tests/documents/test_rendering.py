"""How documents are set: once, in Indonesian, from what they carry themselves; and what happens where that fails."""

import io
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path
from unittest.mock import patch

from PIL import Image
from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import tagged

from ...tools import typesetter
from ..common import PtspCase

#: A picture that a document carries itself.
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5E"
    "rkJggg=="
)


@tagged("post_install", "-at_install")
class TestRendering(PtspCase):
    """Documents are the same for everyone, fetch nothing, and where one cannot be set nothing has happened."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service.with_context(lang="id_ID").name = "Rekomendasi kepada Penyelenggara Pameran"
        cls.application = cls.bring_to(cls.file(), "pickup")
        cls.stored = cls.application.sudo().letter_attachment_id.raw

    @staticmethod
    def text_of(content):
        """Return the text of a PDF on one line, as somebody who searches it finds it."""
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(content)
            file.flush()
            result = subprocess.run(["pdftotext", "-layout", file.name, "-"], capture_output=True, check=True)
        return " ".join(result.stdout.decode().split())

    def render(self, applications, role="registry"):
        """Return the letters as one PDF, as the print menu does."""
        user = self.users[role]
        Report = self.env["ir.actions.report"].with_user(user)
        Report = Report.with_context(lang=user.lang, force_report_rendering=True)
        content, extension = Report._render_qweb_pdf("ptsp_exhibition.report_letter", applications.ids)
        self.assertEqual(extension, "pdf")
        return content

    # What is printed

    def test_many_letters(self):
        """Several letters are printed as one PDF, each on pages of its own, in the order of the selection."""
        applications = self.application | self.bring_to(self.file(2), "pickup")
        reader = PdfReader(io.BytesIO(self.render(applications)))
        single = len(PdfReader(io.BytesIO(self.stored)).pages)
        self.assertEqual(len(reader.pages), 3 * single)
        for position, application in enumerate(applications):
            page = " ".join(reader.pages[position * single].extract_text().split())
            self.assertEqual([other for other in applications if other.letter_number in page], [application])

    def test_indonesian_whatever_the_language(self):
        """The letter is Indonesian for every user."""
        texts = set()
        for lang in ("en_US", "id_ID"):
            self.users["registry"].lang = lang
            texts.add(self.text_of(self.render(self.application)))
        self.assertEqual(texts, {self.text_of(self.stored)})
        self.assertIn("Rekomendasi kepada Penyelenggara Pameran", texts.pop())

    def test_draft(self):
        """A draft may be printed; number and date are still open, and it names who will sign it."""
        text = self.text_of(self.render(self.bring_to(self.file(), "section_review"), "section_head"))
        self.assertIn("Kaltim Expo", text)
        self.assertIn("Nomor : ......", text)
        self.assertIn(self.users["agency_head"].name[:16], text)

    def test_printed_from_storage(self):
        """A numbered letter is printed byte for byte as it was stored; beside it a draft is set anew."""
        self.application.sudo().partner_id.name = "PT Lain"
        self.assertEqual(self.render(self.application), self.stored)
        both = self.application | self.bring_to(self.file(), "section_review")
        text = self.text_of(self.render(both))
        self.assertIn(f"Nomor : {self.application.letter_number}", text)
        self.assertIn("Nomor : ....", text)

    def test_stored_letter_is_not_set_again(self):
        """After the numbering nothing sets the stored letter again."""
        with patch.object(self.env.registry["ir.actions.report"], "_ptsp_render_pdf") as render:
            self.hand_over(self.as_role(self.application, "pickup"))
            self.assert_refused(self.as_role(self.application, "registry"), "number", "is at Handed Over now")
        render.assert_not_called()

    def checklist(self, application, role="auditor"):
        """Return the checklist as it is printed, as HTML on one line."""
        Report = self.env["ir.actions.report"].with_user(self.users[role])
        content, _type = Report._render_qweb_html("ptsp_exhibition.report_checklist", application.ids)
        return " ".join(content.decode().split())

    def test_checklist(self):
        """The printed checklist shows the papers that apply, with the finding of each desk and its note."""
        application = self.bring_to(self.file(), "registration")
        self.as_role(application, "registration").checklist_ids[2].write(
            {"registration_result": "deficient", "note": "Denah <b>tanpa</b> skala"}
        )
        html = self.checklist(application)
        self.assertEqual(html.count(f">{application._official_result('ok')}<"), 6)
        self.assertEqual(html.count(f">{application._official_result('deficient')}<"), 1)
        self.assertIn("Denah &lt;b&gt;tanpa&lt;/b&gt; skala", html)
        for text in (application.name, "PT Borneo Event Organizer", "Kaltim Expo", self.users["customer_service"].name):
            self.assertIn(text, html)

    def test_checklist_of_a_representative(self):
        """The power of attorney stands in the checklist of a representative only."""
        attorney = self.env.ref("ptsp_exhibition.requirement_attorney")
        attorney.with_context(lang="en_US").name = attorney.with_context(lang="id_ID").name = "Surat kuasa bermeterai"
        representative = self.portal_user.partner_id
        self.assertNotIn("Surat kuasa bermeterai", self.checklist(self.file()))
        represented = self.file(is_represented=True, representative_id=representative.id)
        self.assertIn("Surat kuasa bermeterai", self.checklist(represented))

    def test_heading_stays_with_its_table(self):
        """However full a page is, the heading of a table and its line stand on the page of its first rows."""
        table = "<h2>Judul</h2><p>Keterangan</p><table class='grid'><thead><tr><th>Kolom</th></tr></thead><tbody>"
        table += "<tr><td>Baris</td></tr>" * 3 + "</tbody></table>"
        articles = [
            f"<article class='a4'><div style='height: {height}mm'>.</div>{table}</article>"
            for height in range(190, 260, 3)
        ]
        styles = self.env["ir.actions.report"]._ptsp_styles()
        html = f"<html lang='id'><head><style>{styles}</style></head><body>{''.join(articles)}</body></html>"
        texts = [page.extract_text() for page in PdfReader(io.BytesIO(typesetter.typeset(html, "pdf/ua-1"))).pages]
        self.assertGreater(len(texts), len(articles))
        for text in texts:
            self.assertEqual("Judul" in text, "Keterangan" in text)
            self.assertLessEqual("Judul" in text, "Baris" in text)

    # A letter that cannot be set is not numbered

    def ready_to_number(self, count=1):
        return self.as_role(self.bring_to(self.file(count), "numbering"), "registry")

    def running_number(self, application):
        return int(application.letter_number.split("/")[1])

    def assert_not_numbered(self, applications, message):
        """Numbering is refused with this message, and with the transaction everything is undone."""
        before = self.snapshot(applications)
        with self.assertRaisesRegex(UserError, message), self.env.cr.savepoint():
            applications.action_number()
        self.assertEqual(self.snapshot(applications), before)
        for application in applications:
            self.assertFalse(application.letter_attachment_id or application.letter_sha256 or application.letter_date)

    def test_next_press(self):
        """The next press gives the number that the failed ones would have given."""
        application = self.ready_to_number()

        def fail(report, *_args, **_options):
            raise UserError("Kertas habis")  # pylint: disable=unknown-option-value,translation-required

        with patch.object(self.env.registry["ir.actions.report"], "_ptsp_render_pdf", fail):
            for _attempt in range(2):
                self.assert_not_numbered(application, "Kertas habis")
        application.action_number()
        self.assertEqual(self.running_number(application), self.running_number(self.application) + 1)

    def test_all_or_none(self):
        """Of several letters, either all are numbered or none."""
        applications = self.ready_to_number(2)
        Report = self.env.registry["ir.actions.report"]
        original = Report._ptsp_render_pdf

        def fail_later(report, report_ref, res_ids, data=None):
            if res_ids == applications[1].ids:
                raise UserError("Kertas habis")  # pylint: disable=unknown-option-value,translation-required
            return original(report, report_ref, res_ids, data)

        with patch.object(Report, "_ptsp_render_pdf", fail_later):
            self.assert_not_numbered(applications, "Kertas habis")
        applications.action_number()
        first = self.running_number(self.application)
        self.assertEqual([self.running_number(application) - first for application in applications], [1, 2])

    def test_missing_library(self):
        """Without the library that sets documents, the registry is told what to install."""
        application = self.ready_to_number()
        # Python without its libraries: what a server looks like on which nobody has installed anything.
        with self.typesetter(COMMAND=(sys.executable, "-S", typesetter.COMMAND[-1])):
            self.assert_not_numbered(application, "install the Python package weasyprint")

    def test_takes_too_long(self):
        """A letter that takes too long is given up, and the process that sets it is stopped."""
        application = self.ready_to_number()
        endless = "import time; time.sleep(600)"
        with self.typesetter(COMMAND=(sys.executable, "-c", endless), TIME_LIMIT=0.3):
            begun = time.monotonic()
            self.assert_not_numbered(application, "took longer than 0.3 seconds")
            self.assertLess(time.monotonic() - begun, 5)
        application.action_number()
        self.assertEqual(self.running_number(application), self.running_number(self.application) + 1)

    def test_process_dies(self):
        """A process that dies while it sets a letter costs a number as little as one that fails."""
        application = self.ready_to_number()
        with self.typesetter(COMMAND=(sys.executable, "-c", "raise SystemExit(1)")):
            self.assert_not_numbered(application, "cannot be printed. Nothing has been changed")

    def test_process_is_used_again(self):
        """The process that has set one document sets the next, and is replaced after a while."""
        with self.typesetter(JOBS_LIMIT=2):
            seen = []
            for _document in range(3):
                typesetter.typeset("<html><body><article>Surat</article></body></html>", "pdf/ua-1")
                seen.append([process.popen.pid for process in typesetter._idle])
        self.assertEqual(len(seen[0]), 1)
        self.assertEqual(seen[1], [])
        self.assertNotEqual(seen[2], seen[0])

    @contextmanager
    def typesetter(self, **settings):
        """Use processes of one's own, under other settings."""
        with patch.multiple(typesetter, _idle=[], **settings):
            yield
            typesetter.stop_idle()

    # No text of a document makes the server read a file or call an address

    def letter_with(self, markup):
        """Return the PDF, and its text, of a letter into which the markup was smuggled past every check."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ptsp_signed_letter SET body = %s WHERE application_id = %s",
            [f"<p>Awal</p>{markup}<p>Akhir</p>", self.application.id],
        )
        self.env.invalidate_all()
        # The printed letter would come from storage.
        Report = self.env["ir.actions.report"]
        content, _type = Report._ptsp_render_pdf("ptsp_exhibition.report_letter", self.application.ids)
        text = self.text_of(content)
        # Whatever could not be fetched is left out; the letter itself is complete.
        self.assertIn("Awal", text)
        self.assertIn("Akhir", text)
        return content, text

    def images(self, content):
        """Return how many small pictures a letter carries: those that the test has put there."""
        sizes = {image.image.size for page in PdfReader(io.BytesIO(content)).pages for image in page.images}
        return len({size for size in sizes if max(size) < 10})

    def test_own_picture(self):
        """A picture that the letter carries itself is shown."""
        content, _text = self.letter_with(f'<img src="{DOT}" style="width: 5mm"/>')
        self.assertEqual(self.images(content), 1)

    def test_no_file_is_read(self):
        """Files of the server are neither shown, nor applied, nor attached."""
        with tempfile.TemporaryDirectory() as folder:
            picture, secret = Path(folder, "picture.png"), Path(folder, "secret.css")
            Image.new("RGB", (2, 2), "red").save(picture)
            secret.write_text("p::after { content: 'Rahasia' }")
            for markup in (
                f'<img src="{picture.as_uri()}"/><img src="file:///etc/passwd"/>',
                f'<div style="height: 9mm; background-image: url({picture.as_uri()})">x</div>',
                f'<object data="{picture.as_uri()}"></object><embed src="{picture.as_uri()}"/>',
                f'<svg width="9" height="9"><image href="{picture.as_uri()}" width="9" height="9"/></svg>',
                f'<link rel="stylesheet" href="{secret.as_uri()}"/><style>@import url("{secret.as_uri()}");</style>',
                f'<link rel="attachment" href="{secret.as_uri()}"/><a rel="attachment" href="{secret.as_uri()}">x</a>',
            ):
                with self.subTest(markup=markup):
                    content, text = self.letter_with(markup)
                    self.assertEqual(self.images(content), 0)
                    self.assertFalse(PdfReader(io.BytesIO(content)).attachments)
                    self.assertNotIn(b"/EmbeddedFile", content)
                    self.assertNotIn("Rahasia", text)
                    self.assertNotIn("root:", text)

    def test_no_address_is_called(self):
        """Nobody outside learns that, or by whom, a letter is read."""
        with closing(socket.create_server(("127.0.0.1", 0))) as server:
            server.setblocking(False)
            address = f"http://127.0.0.1:{server.getsockname()[1]}"
            self.letter_with(
                f'<img src="{address}/a.png"/><link rel="stylesheet" href="{address}/b.css"/>'
                f'<div style="background-image: url({address}/c.png)">x</div><object data="{address}/d"></object>'
            )
            with self.assertRaises(BlockingIOError):
                server.accept()
