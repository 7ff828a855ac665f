"""A line of the index of the whole file, and what sends its part when no database is at hand any more."""

import io
from pathlib import Path
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from ...tools import pdf_stream
from ...tools.comma import with_comma


class Row(NamedTuple):
    """A line of the index, and what is needed to send its part when no database is at hand any more.

    :param str path: in the ZIP; empty of what is destroyed or lost
    :param str folder: where it stands
    :param str label: what it is, in words
    :param str name: as it is called
    :param int size: in bytes
    :param str sha256: its fingerprint; of what was destroyed the one that was kept
    :param str note: ``musnah`` or ``hilang``, else empty
    :param tuple moment: when it was made, six numbers in the agency's time
    :param str mimetype: of an attachment
    :param source: callable without arguments that returns an iterable of bytes
    :param str file: where it lies in the file store; empty of what lies elsewhere
    """

    path: str
    folder: str
    label: str
    name: str
    size: int
    sha256: str
    note: str
    moment: tuple
    mimetype: str
    source: object
    file: str = ""


class Plan:
    """The lines of the index, handed to the document that prints them: no client can send one."""

    def __init__(self, rows):
        self.rows = rows


class Late:
    """Blocks that are read when they are sent, and not before."""

    def __init__(self, source):
        self._source = source

    def __iter__(self):
        return iter(self._source())


def opener(row):
    """Return what opens a part as a PDF.

    :param Row row: a PDF or an image
    """

    def opened():
        # Who asks for it closes it.
        file = Path(row.file).open("rb") if row.file else io.BytesIO(b"".join(row.source()))  # noqa: SIM115
        return file if row.mimetype == "application/pdf" else pdf_stream.image_as_pdf(file)

    return opened


def note_page(row):
    """Return what opens a page that stands for a part which cannot be shown.

    :param Row row: the part
    """

    def opened():
        page = io.BytesIO()
        canvas = Canvas(page, pagesize=A4)
        text = canvas.beginText(20 * mm, A4[1] - 30 * mm)
        for line in ("Berkas ini tidak dapat ditampilkan di sini. Bukalah dalam ZIP:", row.path, row.sha256):
            for start in range(0, len(line), 85):
                text.textLine(line[start : start + 85])
        canvas.drawText(text)
        canvas.save()
        page.seek(0)
        return page

    return opened


def size_in_words(size):
    """Write a size as it stands in the index.

    :param int size: in bytes
    """
    unit, name = (1_000_000, "MB") if size >= 100_000 else (1000, "kB")
    return f"{with_comma(size / unit, 1)} {name}"
