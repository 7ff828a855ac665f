"""Each address of applicants over HTTP: without a login, without the token of its form, and by whom it is not for.

The test lists the addresses by itself; one with a part that it does not know fails.
"""

import base64
import itertools
import re

from odoo import fields
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ...models import workflow
from ...models.online import online_request
from ...models.procedure.types import APPLICANT
from ..common import PDF, groups_of
from ..common_portal import ReaderCase
from ..online.common_online import OnlineCase
from .common_doors import DoorsCase, routes

#: Forms that are taken without a token: they change nothing, and who sends them has no session.
WITHOUT_TOKEN = {
    "/ptsp/complaint",
    "/ptsp/complaint/file",
    "/ptsp/complaint/follow",
    "/ptsp/complaint/receipt",
    "/ptsp/opinion/<string:token>/answer",
    "/ptsp/opinion/<string:token>/code",
    "/ptsp/satisfaction/<string:token>",
    "/ptsp/queue",
    "/ptsp/queue/kiosk",
    "/ptsp/status",
}
#: Where visits are counted.
COUNTED = (
    "ptsp_complaint_sender",
    "ptsp_complaint_visit",
    "ptsp_letter_lookup",
    "ptsp_online_request",
    "ptsp_queue_visit",
    "ptsp_opd_visit",
    "ptsp_opd_visit_log",
    "ptsp_satisfaction_visit",
    "ptsp_status_lookup",
    "ptsp_status_trial",
)
WRITTEN = "Kapan selesai?"
PAPER = PDF + b"%% Rahasia\n"


