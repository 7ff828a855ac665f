"""At the pick-up desk: the questionnaire on the tablet with one touch, or on paper, entered by numbers."""

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import OVERSIGHT_ROLES, STAFF_ROLES
from .common_satisfaction import SatisfactionCase


@tagged("post_install", "-at_install")
class TestAtTheCounter(SatisfactionCase):
    """Step 16: the desk gives the questionnaire."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.handed_over()
        cls.own = cls.as_role(cls.application, "pickup").sudo(False)
        cls.Ballot = cls.env["ptsp.satisfaction.ballot"].sudo()

    def dialog(self, application=None):
        """Open the dialog as the web client does."""
        action = (application or self.own).action_enter_paper_answer()
        Paper = self.env[action["res_model"]].with_user(self.users["pickup"]).with_context(**action["context"])
        return Form(Paper)

    def ballots(self):
        return self.Ballot.search([("service_id", "=", self.service.id)])

    def test_tablet(self):
        """One touch opens the page in an address of its own."""
        action = self.own.action_questionnaire_on_tablet()
        self.assertEqual(action["type"], "ir.actions.act_url")
        self.assertIn("/ptsp/satisfaction/t", action["url"])
        self.assertTrue(self.own.may_ask_satisfaction)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_others(self):
        """Nobody but the pick-up desk opens it, neither by button nor over RPC."""
        for role in (*STAFF_ROLES, *OVERSIGHT_ROLES):
            if role == "pickup":
                continue
            own = self.application.with_user(self.users[role]).sudo(False)
            with self.subTest(role=role):
                for name in ("action_questionnaire_on_tablet", "action_enter_paper_answer"):
                    with self.assertRaises(AccessError):
                        getattr(own, name)()
                with self.assertRaises(AccessError):
                    self.env["ptsp.satisfaction.paper"].with_user(self.users[role]).create(
                        {"application_id": self.application.id}
                    ).action_confirm()
        self.assertFalse(self.ballots())

    def test_paper(self):
        """Numbers as they are crossed, typed in one go, are the answer; the application says that it was on paper."""
        form = self.dialog()
        self.assertEqual(len(form.line_ids), 13)
        form.numbers = "3444 3444 3 / 1 3 0 4"
        form.suggestion = "Tambah kursi"
        paper = form.save()
        self.assertEqual("".join(each or "0" for each in paper.line_ids.mapped("number")), "3444344431304")
        paper.action_confirm()
        self.env.invalidate_all()
        self.assertEqual(self.application.satisfaction_channel, "paper")
        self.assertEqual(self.application.satisfaction_entered_by_id, self.users["pickup"])
        expected = self.chosen("344434443", "1304", "Tambah kursi")
        self.assertEqual(self.ballots().answers, {str(key): value for key, value in expected.items()})
        self.assertFalse(paper.sudo().exists())
        self.assertFalse(self.env["ptsp.satisfaction.paper.line"].sudo().search([]))

    def test_paper_wrong(self):
        """A number that no answer has, and an element without one, are named; nothing is taken."""
        for numbers, named in (
            ("34443444", "9. How are complaints"),
            ("944434443", "1. How well do the requirements"),
            ("3444344439", "You are"),
            ("", "1. How well do the requirements"),
        ):
            form = self.dialog()
            form.numbers = numbers
            with self.subTest(numbers=numbers), self.assertRaisesRegex(UserError, f"missing for: .*{named}"):
                form.save().action_confirm()
        self.assertFalse(self.application.satisfaction_channel or self.ballots())

    def test_paper_twice(self):
        """Who has answered by the link is told so when the paper is entered, and the other way round."""
        form = self.dialog()
        form.numbers = "344434443"
        paper = form.save()
        self.application._take_answer("link", self.chosen())
        with self.assertRaisesRegex(UserError, "was answered already"):
            paper.action_confirm()
        for name in ("action_questionnaire_on_tablet", "action_enter_paper_answer"):
            with self.assertRaisesRegex(UserError, "was answered already"):
                getattr(self.own, name)()
        self.assertEqual(len(self.ballots()), 1)
        self.own.invalidate_recordset()
        self.assertFalse(self.own.may_ask_satisfaction)

    def test_paper_over_rpc(self):
        """What a client makes of the dialog counts only as far as the questionnaire knows it."""
        other = self.env["survey.question"].search([("survey_id", "!=", self.survey.id)], limit=1)
        Paper = self.env["ptsp.satisfaction.paper"].with_user(self.users["pickup"])
        lines = [{"question_id": question.id, "number": "4"} for question in self.questions]
        paper = Paper.create(
            {
                "application_id": self.application.id,
                "line_ids": [
                    fields.Command.create(each) for each in (*lines, {"question_id": other.id, "number": "1"})
                ],
            }
        )
        paper.action_confirm()
        self.assertEqual(self.ballots().answers, {str(key): value for key, value in self.chosen("4" * 9).items()})

    def test_not_yet_and_too_late(self):
        """Before the hand-over and a month later the desk is told so."""
        ready = self.as_role(self.bring_to(self.file(), "pickup"), "pickup")
        with self.assertRaisesRegex(UserError, "Hand the letter"):
            ready.action_questionnaire_on_tablet()
        self.application._as_procedure().handed_over_at = fields.Datetime.subtract(fields.Datetime.now(), days=31)
        self.own.invalidate_recordset()
        with self.assertRaisesRegex(UserError, "open for 30 days"):
            self.own.action_enter_paper_answer()

    def test_hand_over_needs_nothing(self):
        """A service without a questionnaire, or with an archived one, hands letters over all the same."""
        self.survey.active = False
        self.assertFalse(self.handed_over()._questionnaire_url())
        self.service.questionnaire_id = False
        self.assertFalse(self.handed_over()._questionnaire_url())

    def test_to_be_printed(self):
        """The proof of hand-over bears the code, until it was answered."""
        report = self.env["ir.actions.report"].with_user(self.users["pickup"])

        def render():
            return report._render_qweb_html("ptsp_exhibition.report_handover", self.application.ids)[0].decode()

        self.assertIn("Kode QR kuesioner", render())
        self.application._take_answer("qr", self.chosen())
        self.assertNotIn("Kode QR kuesioner", render())
