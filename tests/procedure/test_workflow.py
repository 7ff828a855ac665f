"""The table of the procedure, tried cell by cell: every role, in every state, presses every button."""

from contextlib import suppress

from odoo import SUPERUSER_ID, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ...models import workflow
from ..common_cells import CellsCase

#: The SOP's table, written down once more: key, from, to, roles, whether a note is required.
TABLE = (
    ("submit", "draft", "cs_check", "applicant information customer_service", False),
    ("refer_help_desk", "cs_check", "help_desk", "customer_service", True),
    ("complete_consultation", "help_desk", "cs_check", "help_desk", True),
    ("return_incomplete", "cs_check", "returned", "customer_service", False),
    ("resubmit", "returned", "cs_check", "applicant customer_service", False),
    ("accept", "cs_check", "registration", "customer_service", False),
    ("return_to_service", "registration", "cs_check", "registration", True),
    ("register", "registration", "verification", "registration", False),
    ("request_correction", "verification", "correction", "verification", False),
    ("hand_in_correction", "correction", "corrected", "applicant customer_service", False),
    ("complete_correction", "corrected", "verification", "customer_service", False),
    ("ask_again", "corrected", "correction", "customer_service", True),
    ("verify_technical", "verification", "liaison", "verification", False),
    ("verify_direct", "verification", "drafting", "verification", False),
    ("dispatch", "liaison", "technical", "liaison", False),
    ("receive_advice", "technical", "drafting", "technical processing", False),
    ("submit_draft", "drafting", "section_review", "processing", False),
    ("return_opinion", "drafting", "technical", "processing", True),
    ("section_return", "section_review", "drafting", "section_head", True),
    ("section_approve", "section_review", "division_review", "section_head", False),
    ("division_return", "division_review", "drafting", "division_head", True),
    ("division_approve", "division_review", "agency_approval", "division_head", False),
    ("agency_return", "agency_approval", "section_review", "agency_head", True),
    ("request_clarification", "agency_approval", "correction", "agency_head", True),
    ("return_to_verification", "agency_approval", "verification", "agency_head", True),
    ("sign", "agency_approval", "numbering", "agency_head", False),
    ("number", "numbering", "final_check", "registry", False),
    ("void_number", "final_check", "numbering", "registry", True),
    ("release", "final_check", "pickup", "registry", False),
    ("hand_over", "pickup", "done", "pickup", False),
    (
        "cancel",
        "draft cs_check help_desk returned registration verification correction corrected liaison technical drafting "
        "section_review division_review agency_approval",
        "cancelled",
        "customer_service registration",
        True,
    ),
    ("withdraw", "draft cs_check returned correction corrected", "cancelled", "applicant", True),
)
#: Whose turn it is in each state.
TURNS = {
    "draft": "applicant information customer_service",
    "cs_check": "customer_service",
    "help_desk": "help_desk",
    "returned": "applicant customer_service",
    "registration": "registration",
    "verification": "verification",
    "correction": "applicant customer_service",
    "corrected": "customer_service",
    "liaison": "liaison",
    "technical": "technical",
    "drafting": "processing",
    "section_review": "section_head",
    "division_review": "division_head",
    "agency_approval": "agency_head",
    "numbering": "registry",
    "final_check": "registry",
    "pickup": "pickup",
    "done": "",
    "cancelled": "",
}
KEYS = tuple(row[0] for row in TABLE)


