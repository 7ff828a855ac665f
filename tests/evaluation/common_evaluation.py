"""What the tests of evaluations share: applications in this semester, and the evaluations of who worked on them."""

from datetime import date, datetime, time

from odoo.tests import freeze_time

from ..common import PtspCase
from ..pictures import drawn

#: Who is evaluated by whom, written out so that the tests do not ask what they test.
SUPERIORS = {
    "information": "section_head",
    "customer_service": "section_head",
    "help_desk": "section_head",
    "registration": "section_head",
    "verification": "section_head",
    "liaison": "section_head",
    "processing": "section_head",
    "registry": "section_head",
    "pickup": "section_head",
    "section_head": "division_head",
    "division_head": "agency_head",
}


class EvaluationCase(PtspCase):
    """One application that was handed over in this semester; nothing is evaluated yet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.service.company_id
        for part in ("evaluation", "complaints", "satisfaction"):
            cls.company[f"ptsp_uses_{part}"] = True
        cls.officers = cls.env["res.users"].union(*cls.users.values())
        # Whoever else works here holds no office above these.
        others = cls.env["ptsp.evaluation"]._staff_of(cls.company) - cls.officers
        others.active = False
        cls.done = cls.bring_to(cls.file(), "done")
        cls.env.flush_all()
        today = cls.company._ptsp_today()
        cls.semester = f"{today.year}-{'I' if today.month < 7 else 'II'}"
        #: The second day of the next semester, when the job runs.
        cls.later = date(today.year, 7, 2) if today.month < 7 else date(today.year + 1, 1, 2)

    @classmethod
    def open_evaluations(cls):
        """Open the evaluations of this semester, as if it were over."""
        cls.env.flush_all()
        cls.env["ptsp.evaluation"]._open_semester(cls.company, cls.semester)
        cls.env.flush_all()
        return cls.env["ptsp.evaluation"].search([("company_id", "=", cls.company.id)])

    @classmethod
    def of(cls, role, user=None):
        """Return the evaluation of the officer of a role, as somebody sees it.

        :param str user: a role; the superuser where none is given
        """
        evaluation = cls.env["ptsp.evaluation"].search(
            [("officer_id", "=", cls.users[role].id), ("company_id", "=", cls.company.id)]
        )
        return evaluation.with_user(cls.users[user]) if user else evaluation

    @classmethod
    def mark(cls, role, mark=80):
        """Let the superior of an officer give the same mark for all criteria."""
        evaluation = cls.of(role, SUPERIORS[role])
        evaluation.line_ids.write({"mark": mark})
        return evaluation

    @classmethod
    def bring_evaluation(cls, role, state):
        """Bring the evaluation of an officer to a state, each step by whose it is."""
        by_superior, by_officer = cls.mark(role), cls.of(role, role)
        if state == "open":
            return by_superior
        by_superior.action_hand_over()
        if state == "marked":
            return by_superior
        by_officer.write({"officer_word": "Setuju."})
        by_officer.action_give_word()
        if state == "signed":
            by_officer.officer_signature = drawn()
            by_superior.superior_signature = drawn()
        cls.env.flush_all()
        return by_superior

    def run_job(self, day=None):
        """Run the scheduled action on a day, at nine o'clock UTC."""
        self.env.flush_all()
        moment = datetime.combine(day or self.later, time(9))
        with freeze_time(moment), self.enter_registry_test_mode():
            self.env.ref("ptsp_exhibition.cron_evaluation").method_direct_trigger()
        self.env.invalidate_all()
