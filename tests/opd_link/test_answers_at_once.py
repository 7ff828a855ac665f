"""Two answers by link at the same moment, on a real server: one is taken, the other one is told so."""

import logging
import re
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import requests
from requests.adapters import HTTPAdapter

from odoo.tests import tagged

from ...controllers.opinion import _COOKIE
from ..procedure.test_concurrency import RealServerCase

_logger = logging.getLogger(__name__)
MAILBOX = "surat@dishub.example.com"
#: So many pairs, or as many as fit into so many seconds.
PAIRS, SECONDS = 30, 60
TAKEN, LATE = "The opinion was received", "Nothing was sent"


class _FromAddress(HTTPAdapter):
    """Comes from an address of its own, for each may open so many pages a minute."""

    def __init__(self, address):
        self._address = address
        super().__init__()

    def init_poolmanager(self, *args, **kwargs):
        return super().init_poolmanager(*args, source_address=(self._address, 0), **kwargs)


class _Visitor:
    """Somebody with a link, at a browser."""

    def __init__(self, link, address):
        self.link = link
        self.http = requests.Session()
        self.http.mount("http://", _FromAddress(address))

    def post(self, part, **data):
        """Send a form of the page; return the page that comes."""
        return self.http.post(f"{self.link}/{part}", data={"lang": "en", **data}, timeout=120).text

    def same(self, address):
        """Return the same browser at another window."""
        other = _Visitor(self.link, address)
        secret = next(cookie.value for cookie in self.http.cookies if cookie.name == _COOKIE)
        other.http.headers["Cookie"] = f"{_COOKIE}={secret}"
        return other


@tagged("post_install", "-at_install", "slow")
class TestAnswersAtOnce(RealServerCase):
    """Each application is with one OPD, which has a mail box only."""

    def sent_out(self, count):
        """Bring applications to the OPD; return a dict from their ids to the addresses of their links."""
        admin = self.sandbox.officer("admin", "Rahasia-2026")
        [agency_id] = admin.call(
            "ptsp.agency", "create", [{"name": "Dishub", "email": MAILBOX, "answers_by_link": True}]
        )
        ids = self.file(count, "registration")
        self.desk("ptsp.application", "action_register", ids)
        self.desk("ptsp.application", "action_mark_checklist_ok", ids)
        self.desk(
            "ptsp.technical.review",
            "create",
            [{"application_id": one, "agency_id": agency_id, "kind": "Lalu lintas"} for one in ids],
        )
        self.desk("ptsp.application", "action_verify_technical", ids)
        self.desk("ptsp.application", "action_dispatch", ids)
        numbers = {
            number: one for one, (number,) in zip(sorted(ids), self.stored(ids, "registration_number"), strict=True)
        }
        links = {}
        for (body,) in self.sandbox.query("SELECT body_html FROM mail_mail WHERE email_to = %s", [MAILBOX]):
            [number] = [number for number in numbers if number in body]
            token = re.search(r"/ptsp/opinion/([A-Za-z0-9_-]+)", body).group(1)
            links[numbers[number]] = f"{self.officers['desk'].address}/ptsp/opinion/{token}"
        self.assertEqual(set(links), set(ids))
        return links

    def let_in(self, visitor):
        """Have a code sent, and enter it."""
        visitor.post("code", go="send")
        [[body]] = self.sandbox.query(
            "SELECT body_html FROM mail_mail WHERE email_to = %s ORDER BY id DESC LIMIT 1", [MAILBOX]
        )
        page = visitor.post("code", code=re.search(r"<b>(\d{6})</b>", body).group(1))
        self.assertIn("Opinion on Lalu lintas", page)
        return visitor

    def both(self, visitors):
        """Let visitors answer at the same moment; return the pages that they get."""
        barrier = Barrier(len(visitors))

        def answer(number):
            barrier.wait()
            return visitors[number].post(
                "answer", answered_by=f"Orang {number}", opinion_kind="recommended", opinion=f"Pertimbangan {number}"
            )

        with ThreadPoolExecutor(len(visitors)) as pool:
            return list(pool.map(answer, range(len(visitors))))

    def test_pairs(self):
        """The same browser twice, and two people with two codes: one answer is taken whole, the other is told so."""
        links = self.sent_out(PAIRS)
        begun, tried = time.monotonic(), []
        for number, (application_id, link) in enumerate(links.items()):
            if time.monotonic() - begun > SECONDS:
                break
            first = self.let_in(_Visitor(link, f"127.0.{number}.2"))
            another = f"127.0.{number}.3"
            second = self.let_in(_Visitor(link, another)) if number % 2 else first.same(another)
            pages = self.both([first, second])
            told = [next((words for words in (TAKEN, LATE) if words in page), page) for page in pages]
            self.assertEqual(sorted(told), sorted([TAKEN, LATE]))
            winner = told.index(TAKEN)
            # What the other one has typed is not lost.
            self.assertIn(f"Pertimbangan {1 - winner}", pages[1 - winner])
            tried.append((application_id, winner))
        rows = self.sandbox.query(
            """SELECT application_id, state, opinion, answered_by_name, issued_by_id
                 FROM ptsp_technical_review WHERE application_id = ANY(%s)""",
            [[application_id for application_id, _winner in tried]],
        )
        self.assertCountEqual(
            rows,
            [(one, "issued", f"Pertimbangan {winner}", f"Orang {winner}", None) for one, winner in tried],
        )
        ids = [application_id for application_id, _winner in tried]
        _logger.info("Pairs of answers at the same moment: %s in %.0f s", len(ids), time.monotonic() - begun)
        self.assertGreaterEqual(len(ids), 3)
        self.assertEqual(self.stored(ids, "state"), [("drafting",)] * len(ids))
        self.assertEqual(self.actions(ids, "receive_advice"), len(ids))
        [[answered]] = self.sandbox.query("SELECT count(*) FROM ptsp_opd_visit_log WHERE what = 'answered'")
        self.assertEqual(answered, len(ids))
        self.assert_sound(ids)
