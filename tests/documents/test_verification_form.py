"""The verification form (steps 7 to 13) as it lies in the folder."""

import io
import re
from collections import Counter

from lxml import html
from pypdf import PdfReader

from odoo.tests import tagged

from ...tools import typesetter
from ..common_documents import PrintCase

#: Heights in mm by which the form begins lower than it does, so that its pages end at every place.
LOWER = range(0, 180, 9)


@tagged("post_install", "-at_install")
class TestVerificationForm(PrintCase):
    """Nothing of the form is torn apart by the end of a page, and everybody's initials are their own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        names = {
            "verification": "Siti Rahma",
            "processing": "Budi Santoso",
            "section_head": "Dr. Bambang Susilo, M.Si.",
            "division_head": "Bayu Saputra",
        }
        for role, name in names.items():
            cls.users[role].name = name
        cls.application = cls.file()
        cls.bring_to(cls.application, "section_review", technical=True)
        cls.as_role(cls.application, "section_head").action_section_approve("Lengkap")
        cls.as_role(cls.application, "division_head").action_division_approve("Sesuai ketentuan")

    def lowered(self):
        """Return the pages of the form, begun at many heights, with the rows that stand on each.

        :return: for each page a counter of its rows by copy and table, and of these all rows
        """
        Report = self.env["ir.actions.report"].with_user(self.users["auditor"]).with_context(lang="id_ID")
        content = Report._render_qweb_html("ptsp_exhibition.report_verification_form", self.application.ids)[0]
        document = html.fromstring(content.decode())
        [form] = document.xpath("//article")
        everything = Counter()
        for height in LOWER:
            copy = html.fromstring(html.tostring(form, encoding="unicode"))
            copy.insert(1, html.fromstring(f'<div style="height: {height}mm">.</div>'))
            for number, table in enumerate(copy.xpath(".//table[contains(@class, 'grid')]")):
                for row in table.xpath("./tbody/tr"):
                    row[1].text = f"[{height}/{number}]"
                    everything[f"{height}/{number}"] += 1
            form.addnext(copy)
        form.getparent().remove(form)
        pdf = typesetter.typeset(html.tostring(document, encoding="unicode"), "pdf/ua-1")
        texts = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
        self.assertGreater(len(texts), len(LOWER))
        return [Counter(re.findall(r"\[(\d+/\d+)\]", text)) for text in texts], everything

    def test_no_row_alone(self):
        """However full a page is, no row of a table stands alone on it, and all initials stand together."""
        pages, everything = self.lowered()
        self.assertEqual(sum(pages, Counter()), everything)
        last = max(int(key.partition("/")[2]) for key in everything)
        for page in pages:
            for key, rows in page.items():
                with self.subTest(table=key):
                    self.assertGreaterEqual(rows, min(2, everything[key]))
                    if key.endswith(f"/{last}"):
                        self.assertEqual(rows, everything[key])

    def test_initials_differ(self):
        """Verification, processing and both heads sign with initials that differ, beside their names and days."""
        rows = self.print_rows("verification_form", self.application)[-4:]
        desks, names, days, initials = zip(*rows, strict=True)
        self.assertEqual(desks, ("Verifikasi", "Pemrosesan", "Kepala Seksi", "Kepala Bidang"))
        self.assertEqual(names[1:3], ("Budi Santoso", "Dr. Bambang Susilo, M.Si."))
        self.assertTrue(all(days))
        self.assertEqual(initials, ("SR", "BUS", "BAMS", "BAYS"))
