"""The publication: a sheet and a page of one day, which later answers do not change."""

import io

from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ...models.satisfaction.satisfaction_visit import VISITS_PER_MINUTE
from ..common import OVERSIGHT_ROLES, STAFF_ROLES, groups_of
from .common_satisfaction import SatisfactionCase

ENGLISH = {"Accept-Language": "en-GB,en;q=0.9,id;q=0.5"}
ANSWERS = ("443434343", "334434343", "244333344", "342424443")


@tagged("post_install", "-at_install")
class TestPublication(SatisfactionCase, HttpCase):
    """Published by a manager, for everybody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applications = cls.handed_over(5)

    def setUp(self):
        super().setUp()
        self.answer_all(self.applications[:4], *ANSWERS)
        action = self.figure().action_publish()
        self.publication = self.env[action["res_model"]].browse(action["res_id"])

    def page(self, code="IKM", **more):
        self.env.flush_all()
        return self.url_open(f"/ptsp/ikm/{code}", headers=ENGLISH, **more)

    def test_limit(self):
        """One address reads so many pages in a minute, then is told to wait."""
        for _visit in range(VISITS_PER_MINUTE):
            self.assertEqual(self.page().status_code, 200)
        for code in ("IKM", "x"):
            response = self.page(code)
            self.assertEqual((response.status_code, response.headers["Retry-After"]), (429, "60"))
            self.assertIn("Please wait", response.text)

    def test_frozen(self):
        """Answers that come later, another weight and other words change no publication."""
        before = self.publication.read()
        self.answer_all(self.applications[4:], "111111111")
        self.service.satisfaction_weight = "printed"
        self.env.invalidate_all()
        self.assertEqual(self.publication.read(), before)
        self.assertNotEqual(self.figure().index, self.publication.index)
        self.assertEqual(len(self.publication.element_ids), 9)
        self.assertEqual((self.publication.respondents, self.publication.population), (4, 5))
        self.assertEqual((self.publication.index, self.publication.grade), (85.42, "B"))

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_who_publishes(self):
        """Only managers of the agency publish; nobody changes or deletes what was published."""
        for role in (*STAFF_ROLES, *OVERSIGHT_ROLES):
            if role == "manager":
                continue
            figure = self.env["ptsp.figure.satisfaction"].browse(self.figure().id).with_user(self.users[role])
            with self.subTest(role=role), self.assertRaises(AccessError):
                figure.action_publish()
        for user in (self.users["manager"], self.users["auditor"], self.env.ref("base.user_admin")):
            records = self.publication.with_user(user)
            for call in (
                lambda records=records: records.write({"index": 100}),
                lambda records=records: records.unlink(),
                lambda records=records: records.copy(),
                lambda records=records: records.element_ids.write({"mean": 4}),
                lambda records=records: records.element_ids.unlink(),
                lambda records=records: records.create({"service_id": self.service.id, "semester": "2026-I"}),
            ):
                with self.assertRaises(UserError):
                    call()

    def test_too_few(self):
        """Nothing is published of fewer answers than a group."""
        self.company.ptsp_satisfaction_group = 5
        with self.assertRaisesRegex(UserError, "Too few have answered"):
            self.figure().action_publish()

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_who_reads(self):
        """All officers read it; OPD, applicants and the second agency read the page like everybody."""
        company = self.env["res.company"].create({"name": "DPMPTSP Kabupaten Kutai"})
        foreign = new_test_user(
            self.env, "test_f", groups_of("manager"), company_id=company.id, company_ids=[Command.set(company.ids)]
        )
        for role in (*STAFF_ROLES, *OVERSIGHT_ROLES):
            may = role != "technical"
            self.assertEqual(self.publication.with_user(self.users[role]).has_access("read"), may, role)
        for user in (foreign, self.portal_user, self.env.ref("base.public_user")):
            self.assertFalse(self.publication.with_user(user).has_access("read"))
            self.assertFalse(self.publication.element_ids.with_user(user).has_access("read"))

    def test_page(self):
        """Everybody sees the latest index of the service, with nothing that names anybody."""
        page = self.page()
        self.assertEqual(page.status_code, 200)
        for words in ("85.42", "U5 Product", "to be improved", "1/9", "July – December", self.service.name):
            self.assertIn(words, page.text)
        self.assertIn("85,42", self.url_open("/ptsp/ikm/IKM?lang=id").text)
        for words in (self.applicant.name, self.users["manager"].name, *self.applications.mapped("name")):
            self.assertNotIn(words, page.text)
        self.assertFalse(page.cookies)
        self.answer_all(self.applications[4:], "111111111")
        self.figure().action_publish()
        self.assertIn("73.33", self.page().text)

    def test_no_page(self):
        """A service without one, of another agency, or a code that is none: one answer, 404."""
        for code in ("PAR-99", "x" * 300, "%00", "IKM%27--", "ikm"):
            response = self.page(code)
            self.assertEqual(response.status_code, 404, code)
            self.assertIn("No index was published here", response.text)
        self.company.ptsp_uses_satisfaction = False
        self.assertEqual(self.page().status_code, 404)

    def test_sheet(self):
        """The sheet is one page, names the weight, the sample and the lowest elements, and bears the code."""
        report = self.env["ir.actions.report"].with_user(self.users["manager"])
        html = report._render_qweb_html("ptsp_exhibition.report_satisfaction_sheet", self.publication.ids)[0].decode()
        for words in ("85,42", "1/9", "Krejcie-Morgan", "(prioritas perbaikan)", "Kode QR", "/ptsp/ikm/IKM"):
            self.assertIn(words, html)
        self.service.satisfaction_weight = "printed"
        action = self.figure().action_publish()
        html = report._render_qweb_html("ptsp_exhibition.report_satisfaction_sheet", [action["res_id"]])[0].decode()
        self.assertIn("0,11", html)

    def test_one_page(self):
        """The sheet keeps to its page with long actions, all profiles, and a long name of the service."""
        self.service.with_context(lang="id_ID").name = "Rekomendasi " + "penyelenggara pameran dagang " * 4
        asked = self.applications[4:] + self.handed_over(4)
        for application, profile in zip(asked, ("1111", "2222", "1333", "2444", "1555"), strict=True):
            self.assertTrue(application._take_answer("link", self.chosen(ANSWERS[0], profile)))
        self.count_all()
        figure = self.figure()
        publication = self.env["ptsp.satisfaction.publication"].browse(figure.action_publish()["res_id"])
        publication = publication.with_user(self.users["manager"])
        publication.action_plan_improvements()
        words = ("Loket kedua dibuka setiap hari kerja. " * 30)[:1000]
        publication.improvement_ids.write(
            {"name": words, "owner_id": self.users["registry"].id, "due_on": "2026-12-31", "result": words}
        )
        for element in ("u2", "u4"):
            publication.improvement_ids[:1].copy({"element": element, "publication_id": publication.id})
        self.assertEqual(len(publication.improvement_ids), 5)
        report = self.env["ir.actions.report"].with_user(self.users["manager"])
        report = report.with_context(force_report_rendering=True)
        content, _kind = report._render_qweb_pdf("ptsp_exhibition.report_satisfaction_sheet", publication.ids)
        pages = PdfReader(io.BytesIO(content)).pages
        self.assertEqual(len(pages), 1)
        self.assertIn("2 tindak lanjut lain", pages[0].extract_text())

    def test_lowest(self):
        """The three lowest elements come first to be improved."""
        self.assertEqual(self.publication._lowest().mapped("element"), ["u5", "u1", "u3"])
