"""Many officers at once, and a server that dies, on a real server with real transactions."""

import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import requests

from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name

from ..common import STAFF_GROUPS, exhibition_vals
from ..real_server import RpcError, Sandbox

PASSWORD = "Rahasia-2026"
#: Who sits at the desks. Nobody may initial what he drafted, so it takes four people, and two more for a race.
OFFICERS = {
    "desk": ("information", "customer_service", "registration", "verification", "liaison", "processing", "registry"),
    "second_desk": ("registration", "processing", "registry"),
    "section": ("section_head",),
    "division": ("division_head",),
    "head": ("agency_head",),
}
#: The way from the counter to the registry: what each officer calls, in turn.
WAY = {
    "registration": [
        ("desk", "action_submit"),
        ("desk", "action_mark_checklist_ok"),
        ("desk", "action_accept"),
        ("desk", "action_mark_checklist_ok"),
    ],
    "numbering": [
        ("desk", "action_register"),
        ("desk", "action_mark_checklist_ok"),
        ("desk", "action_verify_direct"),
        ("desk", "write", {"decision": "recommended"}),
        ("desk", "action_submit_draft"),
        ("section", "action_section_approve"),
        ("division", "action_division_approve"),
        ("head", "action_sign"),
    ],
    "final_check": [
        ("desk", "action_number"),
        ("desk", "action_confirm_final_checklist"),
    ],
}
MANY = 50


class RealServerCase(BaseCase):
    """A server of its own, on a copy of the test database, with officers who are logged in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sandbox = Sandbox(f"{get_db_name()}_real", get_db_name())
        cls.addClassCleanup(cls.sandbox.destroy)
        cls.sandbox.query("UPDATE res_users SET password = %s WHERE login = 'admin'", [PASSWORD])
        cls.sandbox.start()
        admin = cls.sandbox.officer("admin", PASSWORD)
        groups = dict(
            cls.sandbox.query(
                "SELECT module || '.' || name, res_id FROM ir_model_data "
                "WHERE module = 'ptsp_exhibition' AND model = 'res.groups'"
            )
        )
        admin.call(
            "res.users",
            "create",
            [
                {
                    "name": login,
                    "login": login,
                    "password": PASSWORD,
                    "group_ids": [[4, groups[STAFF_GROUPS[role]]] for role in roles],
                }
                for login, roles in OFFICERS.items()
            ],
        )
        cls.officers = {login: cls.sandbox.officer(login, PASSWORD) for login in OFFICERS}
        cls.partner_id = cls.desk("res.partner", "create", {"name": "PT Borneo", "email": "eo@example.com"})

    @classmethod
    def desk(cls, model, method, *args):
        return cls.officers["desk"].call(model, method, *args)

    def file(self, count, state):
        """File applications and bring them to a state; return their ids."""
        vals = {"partner_id": self.partner_id, **exhibition_vals()}
        vals = {name: value if isinstance(value, (int, str)) else str(value) for name, value in vals.items()}
        ids = self.desk("ptsp.application", "create", [vals] * count)
        for target, steps in WAY.items():
            for login, method, *args in steps:
                self.officers[login].call("ptsp.application", method, ids, *args)
            if target == state:
                return ids
        raise AssertionError(f"no way to {state}")

    def at_once(self, calls, model="ptsp.application"):
        """Make RPC calls at the same moment, each over a connection of its own.

        :param calls: list of pairs of login and arguments of the call
        :param str model: the model on which the methods are called
        :return: for each call its result, or the error with which it ended
        """
        barrier = Barrier(len(calls))

        def make(call):
            login, *args = call
            officer = self.officers[login].again()
            barrier.wait()
            try:
                return officer.call(model, *args)
            except (RpcError, requests.RequestException) as error:
                return error

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(make, calls))

    def stored(self, ids, *names):
        """Return fields of applications as they stand in the database, in the order of their ids."""
        return self.sandbox.query(
            f"SELECT {', '.join(names)} FROM ptsp_application WHERE id = ANY(%s) ORDER BY id", [ids]
        )

    def register(self, kind):
        """Return the numbers that were given, in their order."""
        rows = self.sandbox.query("SELECT number FROM ptsp_register_entry WHERE kind = %s ORDER BY number", [kind])
        return [number for (number,) in rows]

    def assert_no_gap(self, kind):
        numbers = self.register(kind)
        self.assertEqual(numbers, list(range(1, len(numbers) + 1)))

    def assert_sound(self, ids):
        """Each control sheet is continuous and unchanged, with one open line, of the application's state."""
        for application_id in ids:
            answer = self.desk("ptsp.application", "action_verify_control_sheet", [application_id])
            self.assertEqual(answer["params"]["type"], "success", answer["params"]["message"])
        rows = self.sandbox.query(
            """SELECT a.id, a.state, array_agg(l.state) FILTER (WHERE l.ended_at IS NULL)
                 FROM ptsp_application a JOIN ptsp_control_line l ON l.application_id = a.id
                WHERE a.id = ANY(%s) GROUP BY a.id""",
            [ids],
        )
        for _id, state, open_lines in rows:
            self.assertEqual(open_lines, [state])

    def actions(self, ids, action):
        """Return how often an action stands in the control sheets of the applications."""
        [[count]] = self.sandbox.query(
            "SELECT count(*) FROM ptsp_control_line WHERE application_id = ANY(%s) AND action = %s", [ids, action]
        )
        return count


