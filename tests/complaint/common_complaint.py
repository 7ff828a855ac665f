"""What the tests of complaints share: who handles them, who manages them, and a complaint."""

import re
from contextlib import nullcontext

from odoo.tests import HttpCase, freeze_time, new_test_user

from ..common import PtspCase

ENGLISH = {"Accept-Language": "en-GB,en;q=0.9,id;q=0.5"}
TEXT = "Berkas saya ditolak tanpa alasan."


class ComplaintCase(PtspCase):
    """An officer of complaints, another one, and their manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for lang in ("en_US", "id_ID"):
            cls.env["res.lang"]._activate_lang(lang)
        cls.company = cls.env.company
        cls.company.ptsp_uses_complaints = True
        cls.handler, cls.colleague = (
            new_test_user(
                cls.env,
                login,
                "base.group_user,ptsp_exhibition.group_complaints",
                name=name,
                email=f"{login}@example.com",
            )
            for login, name in (("test_complaints", "Maria Lestari"), ("test_complaints_2", "Joko Purnomo"))
        )
        cls.complaint_manager = new_test_user(
            cls.env,
            "test_complaint_manager",
            "base.group_user,ptsp_exhibition.group_complaint_manager",
            name="Ratna Dewi",
        )
        cls.Complaint = cls.env["ptsp.complaint"]

    @classmethod
    def enter(cls, user=None, **values):
        """Enter a complaint at the desk."""
        return cls.Complaint.with_user(user or cls.handler).create({"text": TEXT, "channel": "direct", **values})

    @classmethod
    def send(cls, address="192.0.2.9", files=(), **typed):
        """Send a complaint by the page, and return what it shows."""
        public = cls.env.ref("base.public_user")
        return cls.Complaint.with_user(public)._file_by_page(
            address, {"kind": "complaint", "text": TEXT, **typed}, list(files)
        )

    @classmethod
    def sent(cls, **typed):
        """Send a complaint by the page, and return it, as superuser, with its code."""
        facts = cls.send(**typed)
        assert facts["status"] == "sent", facts
        return cls.Complaint.sudo().search([("name", "=", facts["number"])]), facts["secret"]

    def mails_to(self, address):
        """Return the e-mails that wait for an address, the latest first."""
        return self.env["mail.mail"].sudo().search([("email_to", "=", address)], order="id desc")

    def code_in(self, mail):
        """Return the code that stands in an e-mail."""
        return re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", mail.body_html).group(0)

    def watch(self, moment=None):
        """Run the scheduled action, at a moment in UTC."""
        self.env.flush_all()
        with freeze_time(moment) if moment else nullcontext(), self.enter_registry_test_mode():
            self.env.ref("ptsp_exhibition.cron_complaints").method_direct_trigger()
        self.env.invalidate_all()


class ComplaintPageCase(ComplaintCase, HttpCase):
    """The pages, as a browser without an account asks for them."""

    def post(self, path="", files=None, **typed):
        self.env.flush_all()
        response = self.url_open(f"/ptsp/complaint{path}", data=typed, files=files, headers=ENGLISH)
        self.env.invalidate_all()
        return response

    def last(self):
        return self.Complaint.sudo().search([], order="id desc", limit=1)

    def follow(self, complaint, secret, **more):
        return self.post("/follow", number=complaint.name, secret=secret, **more)
