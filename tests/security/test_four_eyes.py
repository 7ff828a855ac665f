"""No letter is the work of one person who holds several roles, for a time or for good."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, new_test_user, tagged

from ..common import PtspCase, groups_of

OWN_WORK = "Another officer must initial or sign"
HEADS = (("section_approve", "section_head"), ("division_approve", "division_head"), ("sign", "agency_head"))
RETURNS = {
    "section_return": "section_review",
    "division_return": "division_review",
    "agency_return": "agency_approval",
    "request_clarification": "agency_approval",
    "return_to_verification": "agency_approval",
}


class FourEyesCase(PtspCase):
    """An officer who holds all the roles of a letter, and colleagues who hold one each."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        roles = groups_of("verification", "processing", "section_head", "division_head", "agency_head")
        cls.all_round = new_test_user(cls.env, "test_all_round", roles)
        cls.letter = cls.bring_to(cls.file(), "drafting")

    def by(self, user):
        return self.letter.with_user(user)

    def bring_on(self, state):
        """Bring the letter on to ``state``, each step by an officer of its own."""
        for source, role, step, _target in self._way_to(state):
            if self.letter.state == source:
                step(self, self.as_role(self.letter, role))
        self.assertEqual(self.letter.state, state)

    def assert_kept_out(self):
        """The officer of all roles makes no stage of this letter that others then make."""
        for key, role in HEADS:
            if role == "section_head":
                self.bring_on("section_review")
            self.assert_refused(self.by(self.all_round), key, OWN_WORK)
            head = self.as_role(self.letter, role)
            self.prepare(head, key)
            self.press(head, key)


@tagged("post_install", "-at_install")
class TestFourEyes(FourEyesCase):
    """Who wrote, submitted or initialled a letter does nothing else of it, whatever happened in between."""

    def write_and_return(self):
        """Let the officer write a revision that somebody else submits without a change, and that goes back."""
        self.by(self.all_round).write({"decision": "recommended", "letter_body": "<p>Teks</p>"})
        self.as_role(self.letter, "processing").action_submit_draft()
        self.as_role(self.letter, "section_head").action_section_return("Perbaiki")

    def test_writer_of_a_returned_revision(self):
        """Who wrote a revision that somebody else submitted stays out after a return, with or without a change."""
        self.write_and_return()
        self.as_role(self.letter, "processing").action_submit_draft()
        self.assert_kept_out()

    def test_text_rewritten_by_somebody_else(self):
        """That somebody else rewrote every word changes nothing."""
        self.write_and_return()
        self.as_role(self.letter, "processing").letter_body = "<p>Lain</p>"
        self.as_role(self.letter, "processing").action_submit_draft()
        self.assert_kept_out()

    def test_after_every_way_back(self):
        """Whichever way the letter goes back, its drafter stays its drafter."""
        for key, state in RETURNS.items():
            with self.subTest(key=key), self.undone():
                self.by(self.all_round).write({"decision": "recommended", "letter_body": "<p>Teks</p>"})
                self.by(self.all_round).action_submit_draft()
                self.bring_on(state)
                self.press(self.as_role(self.letter, RETURNS_BY[key]), key)
                if self.letter.state == "correction":
                    self.hand_in_correction(self.as_role(self.letter, "customer_service"))
                    self.as_role(self.letter, "customer_service").action_complete_correction()
                self.assert_kept_out()

    def test_struck_initial(self):
        """Who initialled a revision that was struck out makes no other stage of the next one."""
        self.bring_on("section_review")
        self.by(self.all_round).action_section_approve()
        self.as_role(self.letter, "division_head").action_division_return("Perbaiki")
        self.bring_on("division_review")
        self.assert_refused(self.by(self.all_round), "division_approve", OWN_WORK)
        self.bring_on("agency_approval")
        self.assert_refused(self.by(self.all_round), "sign", OWN_WORK)

    def test_acting_period(self):
        """Who drafted neither initials nor signs while acting for a head, nor after the period."""
        drafter = self.users["processing"]
        self.bring_on("section_review")
        now = fields.Datetime.now()
        self.env["ptsp.deputation"].create(
            {
                "role": "section_head",
                "holder_id": self.users["section_head"].id,
                "deputy_id": drafter.id,
                "starts_at": now - timedelta(hours=1),
                "ends_at": now + timedelta(days=1),
            }
        )
        self.assertIn("section_head", drafter._ptsp_roles())
        self.assert_refused(self.by(drafter), "section_approve", OWN_WORK)
        self.assert_refused(self.by(drafter), "section_return", "Another officer must return")
        with freeze_time(now + timedelta(days=2)):
            self.assert_refused(self.by(drafter), "section_approve", "", error=AccessError)

    def test_returning_officer(self):
        """Whoever drafted a letter sends it back by none of the ways."""
        self.by(self.all_round).write({"decision": "recommended", "letter_body": "<p>Teks</p>"})
        self.by(self.all_round).action_submit_draft()
        for key, state in RETURNS.items():
            with self.subTest(key=key), self.undone():
                self.bring_on(state)
                self.assert_refused(self.by(self.all_round), key, "Another officer must return")

    def test_every_way_back_is_guarded(self):
        """Every transition that strikes the initials out asks who returns, and every approval who approves."""
        for transition in self.letter._procedure().transitions.values():
            if "clear_initials" in transition.effects:
                self.assertIn("returned_by_another", transition.guards, transition.key)
                self.assertIn(transition.key, RETURNS)
            if {"initial", "sign"}.intersection(transition.effects):
                self.assertIn("separate_person", transition.guards, transition.key)


