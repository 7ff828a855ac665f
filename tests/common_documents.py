"""What a reader of a PDF sees."""

import io
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from lxml import html
from pypdf import PdfReader, PdfWriter

from .common import PtspCase

VERAPDF = Path(__file__).parent / "documents" / "verapdf.py"


def _blank_pdf():
    """Return a PDF with nothing on it."""
    writer, content = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=100, height=100)
    writer.write(content)
    return content.getvalue()


BLANK_PDF = _blank_pdf()


def text_of_pdf(content, order="layout"):
    """Return the text of a PDF on one line.

    :param bytes content: the PDF
    :param str order: ``layout`` as its lines run across the page, ``raw`` one cell of a table after the other
    """
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        result = subprocess.run(["pdftotext", f"-{order}", file.name, "-"], capture_output=True, check=True)
    return " ".join(result.stdout.decode().split())


def tags_of_pdf(content):
    """Return the kinds of the elements that a screen reader is told of, in the order of the document.

    :param bytes content: the PDF
    """

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for kid in node:
                yield from walk(kid)
        elif isinstance(node, dict) and "/S" in node:
            yield node["/S"]
            yield from walk(node.get("/K", []))

    root = PdfReader(io.BytesIO(content)).trailer["/Root"]["/StructTreeRoot"]
    return list(walk(root["/K"]))


def without_limit_of_memory():
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def rules_broken(profile, documents):
    """Return what veraPDF, the validator of the PDF Association, has to say against documents.

    :param str profile: ``PDFA-3B`` or ``PDFUA-1``
    :param dict documents: PDF as bytes, by name
    :return: dict from the names of those that break a rule to the list of these rules
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.pdf" for number in range(len(documents))]
        for path, content in zip(paths, documents.values(), strict=True):
            path.write_bytes(content)
        # A program of its own: Java takes over the signals of the process in which it runs, and wants more addresses
        # than Odoo allows itself.
        command = [sys.executable, str(VERAPDF), profile, *map(str, paths)]
        result = subprocess.run(command, capture_output=True, check=False, preexec_fn=without_limit_of_memory)
    assert not result.returncode, (result.returncode, result.stdout, result.stderr)
    answers = json.loads(result.stdout)
    return {name: rules for name, rules in zip(documents, answers, strict=True) if rules}


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
