"""The addon serves any agency: names of a place stand in the data of agency and service, nowhere else."""

import re
from pathlib import Path

from odoo.tests import tagged

from ..common import PtspCase

ROOT = Path(__file__).resolve().parents[2]
PLACES = re.compile(r"DPMPTSP|Kalimantan|Kaltim|Samarinda|Makassar", re.IGNORECASE)
#: What one agency, its service and its hours are: another agency changes or replaces it.
DATA = {
    "data/legal_basis.xml",
    "data/requirements.xml",
    "data/res_company.xml",
    "data/resource_calendar.xml",
    "data/service.xml",
    "data/steps.xml",
}


@tagged("post_install", "-at_install")
class TestPlaceNames(PtspCase):
    """What a new agency and a new service begin with, and what stands in the code."""

    def test_code(self):
        """No place stands in code, views, reports, or texts of e-mails."""
        for folder in ("models", "wizard", "controllers", "report", "tools", "views", "data", "security", "static"):
            for path in sorted((ROOT / folder).rglob("*")):
                name = path.relative_to(ROOT).as_posix()
                if path.suffix in (".py", ".xml", ".csv", ".js", ".css", ".json", ".html") and name not in DATA:
                    with self.subTest(path=name):
                        self.assertNotRegex(path.read_text(encoding="utf-8"), PLACES)

    def test_new_agency(self):
        """A new agency has no government until somebody enters it; the one whose SOP this is has its own."""
        company = self.env["res.company"].create({"name": "Dinas Baru"})
        self.assertFalse(company.ptsp_government)
        self.assertTrue(company.ptsp_emblem)

    def test_new_service(self):
        """The numbers of a new service name no agency; those of PAR-05 are what they were."""
        service = self.env["ptsp.service"].create(
            {"name": "Izin Baru", "code": "BARU", "sop_number": "SOP-1", "sop_revision": "01"}
        )
        self.assertEqual(service.letter_format, "503/{number:04d}/{code}/{roman_month}/{year}")
        self.assertEqual(self.service.letter_format, "503/{number:04d}/{code}/DPMPTSP/{roman_month}/{year}")
