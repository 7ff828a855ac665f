"""ZIP and PDF that are written while they are sent: whole, safe, and never whole in memory."""

import io
import os
import tempfile
import tracemalloc
import zipfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from odoo.tests import BaseCase, tagged

from ...tools import pdf_stream, zip_stream
from ...tools.file_blocks import file_blocks, fingerprint
from ..common import PDF

MOMENT = (2026, 11, 30, 9, 15, 0)
#: Papers of the figure in the issue, and bytes that may be in memory beyond what was there before.
PAPERS, SIZE, MEMORY = 40, 5_000_000, 24_000_000


def picture_pdf(pixels=1105):
    """Return a PDF of one page with a picture that cannot be compressed, about five megabytes."""
    content = io.BytesIO()
    image = Image.frombytes("RGB", (pixels, pixels), os.urandom(pixels * pixels * 3))
    image.save(content, "PDF", quality=100, subsampling=0)
    return content.getvalue()


def opener(content):
    """Return what opens a PDF."""
    return lambda: io.BytesIO(content)


def merged(*contents):
    """Return the whole PDF of some."""
    return b"".join(pdf_stream.Merger().stream([(opener(content), None) for content in contents]))


@tagged("post_install", "-at_install")
class TestBundleTools(BaseCase):
    """What needs no database."""

    def test_zip(self):
        """What goes in comes out, with names of all languages."""
        entries = [("a/Berkas é 1.pdf", MOMENT, [b"one", b"two"]), ("leer.txt", MOMENT, [])]
        with zipfile.ZipFile(io.BytesIO(b"".join(zip_stream.stream(entries)))) as archive:
            self.assertIsNone(archive.testzip())
            self.assertEqual(archive.read("a/Berkas é 1.pdf"), b"onetwo")
            self.assertEqual(archive.getinfo("leer.txt").date_time, MOMENT)

    @settings(max_examples=300, deadline=None)
    @given(st.lists(st.text(max_size=200), min_size=1, max_size=8))
    def test_names(self, names):
        """No name leads out of the folder, is hidden, or stands twice, whatever somebody has called a file."""
        taker = zip_stream.Names()
        paths = [taker.take("1 Berkas", name) for name in names]
        self.assertEqual(len({path.lower() for path in paths}), len(names))
        for path in paths:
            folder, name = path.split("/")
            self.assertEqual(folder, "1 Berkas")
            self.assertNotIn(name[:1], ("", ".", " "))
            self.assertFalse(set(name) & set('\\/:*?"<>|\x00\n'))
            self.assertLess(len(name), 120)

    def test_pdf_pages(self):
        """The pages of all papers follow each other, with what they inherit; images are pages."""
        writer = PdfWriter()
        for width in (200, 300):
            writer.add_blank_page(width, 400)
        two = io.BytesIO()
        writer.write(two)
        image = io.BytesIO()
        Image.new("RGBA", (3000, 4000), (10, 20, 30, 40)).save(image, "PNG")
        page = pdf_stream.image_as_pdf(image).getvalue()
        reader = PdfReader(io.BytesIO(merged(two.getvalue(), picture_pdf(100), page)), strict=True)
        self.assertEqual(len(reader.pages), 4)
        self.assertEqual([int(page.mediabox.width) for page in reader.pages[:2]], [200, 300])
        self.assertEqual(reader.pages[2].images[0].image.size, (100, 100))

    def test_pdf_of_scripts(self):
        """Scripts, links and forms of a paper do not come along."""
        writer = PdfWriter()
        writer.add_blank_page(200, 200)
        script = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('x')")}
        )
        writer.root_object[NameObject("/OpenAction")] = script
        writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
        content = io.BytesIO()
        writer.write(content)
        self.assertIn(b"/JavaScript", content.getvalue())
        self.assertNotIn(b"/JavaScript", merged(content.getvalue()))

    def test_unreadable(self):
        """In the place of a paper that cannot be shown stands what is said instead; the others are all there."""
        good = picture_pdf(50)
        locked = PdfWriter()
        locked.add_blank_page(10, 10)
        locked.encrypt("secret")
        closed = io.BytesIO()
        locked.write(closed)
        pages = b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
        loop = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" + pages + b"trailer<</Root 1 0 R>>\n%%EOF"
        for bad in (b"", b"%PDF-1.4 nothing", PDF, closed.getvalue(), loop, os.urandom(2000)):
            sources = [(opener(good), None), (opener(bad), opener(good)), (opener(good), None)]
            content = b"".join(pdf_stream.Merger().stream(sources))
            self.assertIn(len(PdfReader(io.BytesIO(content)).pages), (2, 3))

    def test_flat_memory(self):
        """Forty papers of five megabytes are sent as ZIP and as PDF with a few megabytes of memory."""
        with tempfile.TemporaryDirectory() as folder:
            content = picture_pdf()
            self.assertGreater(len(content), SIZE)
            paths = []
            for number in range(PAPERS):
                path = Path(folder, f"{number}.pdf")
                path.write_bytes(content)
                paths.append(path)
            del content
            entries = [(path.name, MOMENT, file_blocks(path)) for path in paths]
            sources = [(lambda path=path: path.open("rb"), None) for path in paths]
            for name, stream in (("zip", zip_stream.stream(entries)), ("pdf", pdf_stream.Merger().stream(sources))):
                with self.subTest(kind=name):
                    tracemalloc.start()
                    self.addCleanup(tracemalloc.stop)
                    size = sum(len(block) for block in stream)
                    _now, peak = tracemalloc.get_traced_memory()
                    tracemalloc.stop()
                    self.assertGreater(size, PAPERS * SIZE)
                    self.assertLess(peak, MEMORY)

    def test_fingerprint(self):
        """A fingerprint does not depend on how a file is read."""
        self.assertEqual(fingerprint([b"ab", b"c"]), fingerprint([b"abc"]))
