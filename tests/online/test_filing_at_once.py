"""Many who file at the same moment, connections that break, a server that is killed: on a real server."""

import logging
import socket
import struct
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import requests

from odoo.tests import tagged

from ..real_server import HOST
from .common_real import PAPERS, RealApplicantsCase, ended

_logger = logging.getLogger(__name__)
MANY = 40
#: A socket that is closed then says nothing, as a cable that is pulled out.
RESET = struct.pack("ii", 1, 0)


@tagged("post_install", "-at_install", "slow")
class TestFilingAtOnce(RealApplicantsCase):
    """Forty applicants file at the same moment: no error, and nobody's paper in another's file."""

    count = MANY

    def test_forty(self):
        """All forty begin together and file all the way; each file holds its own and is handed in once."""
        applicants = [self.applicant(name) for name in self.names]
        barrier = Barrier(MANY)

        def file(applicant):
            barrier.wait()
            start = time.monotonic()
            page = applicant.hand_in(applicant.fill_in())
            return applicant, page.text_content(), time.monotonic() - start

        with ThreadPoolExecutor(MANY) as pool:
            answers = list(pool.map(file, applicants))
        seconds = sorted(taken for _applicant, _text, taken in answers)
        requests_made = sum(len(applicant.statuses) for applicant in applicants)
        _logger.info("%s applicants at once: median %.1f s, last %.1f s", MANY, seconds[MANY // 2], seconds[-1])
        self.assertEqual({status for applicant in applicants for status in applicant.statuses}, {200})
        self.assertEqual(requests_made, MANY * 6)
        for applicant, text, _taken in answers:
            self.assertIn(f"Pameran {applicant.name}", text)
        rows = self.filed()
        self.assertEqual([row[0] for row in sorted(rows)], self.names)
        for name, application_id, state, event, address, papers in rows:
            self.assertEqual((state, event), ("cs_check", f"Pameran {name}"))
            self.assertIn(f"Jl. {name}", address)
            self.assert_own_papers(name, papers)
            self.assertEqual(self.control_lines(application_id), ["submit"])
        self.assertNotIn("ERROR", self.sandbox._read_log())
        # What one has filed, no other opens.
        first, second = applicants[:2]
        [[paper_id]] = self.sandbox.query(
            """SELECT f.id FROM ir_attachment f JOIN ptsp_checklist_line l ON f.res_id = l.id
                WHERE f.res_model = 'ptsp.checklist.line' AND l.application_id = %s LIMIT 1""",
            [second.id],
        )
        answer = first.at.http.get(f"{first.at.address}/my/applications/{second.id}/papers/{paper_id}", timeout=60)
        self.assertEqual(answer.status_code, 404)

    def test_button_pressed_twice(self):
        """Whoever presses the last button twice, in two windows at the same moment, hands in once."""
        self.make_accounts("dua_kali")
        applicant = self.applicant("dua_kali")
        page = applicant.fill_in()
        action, hidden = applicant.form(page, "check")
        windows = [applicant.at.again() for _index in range(4)]
        barrier = Barrier(len(windows))

        def press(window):
            barrier.wait()
            return window.http.post(window.address + action, data={**hidden, "go": "next"}, timeout=120).status_code

        with ThreadPoolExecutor(len(windows)) as pool:
            self.assertEqual(set(pool.map(press, windows)), {200})
        self.assertEqual(self.control_lines(applicant.id), ["submit"])


@tagged("post_install", "-at_install", "slow")
class TestFilingInterrupted(RealApplicantsCase):
    """The connection breaks or the server dies: what was saved stays, what was not is not there in part."""

    prefix = "putus"

    def setUp(self):
        super().setUp()
        self.someone = self.applicant()

    def raw_request(self, action, hidden, files):
        """Return a request as the bytes that a browser sends."""
        request = requests.Request("POST", self.someone.at.address + action, data={**hidden, "go": "next"}, files=files)
        prepared = self.someone.at.http.prepare_request(request)
        head = f"POST {prepared.path_url} HTTP/1.1\r\nHost: {HOST}:{self.sandbox.port}\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in prepared.headers.items())
        return head.encode() + b"\r\n" + prepared.body

    def test_connection_cut(self):
        """Cut anywhere in an upload: nothing of it is kept, all of before is, and the next try goes through."""
        page = self.someone.begin_papers()
        action, hidden = self.someone.form(page, "papers")
        papers = self.someone.papers(page)
        # The first paper was sent by itself, as the page does it with JavaScript.
        self.someone.post(f"{action.partition('?')[0]}/{papers[0][0].removeprefix('line_')}", hidden, papers[:1])
        before = self.papers_of(self.someone.id)
        self.assertEqual(before, [(papers[0][1][0], papers[0][1][1])])
        whole = self.raw_request(action, hidden, papers[1:])
        for share in (0.02, 0.3, 0.7, 0.999):
            with self.subTest(share), closing(socket.create_connection((HOST, self.sandbox.port))) as connection:
                connection.sendall(whole[: int(len(whole) * share)])
                time.sleep(0.2)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            time.sleep(0.5)
            self.assertEqual(self.papers_of(self.someone.id), before)
            page = self.someone.get(f"/my/applications/{self.someone.id}/file/papers")
            self.assertIn(papers[0][1][0], page.text_content())
        page = self.someone.send(page, "papers", files=self.missing(page))
        self.someone.hand_in(page)
        [[name, _id, state, _event, _address, kept]] = self.filed()
        self.assertEqual(state, "cs_check")
        self.assert_own_papers(name, kept)
        self.assertEqual(self.control_lines(self.someone.id), ["submit"])

    def test_connection_lost_after_sending(self):
        """The answer to an upload never arrives: sent once more, the paper is there once."""
        name = "putus_kedua"
        self.make_accounts(name)
        someone = self.someone = self.applicant(name)
        page = someone.begin_papers()
        action, hidden = someone.form(page, "papers")
        papers = someone.papers(page)
        with closing(socket.create_connection((HOST, self.sandbox.port))) as connection:
            connection.sendall(self.raw_request(action, hidden, papers[:3]))
            deadline = time.monotonic() + 60
            # The server has all of it; nobody waits for what it says.
            while len(self.papers_of(someone.id)) < 3 and time.monotonic() < deadline:
                time.sleep(0.1)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        self.assertEqual(len(self.papers_of(someone.id)), 3)
        page = someone.post(action, {**hidden, "go": "next"}, papers)
        if not page.xpath("//form[contains(@action, '/file/check')]"):
            page = someone.get(f"/my/applications/{someone.id}/file/check")
        someone.hand_in(page)
        self.assert_own_papers(name, self.papers_of(someone.id))

    def missing(self, page):
        """Return the papers of the lines that have none, as they are sent."""
        shown = page.text_content()
        return [file for file in self.someone.papers(page) if file[1][0] not in shown]


@tagged("post_install", "-at_install", "slow")
class TestKilledWhileHandingIn(RealApplicantsCase):
    """A server that is killed in the middle of the hand-in has handed in all or nothing."""

    prefix = "mati"

    def kill_while_handing_in(self, applicant, page, wait):
        """Press the last button, and kill the server when ``wait`` returns."""
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(ended, applicant.hand_in, page)
            try:
                wait()
            finally:
                self.sandbox.kill()
            return answer.result()

    def test_killed(self):
        """Killed at each place: after the restart the draft is whole and is handed in once, with all papers."""
        applicant = self.applicant()
        page = applicant.fill_in()
        for table in ("ptsp_online_request", "ptsp_control_line", "ptsp_application"):
            with self.subTest(table):
                with self.sandbox.writing_blocked(table):
                    answer = self.kill_while_handing_in(applicant, page, self.sandbox.wait_until_blocked)
                self.assertIsInstance(answer, requests.RequestException)
                self.sandbox.start("--limit-time-real=0", "--limit-time-cpu=0")
                [[name, _id, state, _event, _address, papers]] = self.filed()
                self.assertEqual(state, "draft")
                self.assert_own_papers(name, papers)
                self.assertEqual(self.control_lines(applicant.id), [])
                page = applicant.get(f"/my/applications/{applicant.id}/file/check")
        applicant.hand_in(page)
        [[name, application_id, state, _event, _address, papers]] = self.filed()
        self.assertEqual(state, "cs_check")
        self.assert_own_papers(name, papers)
        self.assertEqual(len(papers), PAPERS)
        self.assertEqual(self.control_lines(application_id), ["submit"])

    def test_killed_at_any_moment(self):
        """Killed after some milliseconds, wherever it is then: handed in wholly and once, or not at all."""
        outcomes = set()
        for number, delay in enumerate((0.02, 0.1, 0.25, 0.5, 1.5)):
            name = f"saat{number}"
            self.make_accounts(name)
            applicant = self.applicant(name)
            page = applicant.fill_in()
            self.kill_while_handing_in(applicant, page, lambda delay=delay: time.sleep(delay))
            self.sandbox.start("--limit-time-real=0", "--limit-time-cpu=0")
            [[_name, application_id, state, _event, _address, papers]] = self.filed(name)
            self.assert_own_papers(name, papers)
            done = self.control_lines(application_id)
            self.assertIn((state, done), [("draft", []), ("cs_check", ["submit"])])
            outcomes.add(state)
            again = self.applicant(name)
            if state == "draft":
                again.hand_in(again.get(f"/my/applications/{application_id}/file/check"))
            [[_name, _id, state, _event, _address, papers]] = self.filed(name)
            self.assertEqual((state, self.control_lines(application_id)), ("cs_check", ["submit"]))
            self.assert_own_papers(name, papers)
        _logger.info("Killed while handing in: found %s after the restart", sorted(outcomes))
