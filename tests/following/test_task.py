"""What an applicant must do now is one thing, with one sentence and one button."""

from odoo.tests import tagged

from ..common_requests import RequestsCase


@tagged("post_install", "-at_install")
class TestTask(RequestsCase):
    """The first card of the page."""

    def task(self, application, user=None):
        own = application.with_user(user or self.portal_user)
        own.invalidate_recordset()
        asked = own.env["ptsp.request"].search([("application_id", "=", own.id), ("sent_at", "!=", False)])._asked_now()
        rows = [row for row in own._available_rows() if row.primary]
        hand_in = rows[0] if rows and asked and own._is_asked_of_applicant() else None
        return own._task_now(asked, hand_in)

    def test_answers(self):
        """What is asked is counted; once all is answered, the one thing left is to hand it in."""
        self.ask()
        self.ask(kind="extra_paper", paper_name="Izin keramaian")
        self.officer.action_request_correction()
        task = self.task(self.application)
        self.assertEqual((task.button, task.target), ("Answer", "#asked"))
        self.assertIn("We asked you 2 things", task.text)
        self.requests()[0].with_user(self.portal_user).action_answer("Di utara")
        self.assertIn("1 of 2 things", self.task(self.application).text)
        self.answer_requests(self.applicant_view)
        task = self.task(self.application)
        self.assertEqual((task.kind, task.button), ("answers", "Hand In Corrections"))
        self.assertTrue(task.target.endswith("/hand_in_correction"))
        self.applicant_view.action_hand_in_correction()
        self.assertIsNone(self.task(self.application))

    def test_draft(self):
        """A draft is filled in and handed in."""
        task = self.task(self.file())
        self.assertEqual((task.button, task.kind), ("Go On", "link"))
        self.assertTrue(task.target.endswith("/file"))

    def test_nothing(self):
        """While the agency is at work nothing has to be done."""
        for state in ("cs_check", "registration", "liaison", "technical", "section_review", "numbering", "cancelled"):
            with self.subTest(state=state):
                self.assertIsNone(self.task(self.bring_to(self.file(), state)))

    def test_collect(self):
        """A letter with a wet stamp is collected: where and when is said, and no button promises otherwise."""
        company = self.application.company_id.sudo()
        company.write({"street": "Jl. Basuki Rahmat 56", "city": "Samarinda"})
        application = self.bring_to(self.file(), "pickup")
        task = self.task(application)
        self.assertEqual((task.button, task.kind), ("", ""))
        self.assertRegex(
            task.text, f"pick-up desk of {company.name}, Jl. Basuki Rahmat 56, Samarinda: Monday–Thursday 08.00"
        )
        self.as_role(application, "agency_head").action_revoke("Data palsu")
        self.assertIn("was revoked, so you cannot receive it: Data palsu", self.task(application).text)

    def test_questionnaire(self):
        """Who has the letter is asked how it was, until that is answered."""
        application = self.bring_to(self.file(), "done")
        task = self.task(application)
        self.assertIn("/ptsp/satisfaction/", task.target)
        application.sudo()._as_procedure().satisfaction_channel = "link"
        self.assertIsNone(self.task(application))