@tagged("post_install", "-at_install", "slow")
class TestConcurrency(RealServerCase):
    """Officers who work at the same moment neither lose nor double anything."""

    def test_many_registrations_at_once(self):
        """Fifty files registered at the same moment get fifty numbers, without a gap."""
        ids = self.file(MANY, "registration")
        results = self.at_once(
            [(("desk", "second_desk")[index % 2], "action_register", [ids[index]]) for index in range(MANY)]
        )
        self.assertEqual(results, [True] * MANY)
        numbers = {number for (number,) in self.stored(ids, "registration_number")}
        self.assertEqual(len(numbers), MANY)
        self.assert_no_gap("registration")
        self.assertEqual(self.actions(ids, "register"), MANY)
        self.assert_sound(ids)

    def test_many_letters_at_once(self):
        """Fifty letters numbered at the same moment get fifty numbers, and each its own PDF that bears it."""
        ids = self.file(MANY, "numbering")
        results = self.at_once([("desk", "action_number", [application_id]) for application_id in ids])
        self.assertEqual(results, [True] * MANY)
        rows = self.stored(ids, "letter_number", "letter_attachment_id", "letter_sha256")
        for column in zip(*rows, strict=True):
            self.assertEqual(len(set(column)), MANY)
        self.assert_no_gap("letter")
        self.assert_sound(ids)

    def test_same_button_at_once(self):
        """Two officers press the same button at the same moment: one registers, the other is told."""
        ids = self.file(10, "registration")
        before = len(self.register("registration"))
        for application_id in ids:
            results = self.at_once([(login, "action_register", [application_id]) for login in ("desk", "second_desk")])
            self.assertEqual(results.count(True), 1, results)
            [error] = (result for result in results if result is not True)
            self.assertEqual(error.kind, "odoo.exceptions.UserError")
            self.assertRegex(str(error), "at this very moment|is at Verification now")
        self.assertEqual(self.actions(ids, "register"), len(ids))
        self.assertEqual(len(self.register("registration")), before + len(ids))
        self.assert_no_gap("registration")
        self.assert_sound(ids)

    def test_different_buttons_at_once(self):
        """One officer registers while another sends the file back: it goes one way, not both."""
        ids = self.file(6, "registration")
        for application_id in ids:
            results = self.at_once(
                [
                    ("desk", "action_register", [application_id]),
                    ("second_desk", "action_return_to_service", [application_id], "Berkas kurang"),
                ]
            )
            self.assertEqual(results.count(True), 1, results)
        self.assertEqual(self.actions(ids, "register") + self.actions(ids, "return_to_service"), len(ids))
        self.assert_no_gap("registration")
        self.assert_sound(ids)

    def test_overlapping_lists_at_once(self):
        """Two officers register lists that overlap: one list goes through whole, the other not at all."""
        ids = self.file(9, "registration")
        results = self.at_once([("desk", "action_register", ids[:6]), ("second_desk", "action_register", ids[:2:-1])])
        self.assertEqual(results.count(True), 1, results)
        self.assertEqual(self.actions(ids, "register"), 6)
        self.assert_no_gap("registration")
        self.assert_sound(ids)

    def test_monitoring_runs_at_once(self):
        """Two runs of the monitoring at the same moment warn of every application, and of none twice."""
        ids = self.file(20, "registration")
        self.desk("ptsp.application", "action_register", ids)
        # A Wednesday morning, when every step has passed its norm.
        day = date.today() + timedelta(days=7 + (2 - date.today().weekday()) % 7)
        code = f"""
import time
from datetime import datetime
from functools import partial
from unittest.mock import patch
from odoo import fields
from odoo.service.model import retrying
time.sleep(max(0, {time.time() + 8} - time.time()))
now = datetime.fromisoformat("{day} 02:30:00")
with patch.object(fields.Datetime, "now", staticmethod(lambda *args: now)):
    retrying(partial(env["ptsp.application"]._cron_monitor, portion=3), env)
"""
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(self.sandbox.shell, [code, code]))
        given = self.sandbox.query(
            """SELECT application_id, kind, user_id, count(*)
                 FROM ptsp_alert WHERE application_id = ANY(%s) GROUP BY 1, 2, 3""",
            [ids],
        )
        self.assertEqual({row[0] for row in given if row[1] == "step_late"}, set(ids))
        self.assertEqual({row[3] for row in given}, {1})


