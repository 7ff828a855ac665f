"""Applicants at a real server: accounts of their own, pages over HTTP, and what stands in the database."""

import hashlib
import re
from dataclasses import dataclass, field

import requests
from lxml import html

from odoo.tests import BaseCase
from odoo.tests.common import get_db_name

from ..common import PDF
from ..real_server import Officer, Sandbox
from .common_online import CONTACT, REPRESENTED, details

PASSWORD = "Rahasia-2026"
PAPERS = 7


@dataclass
class Applicant:
    """Somebody with an account who files at the pages, as a browser without JavaScript does it.

    :param Officer at: the session
    :param str name: login of the account; it stands in all that this applicant enters and attaches
    """

    at: Officer
    name: str
    id: int = 0
    statuses: list = field(default_factory=list)

    def get(self, path):
        """Return a page."""
        return self._page(self.at.http.get(self.at.address + path, timeout=300))

    def post(self, path, data=None, files=None):
        """Send a form, and return the page to which it leads."""
        return self._page(self.at.http.post(self.at.address + path, data=data, files=files, timeout=300))

    def _page(self, answer):
        self.statuses.append(answer.status_code)
        answer.raise_for_status()
        if found := re.search(r"/my/applications/(\d+)", answer.url):
            self.id = int(found[1])
        return html.fromstring(answer.content)

    def form(self, page, step):
        """Return address and hidden values of the form of a page."""
        form = next(form for form in page.xpath("//form[@method='post']") if f"/file/{step}" in form.get("action"))
        return form.get("action"), {
            field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")
        }

    def send(self, page, step, values=None, files=None):
        """Fill in the form of a page and go on."""
        action, hidden = self.form(page, step)
        return self.post(action, {**hidden, "go": "next", **(values or {})}, files)

    # The way

    def begin(self):
        """Begin a draft, and return its first page."""
        page = self.get("/my/applications/new")
        form = page.xpath("//form[.//input[@name='service_id']]")[0]
        return self.post(form.get("action"), {each.get("name"): each.get("value") for each in form.xpath(".//input")})

    def content(self, number):
        """Return a paper that only this applicant has."""
        return PDF + f"%% {self.name} {number}\n".encode() + hashlib.sha256(self.name.encode()).digest() * 2000

    def papers(self, page):
        """Return the papers for the lines of a page, as they are sent."""
        names = page.xpath("//input[@type='file']/@name")
        return [
            (name, (f"{self.name} {number}.pdf", self.content(number), "application/pdf"))
            for number, name in enumerate(names)
        ]

    def begin_papers(self):
        """Fill in all before the papers, and return their page."""
        page = self.send(self.begin(), "applicant", {**CONTACT, **REPRESENTED, "contact_street": f"Jl. {self.name}"})
        return self.send(page, "details", {**details(), "event_name": f"Pameran {self.name}"})

    def fill_in(self):
        """Fill in all pages, and return the last one, on which the file is handed in."""
        page = self.begin_papers()
        return self.send(page, "papers", files=self.papers(page))

    def hand_in(self, page):
        """Hand in the file, and return the page that says so."""
        return self.send(page, "check")


class RealApplicantsCase(BaseCase):
    """A server of its own, on a copy of the test database, with applicants who have accounts."""

    count = 1
    #: What every class needs: names of the accounts begin with it.
    prefix = "pemohon"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sandbox = Sandbox(f"{get_db_name()}_real", get_db_name())
        cls.addClassCleanup(cls.sandbox.destroy)
        cls.sandbox.query("UPDATE res_users SET password = %s WHERE login = 'admin'", [PASSWORD])
        cls.sandbox.start("--limit-time-real=0", "--limit-time-cpu=0")
        cls.admin = cls.sandbox.officer("admin", PASSWORD)
        cls.names = [f"{cls.prefix}{number:02d}" for number in range(cls.count)]
        cls.make_accounts(*cls.names)

    @classmethod
    def make_accounts(cls, *names):
        """Make accounts of these logins."""
        [[portal]] = cls.sandbox.query(
            "SELECT res_id FROM ir_model_data WHERE module = 'base' AND name = 'group_portal'"
        )
        cls.admin.call(
            "res.users",
            "create",
            [
                {
                    "name": f"Saudara {name}",
                    "login": name,
                    "email": f"{name}@example.com",
                    "password": PASSWORD,
                    "group_ids": [[6, 0, [portal]]],
                }
                for name in names
            ],
        )

    def applicant(self, name=None):
        """Return an applicant who is logged in."""
        name = name or self.names[0]
        return Applicant(self.sandbox.officer(name, PASSWORD), name)

    def filed(self, *names):
        """Return the applications as they stand in the database: login, state, name of the exhibition, papers.

        :return: list of tuples; the papers as a list of pairs of name and content
        """
        rows = self.sandbox.query(
            """SELECT u.login, a.id, a.state, a.event_name, a.applicant_address
                 FROM ptsp_application a JOIN res_users u ON u.partner_id = a.partner_id
                WHERE u.login = ANY(%s) ORDER BY a.id""",
            [list(names or self.names)],
        )
        return [(*row, self.papers_of(row[1])) for row in rows]

    def papers_of(self, application_id):
        """Return the papers of an application, as a sorted list of pairs of name and content."""
        files = self.sandbox.query(
            """SELECT f.name, f.store_fname, f.db_datas FROM ir_attachment f
                 JOIN ptsp_checklist_line l ON f.res_model = 'ptsp.checklist.line' AND f.res_id = l.id
                WHERE l.application_id = %s ORDER BY f.name""",
            [application_id],
        )
        folder = self.sandbox.folder / "filestore" / self.sandbox.name
        return [(name, (folder / stored).read_bytes() if stored else bytes(data)) for name, stored, data in files]

    def assert_own_papers(self, name, papers):
        """Someone's application has the seven papers of that applicant, each once and letter for letter."""
        expected = [(f"{name} {number}.pdf", Applicant(None, name).content(number)) for number in range(PAPERS)]
        self.assertEqual([paper for paper, _content in papers], [paper for paper, _content in expected])
        self.assertEqual(papers, expected)

    def control_lines(self, application_id):
        """Return the actions in the control sheet of an application, in their order."""
        rows = self.sandbox.query(
            "SELECT action FROM ptsp_control_line WHERE application_id = %s ORDER BY sequence", [application_id]
        )
        return [action for [action] in rows if action]


def ended(call, *args):
    """Return what a call returns, or the error of the network with which it ended."""
    try:
        return call(*args)
    except requests.RequestException as error:
        return error