RETURNS_BY = dict.fromkeys(RETURNS, "agency_head") | {
    "section_return": "section_head",
    "division_return": "division_head",
}


@tagged("post_install", "-at_install")
class TestSwitchedOff(FourEyesCase):
    """An agency may do without; then every paper says so, and who decided it stands in a log that nobody edits."""

    def test_control_sheet(self):
        """Lines that were initialled, signed or issued while it was off say so, and the hash covers that."""
        self.bring_on("section_review")
        self.as_role(self.letter, "section_head").action_section_approve()
        self.env.company.ptsp_separation_of_duties = False
        self.bring_on("pickup")
        lines = self.letter.sudo().control_ids
        self.assertEqual(
            lines.filtered("unseparated").sorted("sequence").mapped("action"), ["division_approve", "sign", "number"]
        )
        self.assertEqual(self.letter._broken_control_line(), 0)
        report = self.env["ir.actions.report"].with_user(self.users["auditor"])
        html = report._render_qweb_html("ptsp_exhibition.report_control_sheet", self.letter.ids)[0].decode()
        self.assertEqual(html.count("Pemisahan tugas tidak diberlakukan"), 3)
        line = lines.filtered(lambda line: line.action == "sign")
        self.env.flush_all()
        self.env.cr.execute("UPDATE ptsp_control_line SET unseparated = false WHERE id = %s", (line.id,))
        self.env.invalidate_all()
        self.assertEqual(self.letter._broken_control_line(), line.sequence)

    def test_switched_on(self):
        """While it is on, no line says so."""
        self.bring_on("pickup")
        self.assertFalse(self.letter.sudo().control_ids.filtered("unseparated"))

    def test_log(self):
        """Managers and auditors read who switched it; nobody adds, changes or deletes a line."""
        self.env.company.with_user(self.env.ref("base.user_admin")).ptsp_separation_of_duties = False
        Switch = self.env["ptsp.separation.switch"]
        switch = Switch.search([("company_id", "=", self.env.company.id)], limit=1)
        for role in ("manager", "auditor"):
            self.assertFalse(switch.with_user(self.users[role]).switched_on)
        for user in (self.users["processing"], self.portal_user):
            with self.assertRaises(AccessError):
                switch.with_user(user).read(["user_id"])
        vals = {"company_id": self.env.company.id, "switched_at": fields.Datetime.now(), "switched_on": True}
        for user in (self.users["manager"], self.env.ref("base.user_admin"), self.env.ref("base.user_root")):
            for attempt in (
                lambda user=user: switch.with_user(user).write({"switched_on": True}),
                lambda user=user: switch.with_user(user).unlink(),
                lambda user=user: Switch.with_user(user).create(vals),
                lambda user=user: switch.with_user(user).copy(),
            ):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    attempt()


