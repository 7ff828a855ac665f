"""What holds whatever people do, in whatever order: random walks through the procedure."""

from collections import Counter
from contextlib import closing
from datetime import datetime, timedelta
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from ...models import workflow
from ..common import STAFF_ROLES, PtspCase, groups_of
from ..common_documents import BLANK_PDF

WALKS_FROM_EACH = 14
#: Monday, eight o'clock in Samarinda.
BEGIN = datetime(2026, 11, 23, 0, 0)
NOTES = (None, "", "   ", "Catatan", "Kurang jelas: 'denah' & <b>surat</b>")
#: Minutes between two steps: at once, within the day, over night, over a weekend, over a month.
WAITS = (0, 1, 17, 240, 1000, 4320, 43200)

#: Everything about an application that a refused call must leave as it was.
SNAPSHOT = """
    SELECT to_jsonb(a) FROM ptsp_application a WHERE a.id = %(id)s
    UNION ALL (SELECT to_jsonb(l) FROM ptsp_control_line l WHERE l.application_id = %(id)s ORDER BY l.id)
    UNION ALL (SELECT to_jsonb(c) FROM ptsp_checklist_line c WHERE c.application_id = %(id)s ORDER BY c.id)
    UNION ALL (SELECT to_jsonb(r) FROM ptsp_technical_review r WHERE r.application_id = %(id)s ORDER BY r.id)
    UNION ALL (SELECT to_jsonb(d) FROM ptsp_application_drafter_rel d
                WHERE d.application_id = %(id)s ORDER BY d.user_id)
    UNION ALL (SELECT to_jsonb(t) FROM mail_activity t
                WHERE t.res_model = 'ptsp.application' AND t.res_id = %(id)s ORDER BY t.id)
    UNION ALL (SELECT to_jsonb(m.id) FROM mail_message m
                WHERE m.model = 'ptsp.application' AND m.res_id = %(id)s ORDER BY m.id)
    UNION ALL (SELECT to_jsonb(f.id) FROM ir_attachment f
                WHERE f.res_model = 'ptsp.application' AND f.res_id = %(id)s ORDER BY f.id)
    UNION ALL (SELECT to_jsonb(e) FROM ptsp_register_entry e WHERE e.code = 'TEST-01' ORDER BY e.id)
"""

step = st.tuples(
    # Most steps follow the procedure, or a walk would seldom come far.
    st.sampled_from(("right",) * 7 + ("intruder", "intruder", "unprepared", "anything", "end")),
    st.integers(0, len(workflow.PROCEDURE.transitions) - 1),
    st.integers(0, 99),
    st.sampled_from(NOTES),
    st.sampled_from(WAITS),
)