@tagged("post_install", "-at_install")
class TestAddresses(DoorsCase, OnlineCase, ReaderCase):
    """A draft, a file that waits for its applicant, and one that is ready, of a company with an account."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        file = {"name": "rahasia.pdf", "datas": base64.b64encode(PAPER)}
        asked = cls.bring_to(cls.file(), "correction")
        cls.applications = cls.complete() | asked | cls.bring_to(cls.file(), "pickup")
        asked = cls.as_role(asked, "applicant")
        cls.request = cls.requests_of(asked, "sent").sudo()
        cls.request.with_user(cls.portal_user).action_answer("Terlampir", [file])
        asked.action_write_message(WRITTEN, [file])
        cls.message_file = asked.sudo().conversation_ids.message_id.attachment_ids
        cls.line = cls.applications[0].sudo().checklist_ids[0]
        cls.complaint = (
            cls.env["ptsp.complaint"]
            ._as_procedure()
            .create({"text": WRITTEN, "company_id": cls.env.company.id, "application_id": cls.applications[2].id})
        )
        closed = cls.bring_to(cls.file(), "cancelled")
        cls.record = cls.env["ptsp.archive.record"]._file_applications(closed.sudo())
        # Who once saw all of it: a colleague who has left, a representative, and somebody with an invitation unused.
        cls.former = new_test_user(cls.env, "test_former", "base.group_portal", email="lama@example.com")
        cls.applications.sudo()._as_procedure().write(
            {
                "is_represented": True,
                "representative_id": cls.former.partner_id.id,
                "power_of_attorney_until": fields.Date.subtract(fields.Date.today(), days=3),
            }
        )
        cls.former.partner_id.parent_id = cls.applicant
        cls.former.partner_id.parent_id = False
        members = cls.env["ptsp.applicant.member"].with_user(cls.portal_user)
        cls.member = members._invite("test_former@example.com", "edit")
        # Another agency, with somebody who holds every office there.
        cls.other_company = cls.env["res.company"].create({"name": "DPMPTSP Kabupaten Kutai"})
        new_test_user(
            cls.env,
            "test_foreign",
            groups_of("manager", "customer_service", "verification", "agency_head"),
            company_id=cls.other_company.id,
            company_ids=[Command.set(cls.other_company.ids)],
        )
        calendar = cls.service.calendar_id.sudo().copy({"company_id": cls.other_company.id})
        cls.foreign_service = cls.service.sudo().copy(
            {"company_id": cls.other_company.id, "calendar_id": calendar.id, "in_force_from": fields.Date.today()}
        )

    def setUp(self):
        super().setUp()
        self.patch(online_request, "REQUESTS_PER_HOUR", 2000)
        self.env.flush_all()

    def ids(self, application):
        """Return what stands for each part of an address: of the company whose applications these are."""
        return {
            "action": [key for key, row in workflow.PROCEDURE.transitions.items() if APPLICANT in row.roles],
            "application_id": application.ids,
            "code": [self.foreign_service.code],
            "company_id": self.env.company.ids,
            "complaint_id": self.complaint.ids,
            "document": ["receipt", "letter"],
            "file_id": [*self.message_file.ids, *self.request.exchange_ids.attachment_ids.ids],
            "form": ["leaflet"],
            "kind": ["zip", "pdf"],
            "line_id": self.line.ids,
            "page": [1],
            "paper_id": self.line.attachment_ids.ids,
            "semester": ["2026-I"],
            "record_id": self.record.ids,
            "secret": ["x"],
            "service_id": self.foreign_service.ids,
            "step": ["details", "check"],
            "token": ["x"],
        }

    def addresses(self, applications, method):
        """Return the addresses that take a method, for each of some applications.

        :return: list of triples of rule, endpoint and path
        """
        found = {}
        for rule, endpoint in routes(self.env):
            if method not in (endpoint.routing.get("methods") or ("GET", "POST")):
                continue
            names = re.findall(r"<(?:\w+:)?(\w+)>", rule)
            for application in applications:
                ids = self.ids(application)
                for values in itertools.product(*(ids[name] for name in names)):
                    parts = iter(values)
                    found[re.sub("<.*?>", lambda _part, parts=parts: str(next(parts)), rule)] = (rule, endpoint)
        self.assertGreater(len(found), 15)
        return [(rule, endpoint, path) for path, (rule, endpoint) in found.items()]

    def send(self, path, application, **more):
        """Send a form that asks for everything at once.

        :param application: which is named where the form does so
        """
        data = {
            "answer": "Bohong",
            f"answer_{self.request.id}": "Bohong",
            "application_id": application.id,
            "body": "Bohong",
            "go": "next",
            "note": "Batal",
            "notices": "x",
            "person": self.member.id,
            "remove": self.line.attachment_ids[:1].id,
            "role": "none",
            "token": "x",
            "venue": "Lain",
            **more,
        }
        files = dict.fromkeys((f"line_{self.line.id}", f"files_{self.request.id}", "files"), ("x.pdf", PDF + b"x"))
        return self.url_open(path, data=data, files=files)

    def state(self):
        """Return all that nobody here may change."""
        self.env.flush_all()
        self.env.cr.execute("SELECT count(*) FROM ir_attachment WHERE res_model LIKE 'ptsp.%'")
        return self.fingerprint(*COUNTED), self.env.cr.fetchone()

    def told(self, response):
        """Return what an answer tells of the applications: a list of texts, and of the beginnings of files."""
        told = [response.content[:8]] if response.content.startswith(b"%PDF") else []
        secrets = ("Kaltim Expo", WRITTEN, "rahasia.pdf", "berkas 0", *self.applications.mapped("name"))
        return told + [secret for secret in secrets if secret in response.text]

    def test_applicant(self):
        """By the same addresses the applicant sees all of it: what others are refused is there."""
        self.log_in("test_applicant")
        shown = {
            rule for rule, _endpoint, path in self.addresses(self.applications, "GET") if self.told(self.url_open(path))
        }
        base = "/my/applications/<int:application_id>"
        for part in (
            "",
            "/documents/<string:document>",
            "/file/<string:step>",
            "/messages/files/<int:file_id>",
            "/papers",
            "/papers/<int:paper_id>",
            "/requests/files/<int:file_id>",
        ):
            self.assertIn(base + part, shown)

    @mute_logger("odoo.http")
    def test_without_the_token_of_the_form(self):
        """No form of another site is taken, though the applicant is logged in, by any address."""
        self.log_in("test_stranger")
        of_another = self.csrf()
        self.log_in("test_applicant")
        before = self.state()
        for rule, endpoint, path in self.addresses(self.applications, "POST"):
            with self.subTest(path=path):
                if rule in WITHOUT_TOKEN:
                    self.assertEqual((endpoint.routing["csrf"], endpoint.routing["auth"]), (False, "public"))
                    continue
                for token in ({}, {"csrf_token": of_another}):
                    self.assertEqual(self.send(path, self.applications[0], **token).status_code, 400)
        self.assertEqual(self.state(), before)

    @mute_logger("odoo.http")
    def test_without_a_login(self):
        """Who is not logged in is led to the login by each address, and changes nothing."""
        before = self.state()
        for method in ("GET", "POST"):
            for _rule, endpoint, path in self.addresses(self.applications, method):
                if endpoint.routing["auth"] == "public":
                    continue
                with self.subTest(method=method, path=path):
                    response = self.url_open(path) if method == "GET" else self.send(path, self.applications[0])
                    self.assertTrue("/web/login" in response.url or response.status_code == 400, response.url)
                    self.assertFalse(self.told(response))
        self.assertEqual(self.state(), before)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_somebody_else(self):
        """Strangers, who was once let in, and officers of another agency learn and change nothing by any address."""
        for login in ("test_stranger", "test_former", "test_foreign"):
            self.log_in(login)
            before = self.state()
            for method in ("GET", "POST"):
                for rule, _endpoint, path in self.addresses(self.applications, method):
                    if login == "test_foreign" and "service_id" in rule:
                        # It is that agency's own.
                        continue
                    with self.subTest(login=login, method=method, path=path):
                        if method == "GET":
                            response = self.url_open(path)
                        else:
                            response = self.send(path, self.applications[0], csrf_token=self.csrf())
                        self.assertLess(response.status_code, 500)
                        self.assertFalse(self.told(response))
            self.assertEqual(self.state(), before, login)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_somebody_elses_papers_in_own_address(self):
        """Nor does who names the own application, and papers, requests or people of another one."""
        own = self.complete(self.other_portal_user) | self.bring_to(
            self.file(partner_id=self.other_portal_user.partner_id.id, event_name="Pameran Lain"), "correction"
        )
        own[0].sudo()._as_procedure().write({"event_name": "Pameran Lain"})
        self.env.flush_all()
        self.log_in("test_stranger")
        answers, papers = self.request.exchange_ids, self.line.attachment_ids
        kept = (self.request.state, len(answers), papers, self.member.role, self.applications.mapped("state"))
        for method in ("GET", "POST"):
            for rule, _endpoint, path in self.addresses(own, method):
                # The own ones are withdrawn or deleted by these.
                if "application_id" not in rule or rule.endswith(("/delete", "<string:action>")):
                    continue
                with self.subTest(method=method, path=path):
                    response = self.url_open(path)
                    if method == "POST":
                        response = self.send(path, self.applications[0], csrf_token=self.csrf())
                    self.assertNotIn(PAPER, response.content)
                    self.assertNotIn("rahasia.pdf", response.text)
                    if re.search("_id>.*_id>", rule):
                        self.assertNotIn(PDF[:8], response.content)
        self.env.invalidate_all()
        now = (self.request.state, len(self.request.exchange_ids), self.line.attachment_ids, self.member.role)
        self.assertEqual((*now, self.applications.mapped("state")), kept)
        self.assertTrue(all(paper.exists() for paper in papers))

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_service_of_another_agency(self):
        """Nobody begins a draft for a service of an agency that the account does not know, or takes its forms away."""
        self.log_in("test_stranger")
        before = self.env["ptsp.application"].search_count([])
        response = self.send("/my/applications/new", self.applications[0], csrf_token=self.csrf())
        self.assertEqual(response.status_code, 200)
        data = {"csrf_token": self.csrf(), "service_id": self.foreign_service.id}
        self.assertTrue(self.url_open("/my/applications/new", data=data).url.endswith("/my/applications/new"))
        self.assertEqual(self.env["ptsp.application"].search_count([]), before)
        forms = "/my/applications/forms/%s/leaflet"
        self.assertEqual(self.url_open(forms % self.foreign_service.id).status_code, 404)
        self.log_in("test_foreign")
        self.assertEqual(self.url_open(forms % self.service.id).status_code, 404)
