"""The figures of an evaluation: what the control sheets, the complaints and the index say on the day it is opened."""

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from .common_evaluation import EvaluationCase


@tagged("post_install", "-at_install")
class TestEvaluationFigures(EvaluationCase):
    """Counted anew in the test from the lines themselves."""

    NAMES = (
        "steps_signed",
        "steps_normed",
        "norm_kept",
        "corrections_caused",
        "complaints_about",
        "satisfaction",
        "satisfaction_text",
    )

    def lines_of(self, role):
        """Return the lines of control sheets that the officer of a role has ended."""
        return self.env["ptsp.control.line"].search(
            [
                ("user_id", "=", self.users[role].id),
                ("ended_at", "!=", False),
                ("step_id", "!=", False),
                ("state", "not in", ("done", "cancelled")),
            ]
        )

    def test_steps(self):
        """Each officer's steps are the lines that he has ended, and the share that of those with a norm."""
        self.open_evaluations()
        for role in ("customer_service", "registration", "verification", "processing", "section_head", "pickup"):
            lines, evaluation = self.lines_of(role), self.of(role)
            normed = lines.filtered(lambda line: line.norm_minutes > 0)
            with self.subTest(role=role):
                self.assertTrue(lines)
                self.assertEqual(evaluation.steps_signed, len(lines))
                self.assertEqual(evaluation.steps_normed, len(normed))
                kept = 100 * len(normed.filtered("within_norm")) / len(normed) if normed else 0
                self.assertAlmostEqual(evaluation.norm_kept, kept)
        self.assertEqual(self.of("help_desk").steps_signed, 0)

    def test_corrections(self):
        """What a later desk sends back counts for whoever had passed it on, and for nobody else."""
        first, second = self.bring_to(self.file(2), "section_review")
        self.as_role(first, "section_head").action_section_return("Denah perlu dijelaskan")
        self.submit_draft(self.as_role(first, "processing"))
        self.as_role(first, "section_head").action_section_return("Sekali lagi")
        back = self.bring_to(self.file(), "registration")
        self.as_role(back, "registration").action_return_to_service("KTP buram")
        # The applicant corrects: no officer has caused it.
        self.bring_to(self.file(), "correction")
        self.open_evaluations()
        self.assertEqual(self.of("processing").corrections_caused, 2)
        self.assertEqual(self.of("customer_service").corrections_caused, 1)
        for role in ("section_head", "verification", "registration", "registry"):
            self.assertEqual(self.of(role).corrections_caused, 0)
        self.assertTrue(second)

    def complain(self, **values):
        """Let there be a complaint about the registry, passed on and answered now."""
        complaint = (
            self.env["ptsp.complaint"]
            ._as_procedure()
            .create(
                {
                    "text": "Lama sekali",
                    "company_id": self.company.id,
                    "officer_ids": [Command.set(self.users["registry"].ids)],
                }
            )
        )
        complaint.write({"is_screened": True, "first_answered_at": fields.Datetime.now(), **values})
        self.env.flush_all()
        return complaint

    def test_complaints(self):
        """Complaints about the officer count once they were answered; open and unscreened ones, thanks, do not."""
        self.complain()
        self.complain()
        self.complain(first_answered_at=False)
        self.complain(is_screened=False)
        self.complain(kind="thanks")
        self.open_evaluations()
        self.assertEqual(self.of("registry").complaints_about, 2)
        self.assertTrue(self.of("registry").counts_complaints)
        self.assertEqual(self.of("pickup").complaints_about, 0)

    def test_without_complaints(self):
        """Where the agency does without complaints none are counted, and the evaluation says so."""
        self.complain()
        self.company.ptsp_uses_complaints = False
        self.open_evaluations()
        self.assertFalse(self.of("registry").counts_complaints)
        self.assertEqual(self.of("registry").complaints_about, 0)
        self.assertIn(("Pengaduan tentang pelaksana", "tidak dihitung"), self.of("registry")._official_figures())

    def give_answers(self, points):
        """Let five have answered the questionnaire alike."""
        questions = self.service.questionnaire_id.question_ids
        answers = {}
        for question in questions.filtered(lambda each: not each.is_page):
            option = points - 1 if question.ptsp_element else 0
            answers[str(question.id)] = question.suggested_answer_ids[option : option + 1].id or "Baik"
        self.env["survey.user_input"].sudo()._ptsp_enter(
            self.service, self.semester, self.service.questionnaire_id, [answers] * 5
        )
        self.env.flush_all()

    def test_satisfaction(self):
        """The index is that of the services worked on; who worked on none has none."""
        self.give_answers(3)
        self.open_evaluations()
        one = self.of("processing")
        self.assertTrue(one.counts_satisfaction)
        self.assertAlmostEqual(one.satisfaction, 75.0)
        self.assertEqual(one.satisfaction_text, f"{self.service.code} 75,00 C")
        self.assertFalse(self.of("help_desk").counts_satisfaction)

    def test_frozen(self):
        """What happens after the day of opening changes no figure of the evaluation."""
        self.open_evaluations()
        roles = ("customer_service", "processing", "registry")
        before = {role: self.of(role).read(self.NAMES) for role in roles}
        self.bring_to(self.file(), "done")
        self.complain()
        self.give_answers(1)
        self.open_evaluations()
        self.env["ptsp.evaluation"]._follow_superiors(self.company)
        self.env.invalidate_all()
        self.assertEqual({role: self.of(role).read(self.NAMES) for role in roles}, before)
        now = self.env["ptsp.evaluation"]._figures_of(self.company, self.semester)[self.users["processing"].id]
        self.assertGreater(now["steps_signed"], before["processing"][0]["steps_signed"])
