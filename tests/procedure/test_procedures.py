"""A procedure is a table: its buttons are methods, another addon brings another one, and the machine refuses once."""

import inspect
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...models import workflow
from ...models.actions import ApplicationActions
from ...models.procedure.types import APPLICANT, STARTS, Procedure, State, Transition
from ..common import PtspCase

#: A procedure of five states, as another addon would write it.
TOY = Procedure(
    "toy",
    "Toy procedure",
    (
        State("draft", "Draft", roles=(APPLICANT, "information"), opens=("file",)),
        State("desk", "Desk", roles=("customer_service",)),
        State("verification", "Second Look", roles=("registry",)),
        State("done", "Done", released=True, final=True),
        State("dropped", "Dropped", final=True, given_up=True),
    ),
    (
        Transition("submit", "Hand In", ("draft",), "desk", (APPLICANT, "information"), primary=True),
        Transition("look", "Look", ("desk",), "verification", ("customer_service",), primary=True, promise=STARTS),
        Transition("finish", "Finish", ("verification",), "done", ("registry",), primary=True),
        Transition("drop", "Drop", ("desk", "verification"), "dropped", ("customer_service", "registry"), note=True),
    ),
)


@tagged("post_install", "-at_install")
class TestProcedures(PtspCase):
    """What the table says is what the buttons do, for any table."""

    # Table and methods

    def test_buttons_are_written_out(self):
        """Each row of the table has its public method, in the order of the SOP; no method is without a row."""
        written = [name for name in vars(ApplicationActions) if name.startswith("action_")]
        self.assertEqual(written, [f"action_{key}" for key in workflow.PROCEDURE.transitions])
        for name in written:
            method = getattr(ApplicationActions, name)
            self.assertEqual(list(inspect.signature(method).parameters), ["self", "note"])
            self.assertTrue(method.__doc__)
            with patch.object(type(self.env["ptsp.application"]), "_transition", lambda _self, key, note: (key, note)):
                called = getattr(self.env["ptsp.application"], name)("Catatan")
            self.assertEqual(called, (name.removeprefix("action_"), "Catatan"))

    def test_guards_and_effects_exist(self):
        """Whatever guard or effect a row names is there, and so is its e-mail."""
        Application = self.env["ptsp.application"]
        for row in workflow.PROCEDURE.transitions.values():
            for name in (*(f"_guard_{g}" for g in row.guards), *(f"_effect_{e}" for e in row.effects)):
                self.assertTrue(callable(getattr(Application, name, None)), name)
            if row.notice:
                self.assertTrue(self.env.ref(f"ptsp_exhibition.mail_template_{row.notice}"))

    def test_another_addon_extends_a_button(self):  # pylint: disable=unknown-option-value,missing-return
        """Another addon overrides a button with ``super()``, as anywhere in Odoo."""
        registry_class = self.env.registry["ptsp.application"]
        pressed = []

        def action_submit(self, note=None):
            pressed.append(self.ids)
            return super(registry_class, self).action_submit(note)

        self.patch(registry_class, "action_submit", action_submit)
        application = self.file()
        self.assertTrue(application.action_submit())
        self.assertEqual((pressed, application.state), ([application.ids], "cs_check"))

    def test_wrong_tables(self):
        """A table whose rows do not fit together is refused when it is made, not when somebody presses a button."""
        draft = State("draft", "Draft")
        for states, rows in (
            ((State("begin", "Begin"),), ()),
            ((draft, draft), ()),
            ((draft,), (Transition("go", "Go", ("draft",), "nowhere", ()),)),
        ):
            with self.assertRaises(ValueError):
                Procedure("wrong", "Wrong", states, rows)

    # Another procedure

    def toy_service(self):
        """Let this database know the toy procedure, and return a service that goes by it."""
        Service = type(self.env["ptsp.service"])
        procedures = Service._procedures
        self.patch(Service, "_procedures", lambda service: {**procedures(service), TOY.key: TOY})
        service = self.service.copy(
            {
                "code": "TOY",
                "name": "Toy",
                "procedure": "toy",
                "in_force_from": "2020-01-01",
                "step_ids": [],
                "about": "details",
            }
        )
        service.step_ids = [
            fields.Command.create({"number": 1, "name": "Look", "state": "desk", "norm_max": 10}),
            fields.Command.create({"number": 2, "name": "Finish", "state": "verification", "norm_max": 20}),
        ]
        return service

    def test_another_procedure(self):
        """An application of a service with another procedure is walked to its end, by the roles of that procedure."""
        application = self.file(service_id=self.toy_service().id)
        application.action_submit()
        self.assertEqual((application.state, application._state_label()), ("desk", "Desk"))
        desk = self.as_role(application, "customer_service")
        self.assertEqual((desk.my_turn, desk.available_actions), (True, ["look", "drop"]))
        with self.assertRaises(AccessError):
            self.as_role(application, "registry")._transition("look")
        with self.assertRaisesRegex(UserError, "goes by a procedure that has no such step"):
            desk.action_accept()
        desk._transition("look")
        self.assertEqual((application.sla_status, application.sudo().control_ids[-1].step_id.number), ("running", 2))
        # The same key means another desk here.
        self.assertFalse(self.as_role(application, "verification").my_turn)
        waiting = self.env["ptsp.application"].with_user(self.users["verification"]).search([("my_turn", "=", True)])
        self.assertNotIn(application, waiting)
        registry = self.as_role(application, "registry")
        self.assertIn(application, registry.search([("my_turn", "=", True)]))
        registry._transition("finish")
        self.assertEqual((application.state, application.sla_status), ("done", "met"))
        self.assertEqual(application._broken_control_line(), 0)

    def test_another_procedure_given_up(self):
        """What is given up ends without a verdict, whatever its state is called."""
        application = self.file(service_id=self.toy_service().id)
        application.action_submit()
        self.as_role(application, "customer_service")._transition("look")
        registry = self.as_role(application, "registry")
        with self.assertRaisesRegex(UserError, "needs a note"):
            registry._transition("drop")
        registry._transition("drop", "Pemohon menarik permohonan")
        self.assertEqual((application.state, application.sla_status), ("dropped", "none"))
        self.assertFalse(application.activity_ids)

    def test_closed_and_given_up(self):
        """Lists find what is open, closed and given up by the procedure of each application's service."""
        toy = self.toy_service()
        going, dropped, finished = (self.file(service_id=toy.id) for _number in range(3))
        cancelled, open_file = self.file(), self.file()
        for application in going + dropped + finished:
            application.action_submit()
            self.as_role(application, "customer_service")._transition("look")
        self.as_role(dropped, "registry")._transition("drop", "Ditarik")
        self.as_role(finished, "registry")._transition("finish")
        self.bring_to(cancelled, "cancelled")
        everything = going + dropped + finished + cancelled + open_file
        for name, expected in (
            ("is_closed", dropped + finished + cancelled),
            ("is_given_up", dropped + cancelled),
        ):
            for wanted, found in ((True, expected), (False, everything - expected)):
                with self.subTest(name, wanted=wanted):
                    domain = [("id", "in", everything.ids), (name, "=", wanted)]
                    self.assertEqual(everything.search(domain), found)
                    self.assertEqual(everything.filtered(lambda one, n=name, w=wanted: one[n] == w), found)
        lines = finished.sudo().control_ids
        last = lines.search([("application_id", "=", finished.id), ("is_last", "=", True)])
        self.assertEqual((last.mapped("state"), lines.filtered("is_last")), (["done"], last))
        self.assertEqual(lines.search([("application_id", "=", finished.id), ("is_last", "!=", True)]), lines - last)

    def test_two_procedures_together(self):
        """Both go on together from one list, each by its own row."""
        both = self.file(service_id=self.toy_service().id) + self.file()
        both.action_submit()
        self.assertEqual(both.mapped("state"), ["desk", "cs_check"])

    def test_procedure_of_a_used_service(self):
        """A service under which somebody has filed keeps its procedure."""
        service = self.toy_service()
        service.procedure = "par_05"
        service.procedure = "toy"
        self.file(service_id=service.id)
        with self.assertRaisesRegex(UserError, "Create a new SOP revision"):
            service.procedure = "par_05"

    def test_procedure_chosen_anew(self):
        """Whoever has seen a service by one procedure sees it by another one from the moment that it names that."""
        service = self.toy_service()
        for key in ("par_05", "toy", "par_05"):
            service.procedure = key
            self.assertEqual((service._procedure().key, service._procedure_key()), (key, key))

    def test_state_at_one_step(self):
        """A state stands at one step of a service, also as the second one."""
        for values in ({"second_state": "cs_check"}, {"state": "verification", "second_state": "verification"}):
            with self.subTest(values=values), self.assertRaisesRegex(ValidationError, "stands at two steps"):
                self.service.step_ids.filtered(lambda step: step.state == "draft").write(values)

    # The machine refuses once

    def test_every_reason_at_once(self):
        """Who moves many applications reads the name and the reason of each that cannot go on."""
        first, second, third = applications = self.file(3)
        first.venue = False
        second.city = False
        with self.assertRaises(UserError) as refused:
            applications.action_submit()
        lines = str(refused.exception).splitlines()
        self.assertEqual(len(lines), 2)
        self.assertRegex(lines[0], f"{first.name}: .*Venue")
        self.assertRegex(lines[1], f"{second.name}: .*City")
        self.assertEqual(set(applications.mapped("state")), {"draft"})
        self.assertTrue(third.action_submit())

    def test_what_is_missing(self):
        """The form says before the button is pressed what the button would say, and nothing once all is there."""
        application = self.file(venue=False)
        self.assertRegex(application.what_is_missing, "Fill in before you submit .*: Venue")
        application.venue = "Convention Hall"
        application.invalidate_recordset(["what_is_missing"])
        self.assertFalse(application.what_is_missing)
        desk = self.as_role(self.bring_to(application, "verification"), "verification")
        self.assertIn("Check and mark as OK", desk.what_is_missing)
        self.assertNotIn("which OPD", desk.what_is_missing)
        # It is no business of who cannot press the button.
        self.assertFalse(self.as_role(application, "registry").what_is_missing)

    # To-dos

    def test_to_dos_of_others_stay(self):
        """A transition takes away its own to-dos, never those of officers or of other addons."""
        application = self.file()
        others = self.env["mail.activity"]
        for automated in (True, False):
            others += application.activity_schedule(
                "mail.mail_activity_data_todo", user_id=self.users["registry"].id, summary="Arsip", automated=automated
            )
        self.bring_to(application, "registration")
        self.cancel(self.as_role(application, "registration"))
        self.assertEqual(others.exists(), others)
        left = self.env["mail.activity"].search(
            [("res_model", "=", application._name), ("res_id", "=", application.id)]
        )
        self.assertEqual(left, others)
