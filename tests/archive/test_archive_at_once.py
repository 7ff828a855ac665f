"""Heads and registry who press at the same moment, on a real server: nothing is approved or destroyed twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from odoo.tests import tagged

from ..procedure.test_concurrency import PASSWORD, RealServerCase
from ..real_server import RpcError

#: How often each race is run.
RACES = 6


@tagged("post_install", "-at_install", "slow")
class TestArchiveAtOnce(RealServerCase):
    """Two windows, two people, or both."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sandbox.query("UPDATE res_company SET ptsp_uses_archive = true")

    def proposed(self, count):
        """Close applications, let their terms end, and propose each in a list of its own; return the lists."""
        ids = self.file(count, "registration")
        self.desk("ptsp.application", "action_cancel", ids, "Batal")
        self.sandbox.shell("""
env["ptsp.archive.record"]._cron_archive()
env.cr.commit()
""")
        # As if the years had gone by.
        self.sandbox.query(
            """UPDATE ptsp_archive_record
                  SET active_until = '2020-01-01', inactive_until = '2021-01-01', fate = 'destroy'
                WHERE application_id = ANY(%s)""",
            [ids],
        )
        records = [
            record
            for [record] in self.sandbox.query(
                "SELECT id FROM ptsp_archive_record WHERE application_id = ANY(%s) ORDER BY id", [ids]
            )
        ]
        self.assertEqual(len(records), count)
        self.desk("ptsp.archive.record", "action_transfer", records)
        return {
            self.desk("ptsp.archive.record", "action_propose_disposal", [record])["res_id"]: record
            for record in records
        }

    def lists(self, ids, *names):
        """Return fields of lists as they stand in the database."""
        return self.sandbox.query(
            f"SELECT {', '.join(names)} FROM ptsp_archive_disposal WHERE id = ANY(%s) ORDER BY id", [list(ids)]
        )

    def race(self, login, other, disposal, act="action_approve", other_act="action_approve"):
        """Let two press at the same moment; return what each was answered."""
        return self.at_once([(login, act, [disposal]), (other, other_act, [disposal])], "ptsp.archive.disposal")

    def test_two_heads(self):
        """Both heads at the same moment: both approvals count, and the list is approved."""
        lists = self.proposed(RACES)
        for disposal in lists:
            self.assertEqual(self.race("division", "head", disposal), [True, True])
        rows = self.lists(lists, "state", "division_by_id IS NOT NULL", "agency_by_id IS NOT NULL")
        self.assertEqual(rows, [("approved", True, True)] * RACES)
        self.assertFalse(
            self.lists(lists, "division_by_id = agency_by_id OR division_by_id = proposed_by_id").count((True,))
        )

    def test_one_person_twice(self):
        """The same person in two windows, who is even both heads, approves once."""
        admin = self.sandbox.officer("admin", PASSWORD)
        groups = dict(
            self.sandbox.query(
                "SELECT name, res_id FROM ir_model_data WHERE module = 'ptsp_exhibition' AND model = 'res.groups'"
            )
        )
        admin.call(
            "res.users",
            "create",
            [
                {
                    "name": "Kedua kepala",
                    "login": "both",
                    "password": PASSWORD,
                    "group_ids": [[4, groups[name]] for name in ("group_division_head", "group_agency_head")],
                }
            ],
        )
        self.officers["both"] = self.sandbox.officer("both", PASSWORD)
        lists = self.proposed(RACES)
        for number, disposal in enumerate(lists):
            login = "both" if number % 2 else "head"
            answers = self.race(login, login, disposal)
            self.assertEqual(sorted(answer is True for answer in answers), [False, True], answers)
            [refusal] = [answer for answer in answers if answer is not True]
            self.assertRegex(str(refusal), "Two people approve")
        self.assertEqual(set(self.lists(lists, "state")), {("proposed",)})
        self.assertEqual(
            [bool(division) + bool(agency) for division, agency in self.lists(lists, "division_by_id", "agency_by_id")],
            [1] * RACES,
        )

    def test_destroyed_once(self):
        """Two who destroy the same list at the same moment destroy it once, with one certificate; and it verifies."""
        lists = self.proposed(RACES)
        for disposal in lists:
            for login in ("division", "head"):
                self.officers[login].call("ptsp.archive.disposal", "action_approve", [disposal])
            answers = self.race("desk", "second_desk", disposal, "action_execute", "action_execute")
            self.assertEqual(sorted(answer is True for answer in answers), [False, True], answers)
            self.assertRegex(str([answer for answer in answers if answer is not True]), "Reload the page")
        self.assertEqual(set(self.lists(lists, "state")), {("executed",)})
        [[files]] = self.sandbox.query(
            "SELECT count(*) FROM ir_attachment WHERE res_model = 'ptsp.archive.disposal' AND res_id = ANY(%s)",
            [list(lists)],
        )
        self.assertEqual(files, RACES)
        for [application_id] in self.sandbox.query(
            "SELECT application_id FROM ptsp_archive_record WHERE id = ANY(%s)", [list(lists.values())]
        ):
            answer = self.desk("ptsp.application", "action_verify_control_sheet", [application_id])
            self.assertEqual(answer["params"]["type"], "success", answer["params"]["message"])

    def test_held_meanwhile(self):
        """A hold that comes at the moment of the destruction stops it, or finds the file destroyed."""
        for disposal, record in self.proposed(RACES).items():
            for login in ("division", "head"):
                self.officers[login].call("ptsp.archive.disposal", "action_approve", [disposal])
            answers = self.at_once_of(
                ("desk", "ptsp.archive.disposal", "action_execute", [disposal]),
                ("division", "ptsp.archive.record", "action_hold", [record], "Perkara"),
            )
            self.assertEqual(sorted(answer is True for answer in answers), [False, True], answers)
            [[state, held]] = self.sandbox.query(
                "SELECT state, is_held FROM ptsp_archive_record WHERE id = %s", [record]
            )
            self.assertEqual((state, bool(held)), ("destroyed", False) if answers[0] is True else ("inactive", True))

    def test_proposed_and_lent(self):
        """Of a proposal and a loan of the same file at the same moment one is refused."""
        for disposal, record in self.proposed(RACES).items():
            self.desk("ptsp.archive.disposal", "action_drop", [disposal])
            loan = {"record_id": record, "borrower_name": "Siti", "purpose": "Perkara", "due_on": "2099-01-01"}
            answers = self.at_once_of(
                ("desk", "ptsp.archive.record", "action_propose_disposal", [record]),
                ("second_desk", "ptsp.archive.loan", "create", [loan]),
            )
            refused = [answer for answer in answers if isinstance(answer, Exception)]
            self.assertEqual(len(refused), 1, answers)
            self.assertRegex(str(refused[0]), "is lent to Siti|Drop that list")

    def at_once_of(self, *calls):
        """Make calls of several models at the same moment.

        :param calls: login, model, method and arguments
        """
        barrier = Barrier(len(calls))

        def make(call):
            login, *rest = call
            officer = self.officers[login].again()
            barrier.wait()
            try:
                return officer.call(*rest)
            except RpcError as error:
                return error

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(make, calls))