@tagged("post_install", "-at_install")
class TestActingForOneself(PtspCase):
    """Nobody lends himself a role, and who acted when stays on record."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(cls.env, "test_managing_officer", groups_of("manager", "help_desk"))
        cls.now = fields.Datetime.now().replace(microsecond=0)

    def vals(self, deputy, **values):
        return {
            "role": "section_head",
            "holder_id": self.users["section_head"].id,
            "deputy_id": deputy.id,
            "starts_at": self.now + timedelta(hours=1),
            "ends_at": self.now + timedelta(days=1),
            "company_id": self.env.company.id,
            **values,
        }

    def Deputation(self, user):
        return self.env["ptsp.deputation"].with_user(user)

    def test_manager(self):
        """A manager names no acting officer for the own person: not by entering, importing, copying or rewriting."""
        names = ["role", "holder_id/.id", "deputy_id/.id", "starts_at", "ends_at", "company_id/.id"]
        row = [str(value) for value in self.vals(self.manager).values()]
        for user in (self.manager, self.manager.with_user(self.manager)):
            for Deputation in (self.Deputation(user), self.Deputation(user).sudo()):
                with self.assertRaisesRegex(AccessError, "names himself"), self.env.cr.savepoint():
                    Deputation.create(self.vals(self.manager))
        result = self.Deputation(self.manager).load(names, [row])
        self.assertFalse(result["ids"])
        self.assertIn("names himself", result["messages"][0]["message"])
        other = self.Deputation(self.manager).create(self.vals(self.users["help_desk"]))
        with self.assertRaisesRegex(AccessError, "names himself"), self.env.cr.savepoint():
            other.deputy_id = self.manager
        with self.assertRaisesRegex(AccessError, "names himself"), self.env.cr.savepoint():
            other.copy({"deputy_id": self.manager.id, "ends_at": self.now + timedelta(days=9)})

    def test_named_by_another(self):
        """Whom somebody else has named lengthens the own period as little, but may end it."""
        deputation = self.Deputation(self.users["manager"]).create(self.vals(self.manager))
        own = deputation.with_user(self.manager)
        for vals in (
            {"ends_at": self.now + timedelta(days=9)},
            {"role": "division_head", "holder_id": self.users["division_head"].id},
            {"starts_at": self.now},
        ):
            with self.assertRaisesRegex(AccessError, "names himself"), self.env.cr.savepoint():
                own.write(vals)
        with freeze_time(self.now + timedelta(hours=2)):
            own.action_end()
            self.assertFalse(own.in_force)

    def test_begun_periods_stay(self):
        """A period that has begun is erased by no road: neither with Odoo's own keys nor with what it hangs on."""
        deputation = self.env["ptsp.deputation"].create(
            self.vals(self.users["help_desk"], starts_at=self.now - timedelta(hours=1))
        )
        holder, manager = self.users["section_head"], self.users["manager"]
        for user in (holder, manager):
            for records in (deputation.with_user(user), deputation.with_user(user).sudo()):
                for flag in ({}, {"_force_unlink": True}):
                    with self.assertRaises(UserError), self.env.cr.savepoint():
                        records.with_context(**flag).unlink()
        self.assertTrue(deputation.exists())

    def test_nothing_takes_a_period_along(self):
        """Whatever a period names cannot be deleted without it: the database refuses."""
        self.env.cr.execute(
            """SELECT conname, confdeltype FROM pg_constraint
                WHERE conrelid = 'ptsp_deputation'::regclass AND contype = 'f'"""
        )
        actions = dict(self.env.cr.fetchall())
        self.assertGreaterEqual(len(actions), 3)
        self.assertEqual({name for name, action in actions.items() if action == "c"}, set())
        self.env.cr.execute(
            """SELECT conname FROM pg_constraint
                 JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
                WHERE conrelid = 'ptsp_deputation'::regclass AND contype = 'f' AND confdeltype = 'n'
                  AND attname NOT IN ('create_uid', 'write_uid', 'message_main_attachment_id')"""
        )
        self.assertEqual(self.env.cr.fetchall(), [])