@tagged("post_install", "-at_install", "slow")
class TestKilledServer(RealServerCase):
    """A server that is killed in the middle of a transition leaves all of it or nothing."""

    def kill_while(self, action, ids, wait):
        """Let the registry press a button, and kill the server when ``wait`` returns."""
        officer = self.officers["desk"].again()

        def press():
            try:
                return officer.call("ptsp.application", action, ids)
            except requests.RequestException as error:
                return error

        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(press)
            try:
                wait()
            finally:
                self.sandbox.kill()
            return answer.result()

    def assert_all_or_nothing(self, ids):
        """Each letter is numbered and stored with a final checklist, or nothing of that; return whether it is."""
        rows = self.sandbox.query(
            """SELECT a.state, a.letter_number, a.letter_date, a.letter_sha256, f.store_fname, e.name,
                      (SELECT count(*) FROM ptsp_control_line l WHERE l.application_id = a.id AND action = 'number'),
                      (SELECT count(*) FROM ptsp_final_check c WHERE c.application_id = a.id)
                 FROM ptsp_application a
                 LEFT JOIN ir_attachment f ON f.id = a.letter_attachment_id
                 LEFT JOIN ptsp_register_entry e ON e.application_id = a.id AND e.kind = 'letter'
                WHERE a.id = ANY(%s)""",
            [ids],
        )
        for state, number, day, sha256, file, entry, lines, checks in rows:
            facts = (number, day, sha256, file, entry, lines, checks)
            if state == "numbering":
                self.assertFalse(any(facts), facts)
            else:
                self.assertEqual(state, "final_check")
                self.assertTrue(all(facts), facts)
                self.assertEqual(number, entry)
                content = (self.sandbox.folder / "filestore" / self.sandbox.name / file).read_bytes()
                self.assertEqual(hashlib.sha256(content).hexdigest(), sha256)
        states = {row[0] for row in rows}
        # What was asked for in one call was one transaction.
        self.assertEqual(len(states), 1, states)
        return states == {"final_check"}

    def test_killed_at_each_stage(self):
        """Killed before the number, the PDF, the checklist, the control sheet or the state: nothing has happened."""
        ids = self.file(2, "numbering")
        for table in (
            "ptsp_register_entry",
            "ir_attachment",
            "ptsp_final_check",
            "ptsp_control_line",
            "ptsp_application",
        ):
            with self.subTest(table):
                with self.sandbox.writing_blocked(table):
                    answer = self.kill_while("action_number", ids, self.sandbox.wait_until_blocked)
                self.assertIsInstance(answer, requests.RequestException)
                self.assertFalse(self.assert_all_or_nothing(ids))
                self.sandbox.start()
                self.assert_sound(ids)
        self.assertTrue(self.desk("ptsp.application", "action_number", ids))
        self.assertTrue(self.assert_all_or_nothing(ids))
        self.assert_no_gap("letter")

    def test_killed_while_releasing(self):
        """Killed before the control sheet, the state or the e-mail: the letter is not released, and nobody is told."""
        ids = self.file(2, "final_check")
        for table in ("ptsp_control_line", "ptsp_application", "mail_message"):
            with self.subTest(table):
                with self.sandbox.writing_blocked(table):
                    self.kill_while("action_release", ids, self.sandbox.wait_until_blocked)
                self.sandbox.start()
                self.assertEqual(
                    set(self.stored(ids, "state", "clock_ended_at", "sla_verdict")), {("final_check", None, None)}
                )
                self.assert_sound(ids)
        self.assertTrue(self.desk("ptsp.application", "action_release", ids))
        self.assertEqual({row[0] for row in self.stored(ids, "state")}, {"pickup"})
        self.assert_sound(ids)

    def test_killed_at_any_moment(self):
        """Killed whenever it may be: all or nothing, and after the restart the numbers go on without a gap."""
        done = self.file(2, "numbering")
        self.sandbox.kill()
        self.sandbox.start()
        started = time.monotonic()
        self.desk("ptsp.application", "action_number", done)
        duration = time.monotonic() - started
        for share in (0.3, 0.8, 1.1):
            ids = self.file(2, "numbering")
            with self.subTest(share):
                self.kill_while("action_number", ids, lambda seconds=share * duration: time.sleep(seconds))
                numbered = self.assert_all_or_nothing(ids)
                self.sandbox.start()
                self.assert_sound(ids)
                if not numbered:
                    self.desk("ptsp.application", "action_number", ids)
                done += ids
        self.assertTrue(self.assert_all_or_nothing(done))
        self.assert_no_gap("letter")
        self.assert_sound(done)
