"""What a reader of a PDF sees."""

import io
import subprocess
import tempfile

from lxml import html
from pypdf import PdfWriter

from .common import PtspCase


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


class PrintCase(PtspCase):
    """Prints documents as the menu does."""

    @classmethod
    def print_pdf(cls, key, records, role="auditor"):
        """Return a document as PDF.

        :param str key: its report is ``report_<key>``
        :param records: what is printed
        :param str role: who prints
        """
        Report = cls.env["ir.actions.report"].with_user(cls.users[role]).with_context(force_report_rendering=True)
        return Report._render_qweb_pdf(f"ptsp_exhibition.report_{key}", records.ids)[0]

    @classmethod
    def print_text(cls, key, records, role="auditor"):
        """Return the words of a document on one line."""
        Report = cls.env["ir.actions.report"].with_user(cls.users[role]).with_context(lang="id_ID")
        content, _kind = Report._render_qweb_html(f"ptsp_exhibition.report_{key}", records.ids)
        return " ".join(html.fromstring(content.decode()).find("body").text_content().split())

    @classmethod
    def print_rows(cls, key, records, role="auditor", table="contains(@class, 'grid')"):
        """Return the rows of the tables of a document, each as a list of the words in its cells.

        :param str table: XPath condition that tells which tables
        """
        Report = cls.env["ir.actions.report"].with_user(cls.users[role]).with_context(lang="id_ID")
        content, _kind = Report._render_qweb_html(f"ptsp_exhibition.report_{key}", records.ids)
        rows = html.fromstring(content.decode()).xpath(f"//table[{table}]//tr[td]")
        return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
