"""Acting officers (Plh./Plt.) hold a role for a period, to the second, and every paper says so."""

from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, new_test_user, tagged
from odoo.tools import mute_logger

from ...models import workflow
from ..common import STAFF_ROLES, exhibition_vals
from ..common_clock import MON, TUE, WED, ClockCase, wita

STAND_IN = [role for role in STAFF_ROLES if role != "technical"]


@tagged("post_install", "-at_install")
class TestActingOfficers(ClockCase):
    """The deputy does what the role does, from the first moment to the last, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.service.company_id
        # An officer of the archive: staff, by a role that acts on nothing in these stories.
        cls.deputy = new_test_user(cls.env, "test_deputy", "ptsp_exhibition.group_pickup", name="Dewi Lestari")
        cls.pickup_deputy = new_test_user(cls.env, "test_pickup_deputy", "ptsp_exhibition.group_help_desk")
        cls.now = fields.Datetime.now().replace(microsecond=0)

    def deputation(self, role, starts=None, ends=None, **values):
        """Name the deputy for a role, and let the system enter a period that has begun already."""
        if role == "agency_head":
            values = {"title": "Kepala Dinas", "employee_number": "197001011990031001", **values}
        # Nobody but the system itself names anybody for the past.
        deputation = self.env["ptsp.deputation"].create(
            {
                "role": role,
                "holder_id": self.users[role].id,
                "deputy_id": (self.pickup_deputy if role == "pickup" else self.deputy).id,
                "starts_at": starts or self.now - timedelta(hours=1),
                "ends_at": ends or self.now + timedelta(days=3),
                "company_id": self.company.id,
                **values,
            }
        )
        self.env.flush_all()
        return deputation.with_user(self.users["manager"])

    def act(self, application, deputation, key):
        """Let the deputy make a transition."""
        records = application.with_user(deputation.deputy_id)
        self.prepare(records, key)
        return self.press(records, key)

    # The period

    def test_every_transition_of_every_role(self):
        """In the period the deputy makes every transition of the role; before and after it is refused."""
        for key, transition in workflow.PROCEDURE.transitions.items():
            roles = [role for role in transition.roles if role in STAND_IN]
            if not roles or key == "receive_advice":
                continue
            with self.subTest(key=key, role=roles[0]), self.undone():
                application = self.bring_to(self.file(), transition.sources[0])
                deputation = self.deputation(roles[0])
                records = application.with_user(deputation.deputy_id)
                self.assertIn(key, records.available_actions)
                for moment in (deputation.starts_at - timedelta(seconds=1), deputation.ends_at):
                    with freeze_time(moment), self.assertRaises(AccessError), self.env.cr.savepoint():
                        getattr(records, f"action_{key}")("Catatan")
                with freeze_time(deputation.ends_at - timedelta(seconds=1)):
                    self.act(application, deputation, key)
                self.assertEqual(application.state, transition.target)
                line = application.control_ids.filtered("action").sorted("sequence")[-1]
                self.assertEqual((line.user_id, line.deputation_id), (deputation.deputy_id, deputation))
                self.assertFalse(application._broken_control_line())

    def test_front_office(self):
        """Who acts for the front office files applications for visitors, for the time of the period only."""
        vals = {**self.application_vals(), **exhibition_vals()}
        Application = self.env["ptsp.application"].with_user(self.deputy)
        with self.assertRaises(AccessError):
            Application.create(vals)
        self.deputation("information")
        draft = Application.create(vals)
        draft.event_name = "Pameran Kerajinan"
        self.env["res.partner"].with_user(self.deputy).create({"name": "Pemohon Baru"})
        draft.unlink()
        with freeze_time(self.now + timedelta(days=4)):
            self.assertFalse(Application.has_access("create"))
            with self.assertRaisesRegex(AccessError, "Ask a colleague of that role"):
                Application.create(vals)

    def test_work_list(self):
        """What waits for the role is the deputy's turn for the time of the period, in list, to-do counter and rule."""
        application = self.bring_to(self.file(), "verification")
        self.deputation("verification")
        Application = self.env["ptsp.application"].with_user(self.deputy)
        mine = [("my_turn", "=", True), ("id", "=", application.id)]
        self.assertTrue(Application.search(mine))
        self.assertTrue(application.with_user(self.deputy).has_access("write"))
        self.assertIn("verification", self.deputy._ptsp_roles())
        with freeze_time(self.now + timedelta(days=3)):
            application.invalidate_recordset()
            self.assertFalse(Application.search(mine))
            self.assertFalse(application.with_user(self.deputy).has_access("write"))
        self.assertEqual(
            self.env["res.users"]._ptsp_holders(self.company, ["verification"])["verification"] & self.deputy,
            self.deputy,
        )

    def test_buttons(self):
        """The deputy sees the buttons of the role, and no longer than the period."""
        self.deputation("section_head")
        Application = self.env["ptsp.application"].with_user(self.deputy)
        self.assertIn("section_approve", Application.get_view(view_type="form")["arch"])
        self.assertIn("section_approve", Application.get_view(view_type="list")["arch"])
        with freeze_time(self.now + timedelta(days=3)):
            self.assertNotIn("section_approve", Application.get_view(view_type="form")["arch"])

    def test_other_agency(self):
        """Acting in one agency gives nothing in another, where the deputy works as well."""
        other = self.env["res.company"].create({"name": "DPMPTSP Kota Samarinda"})
        self.deputy.company_ids |= other
        application = self.bring_to(self.file(), "verification")
        deputation = self.deputation("verification")
        self.assertTrue(application.with_user(self.deputy).my_turn)
        self.assertNotIn("verification", self.deputy._ptsp_roles(other))
        self.assertEqual(self.deputy._ptsp_acting(self.company), {"verification": deputation.id})

    def test_end_now(self):
        """When the officer is back the period is ended, and with it the role, at that moment."""
        application = self.bring_to(self.file(), "verification")
        deputation = self.deputation("verification")
        deputation.with_user(self.users["verification"]).action_end()
        self.assertFalse(deputation.in_force)
        with self.assertRaises(AccessError):
            application.with_user(self.deputy).action_verify_direct()
        with self.assertRaisesRegex(UserError, "is over"):
            deputation.with_user(self.users["manager"]).ends_at = self.now + timedelta(days=9)

    # Who may name whom

    def deputation_vals(self):
        """Return values by which the deputy acts for verification from now on."""
        return {
            "role": "verification",
            "holder_id": self.users["verification"].id,
            "deputy_id": self.deputy.id,
            "starts_at": fields.Datetime.now(),
            "ends_at": self.now + timedelta(days=1),
        }

    def test_who_may_name(self):
        """A manager names anybody; an officer names the own deputy for the own role; nobody else does."""
        vals = self.deputation_vals()
        Deputation = self.env["ptsp.deputation"]
        for login in ("manager", "verification"):
            with self.subTest(login=login), self.undone():
                self.assertTrue(Deputation.with_user(self.users[login]).create(vals).in_force)
        for login in ("registry", "auditor", "technical", "section_head"):
            with self.subTest(login=login), self.assertRaises(AccessError), self.env.cr.savepoint():
                Deputation.with_user(self.users[login]).create(vals)

    def test_superuser_mode_is_no_permission(self):
        """Who is neither manager nor away names nobody, even where the call runs as superuser; nor for the past."""
        vals = self.deputation_vals()
        Deputation = self.env["ptsp.deputation"]
        for login in ("registry", "auditor"):
            with self.subTest(login=login), self.assertRaises(AccessError), self.env.cr.savepoint():
                Deputation.with_user(self.users[login]).sudo().create(vals)
        ahead = Deputation.create({**vals, "starts_at": self.now + timedelta(hours=1)})
        ahead_sudo = ahead.with_user(self.users["registry"]).sudo()
        for change in (
            ahead_sudo.unlink,
            lambda: ahead_sudo.write({"ends_at": self.now + timedelta(days=2)}),
            lambda: ahead_sudo.write({"holder_id": self.users["registry"].id}),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                change()
        manager = Deputation.with_user(self.users["manager"]).sudo()
        with self.assertRaisesRegex(ValidationError, "for the past"), self.env.cr.savepoint():
            manager.create({**vals, "starts_at": self.now - timedelta(days=1), "ends_at": self.now})
        self.assertTrue(manager.create({**vals, "deputy_id": self.pickup_deputy.id}).in_force)

    def test_no_chains(self):
        """An acting officer names no deputy of the role that is only lent."""
        self.deputation("verification")
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.env["ptsp.deputation"].with_user(self.deputy).create(
                {
                    "role": "verification",
                    "holder_id": self.deputy.id,
                    "deputy_id": self.pickup_deputy.id,
                    "starts_at": fields.Datetime.now(),
                    "ends_at": self.now + timedelta(days=1),
                }
            )

    def test_who_is_proposed(self):
        """Proposed is whoever may act: an officer who lacks the role; never the one who is away, nor OPD staff."""
        form = Form(self.env["ptsp.deputation"].with_user(self.users["manager"]))
        form.role = "section_head"
        form.holder_id = self.users["section_head"]
        proposed = form.deputy_choice_ids
        self.assertIn(self.deputy.id, proposed.ids)
        self.assertFalse(
            (self.users["section_head"] + self.users["technical"]) & self.env["res.users"].browse(proposed.ids)
        )
        form.deputy_id = self.deputy
        form.starts_at = self.now + timedelta(hours=1)
        form.ends_at = self.now + timedelta(days=1)
        self.assertEqual(form.save().deputy_id, self.deputy)

    def test_wrong_people(self):
        """Strangers, applicants, members of an OPD, holders themselves and former officers cannot act."""
        portal = new_test_user(self.env, "test_portal_deputy", "base.group_portal")
        gone = new_test_user(self.env, "test_gone", "ptsp_exhibition.group_pickup")
        gone.active = False
        for user in (portal, gone, self.users["technical"], self.users["auditor"], self.users["verification"]):
            with self.subTest(user=user.login), self.assertRaises(ValidationError), self.env.cr.savepoint():
                self.deputation("verification", deputy_id=user.id)
        for values in (
            {"holder_id": False},
            {"holder_id": self.users["registry"].id},
            {"capacity": "plt"},
        ):
            with self.subTest(values=values), self.assertRaises(ValidationError), self.env.cr.savepoint():
                self.deputation("verification", **values)
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.deputation("verification", ends=self.now - timedelta(days=2))
        with self.assertRaisesRegex(ValidationError, "already during these days"):
            self.deputation("verification")
            self.deputation("verification")

    def test_vacant_office(self):
        """A Plt. acts where the office is vacant; only a manager names one."""
        deputation = self.deputation("division_head", capacity="plt", holder_id=False)
        self.assertIn("division_head", self.deputy._ptsp_roles())
        self.assertTrue(deputation._acting_role().startswith("Plt. "))

    def test_history_is_not_rewritten(self):
        """A period that has begun keeps its people and its beginning; it is prolonged or ended, never deleted."""
        deputation = self.deputation("verification").with_user(self.users["manager"])
        for values in (
            {"deputy_id": self.pickup_deputy.id},
            {"role": "registry"},
            {"starts_at": self.now},
            {"ends_at": self.now - timedelta(minutes=30)},
        ):
            with self.subTest(values=values), self.assertRaises(UserError), self.env.cr.savepoint():
                deputation.write(values)
        with self.assertRaisesRegex(UserError, "stays on record"):
            deputation.unlink()
        deputation.ends_at = self.now + timedelta(days=5)
        with self.assertRaisesRegex(ValidationError, "for the past"):
            self.env["ptsp.deputation"].with_user(self.users["manager"]).create(
                {
                    "role": "registry",
                    "holder_id": self.users["registry"].id,
                    "deputy_id": self.deputy.id,
                    "starts_at": self.now - timedelta(days=5),
                    "ends_at": self.now - timedelta(days=1),
                }
            )

    def test_ahead(self):
        """A period that lies ahead gives nothing yet, and may still be changed or deleted."""
        ahead = self.deputation("verification", starts=self.now + timedelta(days=1), ends=self.now + timedelta(days=2))
        self.assertNotIn("verification", self.deputy._ptsp_roles())
        ahead = ahead.with_user(self.users["verification"])
        ahead.starts_at = self.now + timedelta(hours=30)
        ahead.unlink()
        self.assertFalse(ahead.exists())

    # What the papers say

    def test_control_sheet(self):
        """The control sheet says for whom the actor stood in; for the holder it says nothing."""
        application = self.bring_to(self.file(), "section_review")
        self.act(application, self.deputation("section_head"), "section_approve")
        line = application.control_ids.filtered(lambda line: line.action == "section_approve")
        self.assertEqual(line._acting_as(), "Plh. Kepala Seksi")
        for report in ("control_sheet", "verification_form"):
            html = self.env["ir.actions.report"]._render_qweb_html(f"ptsp_exhibition.report_{report}", application.ids)[
                0
            ]
            self.assertIn("Plh. Kepala Seksi", html.decode())
        self.assertEqual(application._letter_initials()[1][0], "Plh. Kepala Seksi")
        own = application.control_ids.filtered(lambda line: line.action == "submit_draft")
        self.assertEqual(own._acting_as(), "")

    def test_hash_covers_the_deputation(self):
        """Whoever takes the deputation out of the control sheet, or puts one in, breaks its chain."""
        application = self.bring_to(self.file(), "section_review")
        deputation = self.deputation("section_head")
        self.act(application, deputation, "section_approve")
        line = application.control_ids.filtered(lambda line: line.action == "section_approve")
        own = application.control_ids.filtered(lambda line: line.action == "submit_draft")
        for changed, value in ((line, None), (own, deputation.id)):
            with self.undone():
                self.env.cr.execute(
                    "UPDATE ptsp_control_line SET deputation_id = %s WHERE id = %s", (value, changed.id)
                )
                application.invalidate_recordset()
                changed.invalidate_recordset()
                self.assertEqual(application._broken_control_line(), changed.sequence)

    def test_signature_block(self):
        """A letter signed by an acting head bears the mark, name, rank and NIP of that officer."""
        application = self.bring_to(self.file(), "agency_approval")
        deputation = self.deputation("agency_head", printed_name="Dewi Lestari, S.E.", rank="Pembina")
        self.act(application, deputation, "sign")
        office = application.signatory_office_id
        self.assertEqual(office, deputation.signatory_ids)
        self.assertEqual(office._official_title(), "Plh. Kepala Dinas")
        html = self.env["ir.actions.report"]._render_qweb_html("ptsp_exhibition.report_letter", application.ids)[0]
        for text in ("Plh. Kepala Dinas", "Dewi Lestari, S.E.", "Pembina", "197001011990031001"):
            self.assertIn(text, html.decode())

    def test_signature_block_ends_with_the_period(self):
        """When the period is ended early, the entry among the signatories ends with it."""
        deputation = self.deputation("agency_head", ends=self.now + timedelta(days=30))
        deputation.with_user(self.users["manager"]).action_end()
        self.assertEqual(deputation.signatory_ids.date_to, deputation._local_day(fields.Datetime.now()))
        with self.assertRaisesRegex(ValidationError, "Employee Number"), self.env.cr.savepoint():
            self.deputation(
                "agency_head",
                starts=self.now + timedelta(days=8),
                ends=self.now + timedelta(days=9),
                employee_number=False,
            )

    # Separation of duties

    def test_separation_of_duties(self):
        """Whoever drafted or initialled a letter does not sign it as an acting head either."""
        application = self.bring_to(self.file(), "section_review")
        self.act(application, self.deputation("section_head"), "section_approve")
        self.deputation("division_head")
        with self.assertRaises(UserError):
            application.with_user(self.deputy).action_division_approve()
        self.press(self.as_role(application, "division_head"), "division_approve")
        self.deputation("agency_head")
        with self.assertRaises(UserError):
            application.with_user(self.deputy).action_sign()
        self.assertEqual(application.state, "agency_approval")


@tagged("post_install", "-at_install")
class TestActingOfficersWarned(ClockCase):
    """Acting officers are warned like the officers for whom they stand in."""

    def test_deputy_is_warned(self):
        """While somebody acts for the verifier, the warning reaches the deputy too; afterwards it does not."""
        deputy = new_test_user(self.env, "test_deputy", "ptsp_exhibition.group_pickup")
        self.env["ptsp.deputation"].create(
            {
                "role": "verification",
                "holder_id": self.users["verification"].id,
                "deputy_id": deputy.id,
                "starts_at": wita(f"{MON} 08:00"),
                "ends_at": wita(f"{TUE} 08:00"),
                "company_id": self.service.company_id.id,
            }
        )
        application = self.registered(f"{MON} 10:00")
        later = self.registered(f"{TUE} 10:00")
        for moment in (f"{MON} 11:00", f"{WED} 11:00"):
            with freeze_time(wita(moment)), self.enter_registry_test_mode():
                self.env.ref("ptsp_exhibition.cron_monitor").method_direct_trigger()
        self.assertIn(deputy, application.alert_ids.filtered(lambda alert: alert.kind == "step_late").user_id)
        self.assertNotIn(deputy, later.alert_ids.user_id)
