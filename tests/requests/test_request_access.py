"""Who reads what is asked of an applicant."""

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..common import groups_of
from ..common_requests import RequestsCase


@tagged("post_install", "-at_install")
class TestRequestAccess(RequestsCase):
    """Staff reads everything, the applicant what was sent, everybody else nothing."""

    def visible(self, user, model="ptsp.request"):
        """Return how many of the requests of the application, or of what was said about them, a user finds."""
        self.env.flush_all()
        self.env.invalidate_all()
        field = "application_id" if model == "ptsp.request" else "request_id.application_id"
        return self.env[model].with_user(user).search_count([(field, "=", self.application.id)])

    def test_applicant(self):
        """The applicant reads what was sent, never what is prepared, and never the officers' names."""
        request = self.ask()
        self.assertEqual(self.visible(self.portal_user), 0)
        with self.assertRaises(AccessError):
            request.with_user(self.portal_user).read(["text"])
        self.assertFalse(self.applicant_view._requests_sent())
        self.officer.action_request_correction()
        own = request.with_user(self.portal_user)
        self.assertEqual(self.applicant_view._requests_sent(), own)
        shown = own.read(["name", "text", "state", "desk_name", "may_answer", "may_accept", "may_ask_again"])[0]
        self.assertEqual(shown["desk_name"], "Verification")
        self.assertEqual((shown["may_answer"], shown["may_accept"], shown["may_ask_again"]), (True, False, False))
        for name in ("asked_by_id", "again_reason", "phrase_id", "review_id", "step_id", "answered_by_id"):
            with self.subTest(name), self.assertRaises(AccessError):
                own.read([name])
            with self.subTest(name), self.assertRaises(AccessError):
                own.search([(name, "!=", False)])
        with self.assertRaises(AccessError):
            own.exchange_ids.read(["user_id"])
        self.assertTrue(own.exchange_ids.read(["kind", "text", "said_at"]))

    def test_reason_before_it_is_sent(self):
        """Why an answer does not do is read once it is asked again."""
        request = self.ask()
        self.officer.action_request_correction()
        self.hand_in()
        self.assertEqual((request.may_answer, request.may_accept, request.may_ask_again), (False, True, True))
        request.action_ask_again("Kurang jelas")
        own = request.with_user(self.portal_user)
        self.assertEqual(own.text, "Di mana pintu masuk?")
        self.assertEqual(own.exchange_ids.mapped("kind"), ["asked", "answered"])
        self.officer.action_request_correction()
        self.assertEqual(own.text, "Kurang jelas")

    def test_others(self):
        """Another applicant, an OPD, another agency and an employee without a role read nothing and do nothing."""
        request = self.ask()
        self.officer.action_request_correction()
        other_company = self.env["res.company"].create({"name": "DPMPTSP Kutai"})
        foreign = new_test_user(
            self.env,
            "test_foreign",
            groups_of("customer_service", "verification", "manager"),
            company_id=other_company.id,
            company_ids=[Command.set(other_company.ids)],
        )
        employee = new_test_user(self.env, "test_account", "base.group_user")
        for user in (self.other_portal_user, self.users["technical"], foreign):
            for model in ("ptsp.request", "ptsp.request.exchange"):
                self.assertEqual(self.visible(user, model), 0)
            for call in ("action_accept", "action_answer", "action_ask_again"):
                with self.subTest(user=user.login, call=call), self.assertRaises(AccessError):
                    getattr(request.with_user(user), call)()
        with self.assertRaises(AccessError):
            request.with_user(employee).read(["text"])
        with self.assertRaises(AccessError):
            self.service.phrase_ids.with_user(self.portal_user).read(["text"])
        for role in ("information", "registry", "auditor", "manager"):
            self.assertEqual(self.visible(self.users[role]), 1)

    def test_library(self):
        """The manager keeps the phrases of the own agency's services; officers read them."""
        phrase = self.service.phrase_ids[0]
        phrase.with_user(self.users["manager"]).text = "Mohon dipindai ulang."
        self.assertTrue(phrase.with_user(self.users["verification"]).text)
        with self.assertRaises(AccessError):
            phrase.with_user(self.users["verification"]).text = "Lain"
