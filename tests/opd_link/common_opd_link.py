"""An OPD that has a mail box only, and somebody who reads that mail."""

import re
from contextlib import contextmanager
from unittest.mock import patch

from odoo.fields import Command
from odoo.sql_db import Cursor
from odoo.tests import HttpCase

from ...controllers.opinion import _COOKIE
from ..common import PDF, PtspCase

MAILBOX = "surat@dishub.example.com"
ENGLISH = {"Accept-Language": "en-GB,en;q=0.9,id;q=0.5"}
GONE = "This link opens nothing"
#: What stands in the papers and the opinion of another OPD only.
SECRET = "Rahasia-OPD-lain"


class OpdLinkCase(PtspCase, HttpCase):
    """An application is with an OPD that answers by link."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.speak_two_languages()
        cls.agency.write({"member_ids": [Command.clear()], "email": MAILBOX, "answers_by_link": True})
        cls.kind = cls.env["ptsp.opinion.kind"].create(
            {
                "service_id": cls.service.id,
                "name": "Lalu lintas",
                "agency_id": cls.agency.id,
                "criterion_ids": [Command.create({"name": "Akses keluar masuk"}), Command.create({"name": "Parkir"})],
            }
        )
        cls.condition = cls.env["ptsp.opinion.condition"].create({"agency_id": cls.agency.id, "text": "Rambu dipasang"})
        cls.application = cls.send_out()
        cls.review = cls.application.sudo().review_ids
        cls.token = cls.token_of_mail()

    @classmethod
    def send_out(cls):
        """Bring an application with a paper to the OPD, by mail; nobody signs for it."""
        application = cls.file()
        application.checklist_ids[0]._add_papers([("Denah.pdf", PDF)])
        cls.as_role(application, "information").action_submit()
        for role, step in (("customer_service", cls.accept), ("registration", cls.register)):
            step(cls, cls.as_role(application, role))
        officer = cls.as_role(application, "verification")
        officer.write({"review_ids": [Command.create({"agency_id": cls.agency.id, "kind_id": cls.kind.id})]})
        cls.drop_proposals(officer)
        officer.action_mark_checklist_ok()
        officer.action_verify_technical()
        cls.as_role(application, "liaison").action_dispatch()
        return application

    @classmethod
    def mails(cls):
        """Return the e-mails that wait for the OPD, the latest first."""
        return cls.env["mail.mail"].sudo().search([("email_to", "=", MAILBOX)], order="id desc")

    @classmethod
    def token_of_mail(cls):
        """Return what stands in the link of the latest e-mail."""
        return re.search(r"/ptsp/opinion/([A-Za-z0-9_-]+)", "".join(cls.mails().mapped("body_html"))).group(1)

    def code_of_mail(self):
        """Return the code of the latest e-mail."""
        self.env.invalidate_all()
        return re.search(r"<b>(\d{6})</b>", self.mails()[0].body_html).group(1)

    def path(self, part="", token=None):
        """Return an address of the link."""
        return f"/ptsp/opinion/{token or self.token}{part and '/' + part}"

    def open_link(self, part="", token=None):
        """Open the page as a browser that prefers English."""
        self.env.flush_all()
        return self.url_open(self.path(part, token), headers=ENGLISH)

    def post(self, part, data=None, files=None, token=None):
        """Send a form of the page."""
        self.env.flush_all()
        return self.url_open(self.path(part, token), data=data or {"lang": "en"}, files=files, headers=ENGLISH)

    def get_in(self, token=None):
        """Have a code sent, and enter it."""
        self.post("code", {"go": "send"}, token=token)
        return self.post("code", {"code": self.code_of_mail()}, token=token)

    def leave(self):
        """Be another browser from now on; return the former one's secret."""
        secret = self.opener.cookies.get(_COOKIE)
        self.opener.cookies.clear()
        return secret

    def come_back(self, secret, token=None):
        """Be a browser again that was here before."""
        self.leave()
        self.opener.cookies.set(_COOKIE, secret, domain="127.0.0.1", path=self.path(token=token))

    def opinion(self, **more):
        """Return what somebody enters."""
        return {
            "lang": "en",
            "opinion_kind": "conditional",
            "opinion": "Tidak keberatan",
            "conditions": "Parkir di sisi timur",
            "library": str(self.condition.id),
            "advice_number": "551/12/DISHUB",
            "advice_date": "2026-11-20",
            "control_note": "Koordinasi dengan Satlantas",
            "answered_by": "Rina, Kepala Seksi Lalin",
            **more,
        }

    @contextmanager
    def recorded(self):
        """Give the list of the queries of a visit, but for the savepoints that only tests need."""
        self.env.flush_all()
        queries = []
        execute = Cursor.execute

        def record(cursor, query, *args, **kwargs):
            text = getattr(query, "code", query)
            if "SAVEPOINT" not in text:
                queries.append(text)
            return execute(cursor, query, *args, **kwargs)

        with patch.object(Cursor, "execute", record):
            yield queries
