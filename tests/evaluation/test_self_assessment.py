"""Once a year a service assesses itself: scores, targets, gaps, and the evidence that this system shows."""

import base64

import psycopg2

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import PDF
from .common_evaluation import EvaluationCase

#: What a refusal is; those of access are some of them.
REFUSED = UserError


@tagged("post_install", "-at_install")
class TestSelfAssessment(EvaluationCase):
    """One of this year, after the ministry's aspects."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.year = cls.company._ptsp_today().year
        cls.Assessment = cls.env["ptsp.self.assessment"].with_user(cls.users["manager"])
        cls.assessment = cls.Assessment.create({"service_id": cls.service.id, "year": cls.year})

    def refused(self, call, error=REFUSED):
        """A call is refused."""
        with mute_logger("odoo.sql_db", "odoo.models"), self.assertRaises(error), self.env.cr.savepoint():
            call()
            self.env.flush_all()
        self.env.invalidate_all()

    def score_all(self, score=4):
        """Give each aspect the same score."""
        self.assessment.line_ids.write({"score": score, "remark": "Cukup bukti"})

    def test_aspects(self):
        """The six aspects of the ministry come with their weights; score, target and gap follow."""
        lines = self.assessment.line_ids
        self.assertEqual(lines.mapped("weight"), [30, 18, 15, 15, 15, 7])
        self.assertEqual(len(set(lines.mapped("name"))), 6)
        for line, score in zip(lines, (4, 3, 5, 4, 4, 2), strict=True):
            line.score = score
        self.assertAlmostEqual(self.assessment.score, round((120 + 54 + 75 + 60 + 60 + 14) / 100, 2))
        self.assertAlmostEqual(self.assessment.gap, self.assessment.target - self.assessment.score)
        self.assertEqual(lines.mapped("gap"), [0, 1, 0, 0, 0, 2])
        self.assertEqual(self.assessment.category, "B")

    def test_categories(self):
        """Each category begins where the ministry says."""
        for score, category in ((5, "A"), (4.51, "A"), (4.5, "A-"), (4.0, "B"), (3.5, "B-"), (2.5, "C-"), (1.0, "F")):
            self.score_all(score)
            self.assertEqual(self.assessment.category, category, score)

    def test_evidence(self):
        """What the system shows stands there with its day; it stays until it is taken anew."""
        shown = {line.evidence: line.evidence_value for line in self.assessment.line_ids}
        self.assertIn(self.service.sop_number, shown["standards"])
        self.assertIn("dari", shown["online"])
        self.assertEqual(shown["index"], "Belum ada data.")
        self.assertEqual(set(self.assessment.line_ids.mapped("evidence_on")), {self.company._ptsp_today()})
        self.bring_to(self.file(), "done")
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual({line.evidence: line.evidence_value for line in self.assessment.line_ids}, shown)
        self.assessment.action_renew_evidence()
        anew = {line.evidence: line.evidence_value for line in self.assessment.line_ids}
        self.assertNotEqual(anew["online"], shown["online"])
        self.refused(lambda: self.assessment.line_ids[0].write({"evidence_value": "Sempurna"}))

    def test_all_evidence(self):
        """Each kind of evidence has a value and leads to its records."""
        star = self.Assessment.create({"service_id": self.service.id, "year": self.year, "kind": "star"})
        for line in self.assessment.line_ids | star.line_ids:
            with self.subTest(evidence=line.evidence):
                self.assertTrue(line.evidence_value)
                action = line.action_open_evidence()
                if action.get("res_model") and action["res_model"] != "ptsp.evaluation":
                    self.env[action["res_model"]].with_user(self.users["manager"]).search_count(
                        action.get("domain") or []
                    )
        kept = star.line_ids.filtered(lambda line: line.evidence == "promise").evidence_value
        self.assertIn("1 dari 1", kept)

    def test_rights(self):
        """Managers edit; heads and the auditor read; nobody else finds it."""
        for role in self.users:
            model = self.env["ptsp.self.assessment"].with_user(self.users[role])
            one = self.assessment.with_user(self.users[role])
            with self.subTest(role=role):
                reads = role in ("manager", "auditor", "section_head", "division_head", "agency_head")
                self.assertEqual(model.has_access("read"), reads)
                if role == "manager":
                    continue
                self.refused(lambda model=model: model.create({"service_id": self.service.id, "year": 2020}))
                if reads:
                    self.assertTrue(one.line_ids.mapped("evidence_value"))
                    for call in (
                        lambda one=one: one.write({"remark": "x"}),
                        lambda one=one: one.line_ids.write({"score": 5}),
                        one.action_close,
                        one.action_renew_evidence,
                        one.unlink,
                    ):
                        self.refused(call)

    def test_close(self):
        """It closes with a score or a remark for each aspect, and stays as it is; its files, too."""
        self.refused(self.assessment.action_close, UserError)
        self.score_all()
        line = self.assessment.line_ids[0]
        file = line.env["ir.attachment"].create({"name": "Maklumat.pdf", "raw": PDF})
        line.attachment_ids = file
        self.assertEqual((file.res_model, file.res_id), ("ptsp.self.assessment.line", line.id))
        self.assessment.action_close()
        self.assertEqual(self.assessment.closed_by_id, self.users["manager"])
        self.refused(lambda: self.assessment.write({"remark": "x"}))
        self.refused(lambda: line.write({"score": 5}))
        self.refused(lambda: line.write({"attachment_ids": [Command.clear()]}))
        self.refused(self.assessment.action_close)
        self.refused(self.assessment.action_renew_evidence)
        self.refused(self.assessment.unlink)
        self.refused(file.unlink)
        self.refused(lambda: file.write({"raw": PDF + b"x"}))

    def test_files(self):
        """Files are papers; what belongs to another record is no evidence."""
        line = self.assessment.line_ids[0]
        self.refused(
            lambda: line.write(
                {"attachment_ids": [Command.create({"name": "x.exe", "datas": base64.b64encode(b"MZ").decode()})]}
            )
        )
        other = self.env["ir.attachment"].create(
            {"name": "x.pdf", "raw": PDF, "res_model": "res.partner", "res_id": self.applicant.id}
        )
        self.refused(lambda: line.write({"attachment_ids": [Command.link(other.id)]}))

    def test_once(self):
        """One for each service, year and kind; chosen once; what is chosen wrongly is deleted while it is open."""
        same = {"service_id": self.service.id, "year": self.year}
        self.refused(lambda: self.Assessment.create(same), psycopg2.IntegrityError)
        self.refused(lambda: self.assessment.write({"year": 2020}))
        self.refused(lambda: self.assessment.write({"state": "closed"}))
        self.refused(self.assessment.copy)
        self.refused(lambda: self.Assessment.create({**same, "kind": "star", "year": 1000}), psycopg2.IntegrityError)
        for wrong in (-1, 5.01):
            self.refused(lambda wrong=wrong: self.assessment.line_ids.write({"score": wrong}), psycopg2.IntegrityError)
        self.assertTrue(self.assessment.write({}))
        self.assertFalse(self.Assessment.create([]))
        self.assessment.unlink()
        self.assertFalse(self.assessment.exists())

    def test_job(self):
        """In January those of the last year are opened, both kinds, once; what was opened by hand is one of them."""
        year = self.later.year if self.later.month == 1 else self.later.year + 1
        day = self.later.replace(year=year, month=1)
        self.Assessment.search([("year", "=", year - 1)]).filtered(lambda one: one != self.assessment).unlink()
        self.run_job(day)
        domain = [("company_id", "=", self.company.id), ("year", "=", year - 1), ("service_id", "=", self.service.id)]
        opened = self.env["ptsp.self.assessment"].search(domain)
        self.assertEqual(sorted(opened.mapped("kind")), ["pekppp", "star"])
        self.company.ptsp_evaluation_day = False
        self.run_job(day)
        self.assertEqual(self.env["ptsp.self.assessment"].search(domain), opened)

    def test_no_aspects(self):
        """Without aspects a manager is told to enter them, and the job opens nothing."""
        self.env["ptsp.assessment.criterion"].search([]).active = False
        self.refused(lambda: self.Assessment.create({"service_id": self.service.id, "year": 2020}), UserError)
        self.assertFalse(self.env["ptsp.self.assessment"]._open_year(self.company, 2021))
