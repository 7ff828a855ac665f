"""What a reader of a PDF sees."""

import io
import subprocess
import tempfile

from pypdf import PdfWriter


def _blank_pdf():
    """Return a PDF with nothing on it."""
    writer, content = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=100, height=100)
    writer.write(content)
    return content.getvalue()


BLANK_PDF = _blank_pdf()


def text_of_pdf(content):
    """Return the text of a PDF on one line.

    :param bytes content: the PDF
    """
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        result = subprocess.run(["pdftotext", "-layout", file.name, "-"], capture_output=True, check=True)
    return " ".join(result.stdout.decode().split())
