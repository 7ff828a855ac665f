"""The process control sheet: without gaps in time, and nobody changes it unnoticed."""

from datetime import timedelta
from itertools import pairwise

from odoo import fields
from odoo.models import MAGIC_COLUMNS
from odoo.tests import tagged

from ...tools import hash_chain
from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestControlSheet(PtspCase):
    """Each actor signs a line; each line is tied to all lines before it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.done = cls.bring_to(cls.file(), "done", technical=True).with_user(cls.users["auditor"])
        cls.open = cls.bring_to(cls.file(), "verification").with_user(cls.users["auditor"])

    def tamper(self, query, *params):
        """Change the database behind the procedure's back."""
        self.env.flush_all()
        self.env.cr.execute(query, params)
        self.assertTrue(self.env.cr.rowcount)
        self.env.invalidate_all()

    def assert_sound(self, application):
        result = application.action_verify_control_sheet()
        self.assertEqual(result["params"]["type"], "success", result["params"]["message"])
        self.assertIn(f"The control sheet of {application.name} is complete and unchanged", result["params"]["message"])

    def assert_broken(self, application, line):
        result = application.action_verify_control_sheet()
        self.assertEqual(result["params"]["type"], "danger")
        self.assertRegex(result["params"]["message"], f"^Line {line} of the control sheet of .*Inform the manager")

    # As the procedure leaves it

    def test_lines_follow_each_other(self):
        """Each line begins when the one before ends, in the state to which it led, with the next number."""
        for application in (self.done, self.open):
            lines = application.control_ids
            self.assertEqual(lines.mapped("sequence"), list(range(1, len(lines) + 1)))
            for before, after in pairwise(lines):
                self.assertEqual(before.ended_at, after.started_at)
            self.assertEqual(lines[0].state, "draft")
            self.assertEqual(lines[-1].state, application.state)
        self.assertFalse(self.open.control_ids[-1].ended_at or self.open.control_ids[-1].user_id)
        self.assertTrue(all(self.done.control_ids.mapped("ended_at")))

    def test_what_a_line_says(self):
        """A line says who did what at which step, and how long it took against which norm."""
        line = self.done.control_ids.filtered(lambda line: line.action == "register")
        self.assertEqual(line.user_id, self.users["registration"])
        self.assertEqual((line.state, line.step_id.number), ("registration", 6))
        self.assertEqual(line.norm_minutes, line.step_id.norm_max)
        self.assertEqual(line.within_norm, line.working_minutes <= line.norm_minutes)
        self.assertEqual(
            line.working_minutes,
            round(self.service._working_minutes(line.started_at, line.ended_at), 2),
        )

    def test_hashes(self):
        """Each closed line bears a hash of its own; the application remembers the last one."""
        hashes = self.done.control_ids.mapped("line_hash")
        self.assertEqual(len(set(hashes)), len(hashes))
        for line_hash in hashes:
            self.assertRegex(line_hash, r"^\$3\$[0-9a-f]{64}$")
        self.assertEqual(self.done.chain_hash, hashes[-1])
        self.assertEqual(self.done.control_count, len(hashes))
        self.assertEqual(self.open.chain_hash, self.open.control_ids[-2].line_hash)

    def test_same_work_on_another_application(self):
        """Lines of two applications differ in their hash, even where they say the same."""
        one, other = self.file(2)
        (one + other).action_submit()
        first, second = (application.sudo().control_ids[0] for application in (one, other))
        self.assertEqual(first.ended_at, second.ended_at)
        self.assertNotEqual(first.line_hash, second.line_hash)

    def test_sound(self):
        """A sheet that nobody has touched is found to be so, by everyone who reads it."""
        for application in (self.done, self.open, self.file(), self.bring_to(self.file(), "cancelled")):
            for user in (self.users["auditor"], self.users["manager"], self.users["pickup"]):
                self.assert_sound(application.with_user(user))

    def rehash(self, application, versions):
        """Write the chain of a sheet anew in the database, each line by a version, as older sheets stand there."""
        previous = hash_chain.GENESIS
        for line, version in zip(application.sudo().control_ids.sorted("sequence"), versions, strict=True):
            previous = hash_chain.link(previous, line._hash_content(version), version)
            self.env.cr.execute("UPDATE ptsp_control_line SET line_hash = %s WHERE id = %s", [previous, line.id])
        self.env.cr.execute("UPDATE ptsp_application SET chain_hash = %s WHERE id = %s", [previous, application.id])
        self.env.invalidate_all()

    def test_sheets_of_before_versions(self):
        """Sheets that were written under older versions of the hash stay verifiable, also where they went on since."""
        count = len(self.done.control_ids)
        for old in (count, 3):
            self.rehash(self.done, [0] * old + [1] * (count - old))
            self.assert_sound(self.done)
            self.rehash(self.done, [1] * old + [2] * (count - old))
            self.assert_sound(self.done)

    def test_no_way_back_to_an_older_version(self):
        """A line that covers less than the one before it is none that the procedure wrote."""
        count = len(self.done.control_ids)
        for version in (1, 2):
            self.rehash(self.done, [version] * (count - 1) + [version - 1])
            self.assertEqual(self.done._broken_control_line(), count)

    # Changed behind the procedure's back

    def deputation(self):
        """Return an acting officer who has acted on nothing."""
        now = fields.Datetime.now()
        return self.env["ptsp.deputation"].create(
            {
                "role": "section_head",
                "holder_id": self.users["section_head"].id,
                "deputy_id": self.users["pickup"].id,
                "starts_at": now,
                "ends_at": now + timedelta(days=1),
                "company_id": self.service.company_id.id,
            }
        )

    def test_every_column(self):
        """Whatever is changed in a closed line is found, and the line is named."""
        changes = {
            "step_id": "NULL",
            "state": "'help_desk'",
            "action": "'cancel'",
            "user_id": str(self.users["pickup"].id),
            "started_at": "started_at - interval '1 minute'",
            "ended_at": "ended_at + interval '1 minute'",
            "working_minutes": "working_minutes + 0.01",
            "norm_minutes": "norm_minutes + 1",
            "within_norm": "NOT within_norm",
            "note": "'Palsu'",
            "document_sha256": "'0'",
            "evidence": "'{}'",
            "unseparated": "true",
            "effective_at": "ended_at - interval '1 minute'",
            "taken_at": "ended_at - interval '1 minute'",
            "line_hash": "repeat('0', 64)",
            "sequence": "99",
        }
        changes["deputation_id"] = str(self.deputation().id)
        columns = {name for name, field in self.env["ptsp.control.line"]._fields.items() if field.store}
        # What follows from moments that the hash covers is not covered again.
        derived = {"waiting_minutes", "handling_minutes"}
        self.assertEqual(columns - set(changes) - derived, {"application_id", *MAGIC_COLUMNS})
        for application in (self.done, self.open):
            line = application.control_ids[1]
            for column, value in changes.items():
                with self.subTest(column=column, state=application.state), self.undone():
                    self.tamper(f'UPDATE ptsp_control_line SET "{column}" = {value} WHERE id = %s', line.id)
                    self.assert_broken(application, 2)

    def test_every_line(self):
        """The first line that was changed is named, whichever it is."""
        for position, line in enumerate(self.done.control_ids, start=1):
            with self.subTest(line=position), self.undone():
                self.tamper("UPDATE ptsp_control_line SET note = 'Palsu' WHERE id = %s", line.id)
                self.assert_broken(self.done, position)

    def test_two_lines(self):
        """Of two changed lines the first is named."""
        third, fifth = self.done.control_ids[2], self.done.control_ids[4]
        self.tamper("UPDATE ptsp_control_line SET note = 'Palsu' WHERE id IN %s", (third.id, fifth.id))
        self.assert_broken(self.done, 3)

    def test_hash_calculated_anew(self):
        """Who changes a line and calculates its hash anew is found out by the line that follows."""
        second = self.done.control_ids[1]
        self.tamper("UPDATE ptsp_control_line SET note = 'Palsu' WHERE id = %s", second.id)
        forged = hash_chain.link(self.done.control_ids[0].line_hash, second._hash_content(3), 3)
        self.tamper("UPDATE ptsp_control_line SET line_hash = %s WHERE id = %s", forged, second.id)
        self.assert_broken(self.done, 3)

    def test_open_line(self):
        """The open line cannot be moved, nor put into another state."""
        line = self.open.control_ids[-1]
        for change in ("state = 'drafting'", "started_at = started_at - interval '1 hour'", "sequence = 9"):
            with self.subTest(change=change), self.undone():
                self.tamper(f"UPDATE ptsp_control_line SET {change} WHERE id = %s", line.id)
                self.assert_broken(self.open, 4)

    def test_state_changed_alone(self):
        """An application that was put into another state does not fit its sheet."""
        self.tamper("UPDATE ptsp_application SET state = 'pickup' WHERE id = %s", self.open.id)
        self.assertEqual(self.open.action_verify_control_sheet()["params"]["type"], "danger")

    # Deleted

    def test_deleted_line(self):
        """A line that was deleted is missed, wherever it stood."""
        for application in (self.done, self.open):
            for position, line in enumerate(application.control_ids, start=1):
                with self.subTest(state=application.state, line=position), self.undone():
                    self.tamper("DELETE FROM ptsp_control_line WHERE id = %s", line.id)
                    self.assert_broken(application, position)

    def test_deleted_end(self):
        """The last lines cannot be cut off together."""
        for application in (self.done, self.open):
            count = len(application.control_ids)
            for left in range(count):
                with self.subTest(state=application.state, left=left), self.undone():
                    self.tamper(
                        "DELETE FROM ptsp_control_line WHERE application_id = %s AND sequence > %s",
                        application.id,
                        left,
                    )
                    self.assert_broken(application, left + 1)

    def test_exchanged_lines(self):
        """Two lines cannot change places."""
        second, third = self.done.control_ids[1:3]
        self.tamper("UPDATE ptsp_control_line SET sequence = 99 WHERE id = %s", second.id)
        self.tamper("UPDATE ptsp_control_line SET sequence = 2 WHERE id = %s", third.id)
        self.tamper("UPDATE ptsp_control_line SET sequence = 3 WHERE id = %s", second.id)
        self.assert_broken(self.done, 2)

    def test_line_of_another_application(self):
        """A line of another application does not fit in."""
        other = self.bring_to(self.file(), "cs_check")
        self.tamper("DELETE FROM ptsp_control_line WHERE application_id = %s AND sequence = 1", other.id)
        self.tamper(
            "UPDATE ptsp_control_line SET application_id = %s WHERE id = %s", other.id, self.open.control_ids[0].id
        )
        self.assert_broken(other.with_user(self.users["auditor"]), 1)

    def test_chain_end_of_the_application(self):
        """The end of the chain that the application remembers cannot be changed alone."""
        self.tamper("UPDATE ptsp_application SET chain_hash = repeat('0', 64) WHERE id = %s", self.done.id)
        self.assertEqual(self.done.action_verify_control_sheet()["params"]["type"], "danger")
