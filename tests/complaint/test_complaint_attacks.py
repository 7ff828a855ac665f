"""What reaches a complaint past its screens: Odoo's addresses, exports, prints, threads, domains, groups."""

import json

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..common import PDF
from .common_complaint import ComplaintCase

SECRET = "Rahasia-pengaduan"
NAME = "Pelapor-rahasia"
REPORTS = ("report_complaint_receipt", "report_complaint_answer", "report_complaint_register")


@tagged("post_install", "-at_install")
class TestComplaintAttacks(ComplaintCase, HttpCase):
    """A complaint of an officer of complaints, answered, and a whistle-blower who has named an application."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.complaint, _code = cls.sent(
            text=f"{SECRET}: {cls.handler.name} meminta uang.", complainant_name=NAME, files=[(f"{SECRET}.pdf", PDF)]
        )
        manager = cls.complaint.with_user(cls.complaint_manager)
        manager.action_pass_on()
        manager.action_answer(SECRET)
        cls.application = cls.bring_to(cls.file(), "verification").sudo()
        cls.whistle, _code = cls.sent(
            text="Ada pungutan.",
            complainant_name=NAME,
            complainant_phone="081234567890",
            application=cls.application.registration_number,
            confidential="1",
        )
        cls.whistle.with_user(cls.complaint_manager).action_pass_on()
        # What nobody may export is found by no export.
        cls.env.ref("base.group_allow_export").user_ids |= cls.handler | cls.colleague
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self.env.invalidate_all()

    def everybody_but_the_manager(self):
        return self.handler | self.colleague | self.env["res.users"].union(*self.users.values())

    def call(self, model, method, *args, **kwargs):
        """Call a method as a client does, and return all that comes back."""
        address = f"/web/dataset/call_kw/{model}/{method}"
        payload = {"params": {"model": model, "method": method, "args": args, "kwargs": kwargs}}
        return self.url_open(address, data=json.dumps(payload), headers={"Content-Type": "application/json"}).text

    def ask(self, address, **params):
        """Ask an address that speaks JSON, and return all that comes back."""
        payload = {"jsonrpc": "2.0", "method": "call", "params": params}
        return self.url_open(address, data=json.dumps(payload), headers={"Content-Type": "application/json"}).text

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def calls(self):
        """Return what somebody who has logged in gets by every road to the complaint, by road."""
        number, fields_read = self.complaint.id, ["name", "text", "complainant_name", "entry_ids"]
        files = (self.complaint.attachment_ids | self.complaint.entry_ids.attachment_ids).ids
        domain = [("id", "=", number)]
        thread = {"thread_model": "ptsp.complaint", "thread_id": number}
        export = {
            "model": "ptsp.complaint",
            "fields": [{"name": name, "label": name} for name in ("name", "text", "person_ids/name")],
            "ids": [number],
            "domain": [],
            "import_compat": False,
            "groupby": [],
            "context": {},
        }
        found = {
            "read": self.call("ptsp.complaint", "read", [number], fields_read),
            "web_read": self.call(
                "ptsp.complaint", "web_read", [number], specification={key: {} for key in fields_read}
            ),
            "search_read": self.call("ptsp.complaint", "search_read", domain, fields_read),
            "name_search": self.call("ptsp.complaint", "name_search", self.complaint.name),
            "groups": self.call("ptsp.complaint", "formatted_read_group", domain, ["name"], ["__count"]),
            "export": self.call("ptsp.complaint", "export_data", [number], ["name", "text", "person_ids/name"]),
            "history": self.call("ptsp.complaint.entry", "search_read", [("complaint_id", "=", number)], ["text"]),
            "to-dos": self.call("mail.activity", "search_read", [("res_model", "=", "ptsp.complaint")], ["res_name"]),
            "activities": self.call(
                "mail.activity", "get_activity_data", "ptsp.complaint", domain, limit=10, offset=0, fetch_done=True
            ),
            "files": self.call("ir.attachment", "search_read", [("id", "in", files)], ["name"]),
            "messages": self.ask("/mail/thread/messages", **thread),
            "thread": self.ask(
                "/mail/data", fetch_params=[["mail.thread", {**thread, "request_list": ["activities", "attachments"]}]]
            ),
            "csv": self.url_open(
                "/web/export/csv", data={"data": json.dumps(export), "csrf_token": http.Request.csrf_token(self)}
            ).text,
        }
        for report in REPORTS:
            for kind in ("html", "text", "pdf"):
                address = f"/report/{kind}/ptsp_exhibition.{report}/{number}"
                response = self.url_open(address)
                found[address] = f"{SECRET} is printed" if response.content[:4] == b"%PDF" else response.text
        for file in files:
            for address in (f"/web/content/{file}", f"/web/image/{file}", f"/web/content/{file}?download=1"):
                response = self.url_open(address)
                found[address] = f"{SECRET} is given" if response.content == PDF else response.text
        return found

    def test_roads(self):
        """Who is complained of finds it by no address of Odoo; another officer of complaints by most of them."""
        self.authenticate("test_complaints", "test_complaints")
        for road, found in self.calls().items():
            with self.subTest(road):
                self.assertNotIn(SECRET, found)
                self.assertNotIn(NAME, found)
                # What was asked by its number comes back where nothing was found.
                self.assertNotIn(f'"{self.complaint.name}"', found)
        self.authenticate("test_complaints_2", "test_complaints_2")
        seen = {road for road, found in self.calls().items() if SECRET in found or self.complaint.name in found}
        self.assertGreaterEqual(
            seen, {"read", "search_read", "name_search", "export", "history", "files", "csv", "groups"}
        )

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model", "odoo.http")
    def test_thread(self):
        """Nobody writes, follows or notifies by a thread of a complaint: it has none."""
        for login in ("test_complaints", "test_complaints_2", "test_auditor"):
            self.authenticate(login, login)
            for method, kwargs in (
                ("message_post", {"body": "x"}),
                ("message_subscribe", {"partner_ids": self.handler.partner_id.ids}),
                ("message_notify", {"partner_ids": self.handler.partner_id.ids, "body": "x"}),
            ):
                with self.subTest(login=login, method=method):
                    self.assertIn('"error"', self.call("ptsp.complaint", method, [self.complaint.id], **kwargs))
            answer = self.ask(
                "/mail/message/post",
                thread_model="ptsp.complaint",
                thread_id=self.complaint.id,
                post_data={"body": "x", "message_type": "comment"},
            )
            self.assertIn('"error"', answer)
        records = ("model", "=", "ptsp.complaint")
        self.assertFalse(self.env["mail.message"].sudo().search_count([records]))
        self.assertFalse(self.env["mail.followers"].sudo().search_count([("res_model", "=", "ptsp.complaint")]))

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_whistle_blower_by_domains(self):
        """No domain, order, group or export of anybody but the manager tells who a whistle-blower is."""
        words = {"name": NAME, "phone": "+6281234567890", "application": self.application.registration_number}
        for user in self.everybody_but_the_manager():
            Complaint = self.env["ptsp.complaint"].with_user(user)
            if not Complaint.has_access("read"):
                continue
            only = [("id", "=", self.whistle.id)]
            for name, word in words.items():
                for domain in (
                    [(f"person_ids.{name}", "=", word)],
                    [("person_ids", "any", [(name, "ilike", word)])],
                    [(f"complainant_{name}", "ilike", word)],
                    [("application_id.registration_number", "=", word)],
                    [("application_named", "=", word)],
                ):
                    with self.subTest(user=user.login, domain=domain):
                        try:
                            found = Complaint.search(only + domain)
                        except (AccessError, UserError, ValueError):
                            continue
                        self.assertFalse(found)
                for groupby in (f"person_ids.{name}", f"complainant_{name}", "person_ids"):
                    try:
                        groups = Complaint.formatted_read_group(only, [groupby], ["__count"])
                    except (AccessError, UserError, ValueError):
                        continue
                    self.assertNotIn(word, str(groups))
            user.group_ids += self.env.ref("base.group_allow_export")
            for told in (
                Complaint.browse(self.whistle.id).export_data(
                    ["name", "complainant_name", "complainant_application", "person_ids/name", "application_id/name"]
                ),
                Complaint.browse(self.whistle.id).read(),
                Complaint.browse(self.whistle.id).entry_ids.read(),
            ):
                for word in (*words.values(), self.application.name):
                    self.assertNotIn(word, str(told), user.login)

    def test_application_of_a_whistle_blower(self):
        """By an application its applicant is known: only the manager is told it, and decides whether it is linked."""
        self.assertFalse(self.whistle.application_id or self.whistle.application_named)
        self.assertEqual(self.whistle.service_id, self.application.service_id)
        manager = self.whistle.with_user(self.complaint_manager)
        self.assertEqual(manager.complainant_application, self.application.registration_number)
        self.assertEqual(self.application.with_user(self.colleague).complaint_count, 0)
        with self.assertRaisesRegex(AccessError, "keeps alone"), self.env.cr.savepoint():
            self.whistle.with_user(self.colleague).application_id = self.application
        manager.application_id = self.application
        self.assertNotIn(self.application.name, str(self.whistle.entry_ids.mapped("text")))
        # At the desk it is the same, from the beginning or later.
        first = self.enter(application_id=self.application.id, confidential=True)
        later = self.enter(application_id=self.application.id)
        later.confidential = True
        for complaint in (first, later):
            self.assertFalse(complaint.application_id)
            self.assertFalse(complaint.complainant_application)
            told = complaint.with_user(self.complaint_manager).complainant_application
            self.assertEqual(told, self.application.registration_number)
            self.assertNotIn(self.application.name, str(complaint.sudo().entry_ids.mapped("text")))

    def test_semester_report(self):
        """The semester report counts it for those who read it, but not for who is complained of."""
        self.complaint.with_user(self.complaint_manager).action_reopen(SECRET)
        head = self.users["section_head"]
        self.complaint.with_user(self.complaint_manager).officer_ids = [Command.link(head.id)]
        self.env.flush_all()
        today = self.company._ptsp_today()
        counts = {}
        for role in ("section_head", "auditor", "manager"):
            period = (
                self.env["ptsp.semester.report"]
                .with_user(self.users[role])
                .create({"year": today.year, "half": "I" if today.month < 7 else "II"})
            )
            rows = (
                self.env["report.ptsp_exhibition.report_semester"].with_user(self.users[role])._rows_complaint(period)
            )
            self.assertNotIn(SECRET, str(rows))
            counts[role] = sum(row[2] for row in rows if row[0] == "Semua layanan" and row[1] == "Pengaduan")
        self.assertEqual(counts["auditor"], counts["section_head"] + 1)
        self.assertEqual(counts["auditor"], counts["manager"])