@tagged("post_install", "-at_install")
class TestWorkflow(CellsCase):
    """Only the role of a transition makes it, only where it begins, and it leads where the SOP says."""

    def is_allowed(self, actor, state, key):
        """Tell what the table says about one cell."""
        _key, sources, _target, roles, _note = TABLE[KEYS.index(key)]
        return state in sources.split() and actor in roles.split()

    def test_the_table_is_the_procedures(self):
        """The table of the module is the SOP's, row by row, and whose turn it is as well."""
        rows = [
            (row.key, " ".join(row.sources), row.target, " ".join(row.roles), row.note)
            for row in workflow.PROCEDURE.transitions.values()
        ]
        self.assertEqual(rows, list(TABLE))
        self.assertEqual({key: " ".join(state.roles) for key, state in workflow.PROCEDURE.states.items()}, TURNS)
        selection = [
            key for key, _label in self.env["ptsp.application"]._fields["state"]._description_selection(self.env)
        ]
        self.assertEqual(selection, list(TURNS))

    def test_forbidden_cells(self):
        """Whoever is not of the role, or comes at the wrong time, is refused and changes nothing."""
        wrong = []
        for state in TURNS:
            for key in KEYS:
                application = self.application_for(state, key)
                before = self.snapshot(application)
                for actor, user in self.actors.items():
                    if self.is_allowed(actor, state, key):
                        continue
                    with suppress(UserError):
                        getattr(application.with_user(user), f"action_{key}")("Catatan")
                        wrong.append(f"{actor} may {key} in {state}")
                    if self.snapshot(application) != before:
                        wrong.append(f"{actor} has changed something with {key} in {state}")
        self.assertFalse(wrong, "\n".join(wrong))

    def test_allowed_cells(self):
        """Each role of a transition makes it from each state, and signs one line of the control sheet."""
        wrong = []
        count = 0
        for key, sources, target, roles, note in TABLE:
            for state in sources.split():
                for role in roles.split():
                    count += 1
                    wrong += self.try_allowed(state, role, key, target, note)
        self.assertEqual(count, 68)
        self.assertFalse(wrong, "\n".join(wrong))

    def try_allowed(self, state, role, key, target, note):
        """Return what is wrong with an allowed cell."""
        application = self.application_for(state, key)
        cell = f"{role}: {key} from {state}"
        with self.undone():
            lines_before = application.sudo().control_ids
            press = getattr(application.with_user(self.actors[role]), f"action_{key}")
            try:
                result = press("Catatan") if note else press()
            except UserError as error:
                return [f"{cell} is refused: {error}"]
            self.env.flush_all()
            self.env.invalidate_all()
            application = application.sudo()
            closed = application.control_ids[len(lines_before) - 1]
            opened = application.control_ids[len(lines_before) :]
            facts = {
                "returns True": result is True,
                "state": application.state == target,
                "closed line": (closed.action, closed.user_id, closed.state) == (key, self.actors[role], state)
                and bool(closed.ended_at and closed.line_hash),
                "note": (closed.note or "") == ("Catatan" if note else ""),
                "opened line": len(opened) == 1
                and opened.state == target
                and bool(opened.ended_at) == (target in ("done", "cancelled")),
                "sound sheet": not application._broken_control_line(),
                "to-do": len(application.activity_ids) == (0 if target in ("done", "cancelled") else 1),
            }
            return [f"{cell}: {fact} is wrong" for fact, right in facts.items() if not right]

    def test_notes(self):
        """A transition that needs a note refuses an empty one."""
        for key, sources, _target, roles, note in TABLE:
            if not note:
                continue
            for state in sources.split():
                records = self.application_for(state, key).with_user(self.actors[roles.split()[-1]])
                for empty in (None, "", "   ", "\n\t"):
                    with self.subTest(key=key, state=state, empty=empty):
                        self.assert_refused(records, key, "needs a note", note=empty)

    def test_note_is_optional_elsewhere(self):
        """Every other transition takes a note, by name or not, and writes it into the control sheet."""
        with self.undone():
            self.as_role(self.applications["draft"], "information").action_submit(note="  Berkas lengkap ")
            self.assertEqual(self.applications["draft"].sudo().control_ids[0].note, "Berkas lengkap")

    def test_available_actions(self):
        """What a user is offered is what the table allows, in every state."""
        wrong = []
        for state in TURNS:
            for actor, user in self.actors.items():
                application = self.applications[state].with_user(user)
                expected = [key for key in KEYS if self.is_allowed(actor, state, key)]
                if not application.has_access("read"):
                    if expected:
                        wrong.append(f"{actor} does not see {state}")
                    continue
                self.env.invalidate_all()
                [values] = application.read(["available_actions"])
                if values["available_actions"] != expected:
                    wrong.append(f"{actor} in {state}: {values['available_actions']}, not {expected}")
        self.assertFalse(wrong, "\n".join(wrong))

    def test_my_turn(self):
        """Whose turn it is follows from the state, and searching for it finds the same applications."""
        everything = self.env["ptsp.application"].union(*self.applications.values(), self.without_review)
        for actor, user in self.actors.items():
            with self.subTest(actor=actor):
                visible = everything.with_user(user)._filtered_access("read")
                self.env.invalidate_all()
                mine = visible.filtered("my_turn")
                self.assertEqual(
                    set(mine.mapped("state")), {state for state, roles in TURNS.items() if actor in roles.split()}
                )
                if actor == "employee":
                    continue
                among = [("id", "in", everything.ids)]
                Application = self.env["ptsp.application"].with_user(user)
                self.assertEqual(Application.search([*among, ("my_turn", "=", True)]).sorted("id"), mine.sorted("id"))
                self.assertEqual(
                    Application.search([*among, ("my_turn", "=", False)]).sorted("id"), (visible - mine).sorted("id")
                )
                self.assertEqual(Application.search_count([*among, ("my_turn", "in", [True, False])]), len(visible))

    def test_opd_only_where_it_was_asked(self):
        """A member of an OPD acts only where that OPD was sent the application."""
        application = self.applications["technical"]
        self.assert_refused(application.with_user(self.other_opd_user), "receive_advice", error=AccessError)
        requested = self.applications["verification"]
        self.assertFalse(requested.with_user(self.users["technical"]).has_access("read"))

    def test_colleague_of_the_applicant(self):
        """Whoever works for the same company as the applicant acts for it; nobody else does."""
        colleague = new_test_user(self.env, "test_colleague", "base.group_portal")
        colleague.partner_id.parent_id = self.applicant
        application = self.applications["draft"]
        self.assert_refused(application.with_user(self.other_portal_user), "submit", error=AccessError)
        with self.undone():
            application.with_user(colleague).action_submit()
            self.assertEqual(application.sudo().state, "cs_check")

    def test_several_roles(self):
        """Who holds several roles may do what each of them may."""
        user = new_test_user(
            self.env,
            "test_two_roles",
            "base.group_user,ptsp_exhibition.group_help_desk,ptsp_exhibition.group_registration",
        )
        self.assertEqual(
            self.applications["help_desk"].with_user(user).available_actions, ["complete_consultation", "cancel"]
        )
        self.assertEqual(
            self.applications["registration"].with_user(user).available_actions,
            ["return_to_service", "register", "cancel"],
        )

    def test_all_or_nothing(self):
        """Many applications move together; if one of them cannot, none does."""
        ready, incomplete = self.file(2)
        incomplete.venue = False
        both = ready + incomplete
        self.assert_refused(both, "submit", "Venue")
        incomplete.venue = "Convention Hall"
        both.action_submit()
        self.assertEqual(both.mapped("state"), ["cs_check", "cs_check"])
        self.assertEqual(both.sudo().control_ids.mapped("sequence"), [1, 2, 1, 2])

    def test_moved_on(self):
        """Who presses a button twice is told where the application is by now."""
        application = self.file()
        application.action_submit()
        self.assert_refused(application, "submit", "is at Customer Service now.*Reload")

    def test_nothing_at_all(self):
        """A transition of no application does nothing."""
        self.assertTrue(self.env["ptsp.application"].with_user(self.users["registry"]).action_number())

    def test_superuser(self):
        """The system itself holds no role."""
        for key in KEYS:
            for state in TABLE[KEYS.index(key)][1].split():
                self.assert_refused(self.application_for(state, key).with_user(SUPERUSER_ID), key, error=AccessError)

    def test_note_dialog(self):
        """The dialog that asks for a note makes the transition in the user's own name."""
        application = self.as_role(self.applications["cs_check"], "customer_service")
        action = application.with_context(transition="refer_help_desk").action_ask_note()
        Wizard = self.env["ptsp.transition.note"].with_user(self.users["customer_service"])
        wizard = Wizard.with_context(**action["context"]).create({"note": "Denah perlu dijelaskan"})
        with self.undone():
            wizard.action_confirm()
            self.assertEqual(application.state, "help_desk")
        other = self.applications["help_desk"]
        wizard = Wizard.create(
            {
                "application_ids": [fields.Command.set(other.ids)],
                "transition": "complete_consultation",
                "note": "Sudah jelas",
            }
        )
        before = self.snapshot(other)
        with self.assertRaises(AccessError):
            wizard.action_confirm()
        self.assertEqual(self.snapshot(other), before)