@tagged("post_install", "-at_install")
class TestInvariants(PtspCase):
    """Random people try random buttons; what must always hold holds after each of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.now = BEGIN
        cls.startClassPatcher(patch.object(fields.Datetime, "now", lambda: cls.now))
        # The documents are tried elsewhere, and setting each of them takes longer than the walk.
        report = cls.registry["ir.actions.report"]
        cls.startClassPatcher(patch.object(report, "_ptsp_render_pdf", lambda *args, **kwargs: (BLANK_PDF, "pdf")))
        # A code of its own, so that what the database already holds does not count.
        cls.service = cls.service.copy({"code": "TEST-01", "sop_revision": "01", "in_force_from": "2020-01-01"})
        cls.applicant.email = False
        cls.people = {
            **cls.users,
            workflow.APPLICANT: cls.portal_user,
            "stranger": cls.other_portal_user,
            "other_opd": cls.other_opd_user,
            "jack_of_all_trades": new_test_user(cls.env, "test_jack", groups_of(*STAFF_ROLES)),
        }
        cls.starts = [
            cls.bring_to(cls.file(service_id=cls.service.id), state, technical).with_env(cls.env)
            for technical in (False, True)
            for state in workflow.PROCEDURE.states
            if not workflow.PROCEDURE.states[state].final
            and not (technical and state in ("draft", "cs_check", "help_desk", "returned", "registration"))
        ]
        cls.keys = list(workflow.PROCEDURE.transitions)
        cls.made = Counter()

    @settings(
        max_examples=WALKS_FROM_EACH,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(steps=st.lists(step, min_size=4, max_size=12))
    def walk(self, application, steps):
        type(self).now = BEGIN
        with closing(self.cr.savepoint()):
            for step in steps:
                self.try_step(application, *step)
        self.env.invalidate_all()

    def test_random_walks(self):
        """Whatever is tried, the state, the control sheet, the numbers, the to-do and the clock stay in order."""
        self.assertGreaterEqual(len(self.starts) * WALKS_FROM_EACH, 300)
        for application in self.starts:
            with self.subTest(application.state):
                self.assert_invariants(application)
                self.walk(application)
        # The walks are worth something only if they get about.
        self.assertGreaterEqual(len(self.made), len(self.keys) - 4, self.made)
        recent = {"hand_in_correction", "ask_again", "return_opinion", "void_number", "release"}
        self.assertFalse(recent - set(self.made), self.made)

    def try_step(self, application, kind, choice, person, note, wait):
        """Let somebody try a transition, and see to it that it happens as it should, or that nothing happens."""
        type(self).now += timedelta(minutes=wait)
        transition, name = self.choose(application, kind, choice, person)
        records = application.with_user(self.people[name])
        if kind in ("right", "intruder") and application.state in transition.sources:
            note = note if (note or "").strip() else "Catatan"
            helper = records if kind == "right" else self.as_role(application, transition.roles[-1])
            self.try_to(lambda: self.prepare(helper, transition.key))
            if transition.key == "receive_advice":
                self.try_to(lambda: self.issue_but_one(helper))
        before, clock = self.picture(application), self.clock(application)
        source = application.state
        if self.try_to(lambda: self.call(records, transition.key, note)):
            self.made[transition.key] += 1
            self.assertIn(source, transition.sources)
            self.assertEqual(application.state, transition.target)
            self.assertTrue(self.may(name, transition), f"{name} made {transition.key}")
            self.assertTrue(not transition.note or (note or "").strip(), "without a note")
            self.assert_clock(application, transition.key, clock)
        else:
            self.assertEqual(self.picture(application), before)
        self.assert_invariants(application)

    def choose(self, application, kind, choice, person):
        """Return a transition, and the name of the one who tries it."""
        open_ones = workflow.PROCEDURE.transitions_from(application.state)
        if kind == "anything" or not open_ones:
            return workflow.PROCEDURE.transitions[self.keys[choice]], list(self.people)[person % len(self.people)]
        if kind != "unprepared":
            # The ways to the end would else be taken too soon.
            ends = [transition for transition in open_ones if transition.target == "cancelled"]
            open_ones = (kind == "end" and ends) or [each for each in open_ones if each not in ends]
        transition = open_ones[choice % len(open_ones)]
        if kind == "intruder":
            return transition, list(self.people)[person % len(self.people)]
        # The one who holds every role meets the rule that keeps the duties apart.
        names = [*transition.roles, *transition.roles, "jack_of_all_trades"]
        return transition, names[person % len(names)]

    def may(self, name, transition):
        return name in transition.roles or (name == "jack_of_all_trades" and transition.roles != (workflow.APPLICANT,))

    def try_to(self, call):
        """Return whether a call went through; refused it may be, but it may not break."""
        try:
            call()
        except UserError:
            return False
        return True

    def issue_but_one(self, records):
        """Issue every open opinion but the last, which the transition itself waits for."""
        records.sudo().review_ids.filtered(lambda review: review.state == "sent")[1:].with_env(
            records.env
        ).action_issue("Tidak keberatan")

    def call(self, records, key, note):
        """Press the button; the last opinion of an OPD presses it by itself."""
        reviews = records.sudo().review_ids.filtered(lambda review: review.state == "sent").with_env(records.env)
        if key == "receive_advice" and reviews and records.sudo().state == "technical":
            reviews.action_issue("Tidak keberatan")
        else:
            getattr(records, f"action_{key}")(note)

    # What must hold

    def picture(self, application):
        self.env.flush_all()
        self.env.cr.execute(SNAPSHOT, {"id": application.id})
        return self.env.cr.fetchall()

    def clock(self, application):
        verified = {"verify_technical", "verify_direct"}.intersection(application.control_ids.mapped("action"))
        return (
            application.clock_started_at,
            application.clock_ended_at,
            application.deadline,
            application.paused_minutes,
            bool(verified),
        )

    def assert_invariants(self, application):
        self.env.flush_all()
        self.env.invalidate_all()
        final = workflow.PROCEDURE.states[application.state].final
        # The control sheet
        self.assertFalse(application._broken_control_line())
        open_line = application.control_ids.filtered(lambda line: not line.ended_at)
        self.assertEqual(open_line.mapped("state"), [] if final else [application.state])
        self.assertEqual(application.control_ids.sorted("sequence")[-1:].state, application.state)
        # The to-do
        to_dos = application.activity_ids.filtered("automated")
        self.assertEqual(len(to_dos), 0 if final else 1)
        # The numbers
        self.env.cr.execute(
            """SELECT kind, year, array_agg(number ORDER BY number) FROM ptsp_register_entry
                WHERE code = 'TEST-01' GROUP BY kind, year"""
        )
        for _kind, _year, numbers in self.env.cr.fetchall():
            self.assertEqual(numbers, list(range(1, len(numbers) + 1)))
        # The clock
        self.assertEqual(bool(application.deadline), bool(application.clock_started_at))
        self.assertTrue(application.clock_started_at or not application.sla_verdict)
        self.assertEqual(bool(application.sla_verdict), bool(application.clock_ended_at))
        # The letter
        self.assertEqual(bool(application.letter_number), application.state in ("final_check", "pickup", "done"))
        self.assertEqual(bool(application.letter_number), bool(application.letter_sha256))
        self.assertEqual(bool(application.letter_number), bool(application.letter_attachment_id))

    def assert_clock(self, application, key, before):
        """The promise is started by what starts it, and what was waited only ever adds to it."""
        started, ended, deadline, paused, verified = before
        if not started:
            self.assertTrue(not application.clock_started_at or key in ("register", "receive_advice"))
        elif key == "verify_technical" and not verified:
            self.assertFalse(application.clock_started_at)
        else:
            self.assertEqual(application.clock_started_at, started)
            self.assertGreaterEqual(application.deadline, deadline)
            self.assertGreaterEqual(application.paused_minutes, paused)
        self.assertEqual(application.clock_ended_at, self.now if key == "release" else ended)
