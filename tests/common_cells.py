"""What tests share that try the table of the procedure cell by cell: everybody, and a file in each state."""

from odoo.tests import new_test_user

from ..models import workflow
from .common import OVERSIGHT_ROLES, STAFF_ROLES, PtspCase


class CellsCase(PtspCase):
    """One application in each state, in which every guard of that state is satisfied, so that only the role decides."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # An optional paper may be deficient while the file is complete: both ways are open then.
        cls.optional = cls.env["ptsp.requirement"].create(
            {"service_id": cls.service.id, "sequence": 5, "name": "Surat dukungan sponsor", "mandatory": False}
        )
        cls.actors = {
            **{role: cls.users[role] for role in STAFF_ROLES + OVERSIGHT_ROLES},
            "applicant": cls.portal_user,
            "stranger": cls.other_portal_user,
            "other_opd": cls.other_opd_user,
            "employee": new_test_user(cls.env, "test_employee", "base.group_user"),
            "administrator": cls.env.ref("base.user_admin"),
        }
        cls.applications = {state: cls.ready_in(state) for state in workflow.PROCEDURE.states}
        # One application cannot both wait for an OPD and need none.
        cls.without_review = cls.bring_to(cls.file(), "verification")
        cls.prepare(cls.as_role(cls.without_review, "verification"), "verify_direct")
        cls.env.flush_all()

    @classmethod
    def ready_in(cls, state):
        """Return an application in ``state`` for which every guard of that state is satisfied."""
        application = cls.bring_to(cls.file(), state)
        column = workflow.PROCEDURE.states[state].column
        roles = workflow.PROCEDURE.states[state].roles
        if state == "verification":
            cls.prepare(cls.as_role(application, state), "verify_technical")
        if column:
            records = cls.as_role(application, roles[0])
            records.action_mark_checklist_ok()
            line = records.checklist_ids.filtered(lambda line: line.requirement_id == cls.optional)
            line.write({column: "deficient", "note": "Kop surat tidak ada"})
        elif state == "technical":
            # With the last opinion the application moves on by itself; here it has not yet.
            application.sudo().review_ids._as_procedure().write({"state": "issued", "opinion": "Tidak keberatan"})
        if state == "correction":
            cls.answer_requests(cls.as_role(application, "applicant"))
        if state == "drafting":
            cls.prepare(cls.as_role(application, roles[0]), "return_opinion")
        if state in ("liaison", "drafting", "final_check", "pickup"):
            key = {"liaison": "dispatch", "drafting": "submit_draft", "final_check": "release", "pickup": "hand_over"}
            cls.prepare(cls.as_role(application, roles[0]), key[state])
        return application

    def application_for(self, state, key):
        """Return the application with which a transition is tried in a state."""
        return self.without_review if key == "verify_direct" and state == "verification" else self.applications[state]
