"""Buttons of requests: each is offered where the server does what it says, and nowhere else."""

from contextlib import suppress

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import OVERSIGHT_ROLES, STAFF_ROLES
from ..common_requests import RequestsCase

#: What a line offers, and what the server is then asked for.
OFFERS = {
    "may_change": lambda request: request.write({"text": "Berapa pintu masuk?"}),
    "may_drop": lambda request: request.unlink(),
    "may_accept": lambda request: request.action_accept(),
    "may_ask_again": lambda request: request.action_ask_again("Belum jelas"),
    "may_answer": lambda request: request.action_answer("Dua"),
}


@tagged("post_install", "-at_install")
class TestRequestOffers(RequestsCase):
    """Nothing is offered that the server refuses, and nothing is withheld that it does."""

    def does(self, request, call):
        """Tell whether the server does what is offered, and leave everything as it was."""
        done = False
        with self.undone(), suppress(AccessError, UserError, ValidationError):
            call(request)
            self.env.flush_all()
            done = True
        return done

    def assert_offers(self):
        """For each role, what is offered of each request is what the server does."""
        # What nobody has been offered anywhere shows nothing.
        offered = set()
        for role in (*STAFF_ROLES, *OVERSIGHT_ROLES):
            requests = self.env["ptsp.request"].with_user(self.users[role])
            for request in requests.search([("application_id", "=", self.application.id)]):
                for name, call in OFFERS.items():
                    with self.subTest(state=self.application.state, role=role, request=request.state, offer=name):
                        self.assertEqual(request[name], self.does(request, call))
                    if request[name]:
                        offered.add((role, name))
        return offered

    def test_every_step(self):
        """From the desk that prepares to the one that accepts: prepared, sent, answered, asked again, accepted."""
        self.ask()
        own = {("verification", "may_change"), ("verification", "may_drop")}
        self.assertEqual(self.assert_offers(), own)
        self.officer.action_request_correction()
        self.assertEqual(self.assert_offers(), {("customer_service", "may_answer")})
        self.answer_requests(self.applicant_view)
        self.assertEqual(self.assert_offers(), {("customer_service", "may_answer")})
        self.applicant_view.action_hand_in_correction()
        self.assertEqual(self.assert_offers(), {("customer_service", "may_ask_again")})
        self.desk.action_complete_correction()
        judged = {("verification", "may_accept"), ("verification", "may_ask_again")}
        self.assertEqual(self.assert_offers(), judged)
        request = self.requests().with_user(self.users["verification"])
        request.action_ask_again("Belum jelas")
        self.assertEqual(self.assert_offers(), judged)
        request.action_accept()
        self.assertEqual(self.assert_offers(), set())

    def test_of_a_head(self):
        """What a head has prepared travels on to the agency head, who sends it or drops it."""
        self.bring_on("section_review")
        self.ask("section_head")
        self.assertEqual(self.assert_offers(), {("section_head", "may_change"), ("section_head", "may_drop")})
        self.as_role(self.application, "section_head").action_section_approve()
        self.as_role(self.application, "division_head").action_division_approve()
        self.assertEqual(self.assert_offers(), {("agency_head", "may_drop")})

    def bring_on(self, state):
        """Bring the application from verification to a later state."""
        way = self._way_to(state)
        for _source, role, step, _target in way[[source for source, *_rest in way].index("verification") :]:
            step(self, self.as_role(self.application, role))

    def test_choices(self):
        """Who prepares chooses among papers not asked for yet, details of the file, and phrases of the service."""
        request = self.ask()
        self.ask(kind="paper", checklist_line_id=self.line.id)
        papers = [choice[1] for choice in request.choices if choice[0] == "paper"]
        applicable = self.application.sudo().checklist_ids.filtered("applicable")
        self.assertEqual(papers, (applicable - self.line.sudo()).ids)
        for kind, key, _label, _requirement in request.choices:
            self.assertTrue(
                self.does(
                    request,
                    lambda asked, kind=kind, key=key: asked.write(
                        {"kind": kind, "checklist_line_id" if kind == "paper" else "field_name": key}
                    ),
                ),
                key,
            )
        phrases = self.env["ptsp.request.phrase"].browse(phrase[0] for phrase in request.phrase_choices)
        self.assertEqual(phrases, self.service.phrase_ids)
        other = request.with_user(self.users["section_head"])
        self.assertEqual((other.choices, other.phrase_choices), ([], []))

    def test_phrase_goes_behind(self):
        """A phrase that the list has put behind what was written stays there; one chosen elsewhere is the text."""
        phrase = self.env.ref("ptsp_exhibition.request_phrase_safety")
        written = f"Mohon penjelasan. {phrase.text}"
        request = self.env["ptsp.request"].new({"text": written, "phrase_id": phrase.id})
        request._onchange_phrase()
        self.assertEqual(request.text, written)
        request = self.env["ptsp.request"].new({"text": "Mohon", "phrase_id": phrase.id})
        request._onchange_phrase()
        self.assertEqual(request.text, phrase.text)

    def test_of_my_desk(self):
        """Each desk finds its own; who is of no desk finds none."""
        request = self.ask()
        found = {
            role
            for role, user in self.users.items()
            if self.env["ptsp.request"].with_user(user).search([("of_my_desk", "=", True)]) & request
        }
        self.assertEqual(found, {"verification"})
        self.assertTrue(request.of_my_desk)
        self.assertFalse(request.with_user(self.users["processing"]).of_my_desk)
