"""Strategic applications are examined more deeply before they are signed (step 14b)."""

import json
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from ..common import PtspCase
from ..common_clock import wita
from ..common_figures import FigureCase


@tagged("post_install", "-at_install")
class TestStrategic(PtspCase):
    """A head calls an application strategic; a signature then needs an opinion, meeting or visit that came since."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "agency_approval", technical=True)
        cls.head = cls.as_role(cls.application, "agency_head")
        # What is there already came in an earlier second.
        for review in cls.application.sudo()._as_procedure().review_ids:
            earlier = review.issued_at - timedelta(minutes=1)
            review.write({"issued_at": earlier, "opinion_received_at": earlier})

    def test_signed_after_an_opinion(self):
        """An opinion that was there already does not count; one that comes afterwards does."""
        self.as_role(self.application, "division_head").action_mark_strategic("Dibuka Gubernur")
        self.assertEqual((self.head.is_strategic, self.head.is_deepened), (True, False))
        self.assertEqual(self.head.strategic_reason, "Dibuka Gubernur")
        self.assert_refused(self.head, "sign", "is strategic: before it is signed", note=None)
        self.assertIn("is strategic", self.head.what_is_missing)
        self.head.action_return_to_verification("Perlu pertimbangan lagi")
        self.bring_back()
        self.assertTrue(self.head.is_deepened)
        self.head.action_sign()
        line = self.application.sudo().control_ids.filtered(lambda line: line.action == "sign")
        said = json.loads(line.evidence)["strategic"]
        self.assertEqual([mark["reason"] for mark in said["marks"]], ["Dibuka Gubernur"])
        self.assertEqual([one["kind"] for one in said["deepened"]], ["opinion"])
        self.assertTrue(self.as_role(self.application, "auditor").action_verify_control_sheet())

    def bring_back(self):
        """Walk from verification by way of the OPD to the agency head."""
        for _source, role, step, _target in self._way_to("agency_approval", technical=True)[3:]:
            step(self, self.as_role(self.application, role))

    def test_not_strategic(self):
        """Whatever is not strategic is signed as ever, and nothing of it stands in the sheet."""
        self.head.action_sign()
        line = self.application.sudo().control_ids.filtered(lambda line: line.action == "sign")
        self.assertNotIn("strategic", json.loads(line.evidence or "{}"))

    def test_taken_back(self):
        """A head takes it back with a reason; both stay on record, and in the sheet."""
        self.head.action_mark_strategic("Dibuka Gubernur")
        self.head.action_unmark_strategic("Gubernur batal hadir")
        self.assertFalse(self.head.strategic_reason)
        self.head.action_sign()
        line = self.application.sudo().control_ids.filtered(lambda line: line.action == "sign")
        marks = json.loads(line.evidence)["strategic"]["marks"]
        self.assertEqual([mark["strategic"] for mark in marks], [True, False])

    def test_who(self):
        """Heads mark, wherever the file is; nobody else does, and nobody changes or deletes a mark."""
        for role in ("processing", "verification", "registry", "manager", "auditor"):
            seen = self.as_role(self.application, role)
            self.assertFalse(seen.may_mark_strategic)
            with self.subTest(role), self.assertRaises(AccessError):
                seen.action_mark_strategic("x")
        self.assertRaises(AccessError, self.as_role(self.application, "technical").read, ["is_strategic"])
        early = self.bring_to(self.file(), "verification")
        self.assertTrue(self.as_role(early, "section_head").may_mark_strategic)
        self.as_role(early, "section_head").action_mark_strategic("Jalan utama ditutup")
        mark = early.sudo().strategic_mark_ids
        for attempt in (
            lambda: mark.unlink(),
            lambda: mark.write({"reason": "x"}),
            lambda: mark.copy(),
            lambda: self.head.write({"is_strategic": True}),
        ):
            with self.undone(), self.assertRaises(UserError):
                attempt()

    def test_what_is_missing(self):
        """A reason is needed; nothing is marked twice, in draft, or after the signature."""
        with self.assertRaisesRegex(UserError, "Write why"):
            self.head.action_mark_strategic(" ")
        with self.assertRaisesRegex(UserError, "marked so already"):
            self.head.action_unmark_strategic("x")
        draft = self.file()
        with self.assertRaisesRegex(UserError, "after it was filed"):
            self.as_role(draft, "agency_head").action_mark_strategic("x")
        self.head.action_sign()
        with self.assertRaisesRegex(UserError, "before the letter is signed"):
            self.head.action_mark_strategic("x")

    def test_dialog(self):
        """One button opens the dialog, which marks, or takes the mark back."""
        for expected in (True, False):
            action = self.head.action_open_strategic()
            Dialog = self.env[action["res_model"]].with_user(self.users["agency_head"])
            Dialog.with_context(**action["context"]).create({"reason": "Dibuka Gubernur"}).action_confirm()
            self.assertEqual(self.head.is_strategic, expected)

    def test_list(self):
        """Strategic applications are found and grouped."""
        self.head.action_mark_strategic("Dibuka Gubernur")
        found = self.head.search([("is_strategic", "=", True), ("id", "=", self.application.id)])
        self.assertEqual(found, self.head)


@tagged("post_install", "-at_install")
class TestStrategicReport(FigureCase):
    """The semester report counts them."""

    def test_count(self):
        """Registered, strategic, deepened and signed, for each service."""
        applications = [self.registered("2026-11-23 10:00") for _number in range(3)]
        with freeze_time(wita("2026-11-23 11:00")):
            self.as_role(applications[0], "section_head").action_mark_strategic("Dibuka Gubernur")
        report = self.env["ptsp.semester.report"].with_user(self.users["manager"])
        report = report.create({"service_id": self.service.id, "year": 2026, "half": "II"})
        values = self.env["report.ptsp_exhibition.report_semester"].with_user(self.users["manager"])
        [table] = [table for table in values._tables(report) if table.key == "strategic"]
        self.assertEqual(table.rows, (("FIG Rev. 04", 3, 1, 0, 0),))
