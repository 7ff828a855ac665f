"""A role of the procedure is a record: who is in its group holds it, also where another addon adds it."""

import re
from datetime import timedelta
from pathlib import Path

from psycopg2.errors import UniqueViolation

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..common import STAFF_GROUPS, STAFF_ROLES, PtspCase

ROOT = Path(__file__).resolve().parents[2]


@tagged("post_install", "-at_install")
class TestRoles(PtspCase):
    """The groups say which roles there are, and nothing else does."""

    def add_role(self, **values):
        """Add a role as another addon does: a group that bears the role's name."""
        group = self.env["res.groups"].create(
            {
                "name": "Archivist",
                "ptsp_role": "archivist",
                "implied_ids": [Command.link(self.env.ref("ptsp_exhibition.group_staff").id)],
                **values,
            }
        )
        self.env["res.groups"].flush_model()
        return group

    def test_every_role_is_its_group(self):
        """Each role of the SOP is the group of that name, in the order of the SOP."""
        expected = {role: self.env.ref(group).id for role, group in STAFF_GROUPS.items()}
        roles = self.env["res.groups"]._ptsp_role_ids()
        self.assertEqual(list(roles.items()), list(expected.items()))
        self.assertEqual(self.env["res.groups"]._ptsp_opd_roles(), {"technical"})

    def test_who_holds_a_role(self):
        """Whoever is in the group holds the role; a manager and an auditor hold none, nor does an applicant."""
        for role in STAFF_ROLES:
            self.assertEqual(self.users[role]._ptsp_own_roles(), {role})
        for user in (self.users["manager"], self.users["auditor"], self.portal_user, self.env.ref("base.user_admin")):
            self.assertEqual(user._ptsp_own_roles(), set())

    def test_implied(self):
        """A group that stands for several roles gives them all."""
        groups = self.env["res.groups"].create(
            {
                "name": "All-round",
                "implied_ids": [
                    Command.link(self.env.ref(STAFF_GROUPS[role]).id) for role in ("registration", "pickup")
                ],
            }
        )
        user = new_test_user(self.env, "test_all_round", "base.group_user")
        user.group_ids = [Command.link(groups.id)]
        self.assertEqual(user._ptsp_own_roles(), {"registration", "pickup"})
        holders = self.env["res.users"]._ptsp_holders(self.env.company, ["registration", "pickup"])
        self.assertIn(user, holders["registration"] & holders["pickup"])

    def test_label(self):
        """A role has the name of its group, in the user's language; the applicant is no group."""
        Group = self.env["res.groups"]
        self.assertEqual(Group._ptsp_role_label("registry"), "Registry")
        self.assertEqual(Group.with_context(lang="id_ID")._ptsp_role_label("registry"), "Petugas Tata Usaha")
        self.assertEqual(Group._ptsp_role_label("applicant"), "the applicant")
        self.assertEqual(Group.with_user(self.portal_user)._ptsp_role_label("pickup"), "Pick-up Desk")

    # A role of another addon

    def test_new_role_is_held(self):
        """Who is in the group of a new role holds it, and is found as its holder, last in the order of the SOP."""
        self.assertNotIn("archivist", self.env["res.groups"]._ptsp_role_ids())
        group = self.add_role()
        user = new_test_user(self.env, "test_archivist", "base.group_user")
        self.assertEqual(user._ptsp_own_roles(), set())
        user.group_ids = [Command.link(group.id)]
        self.assertEqual(user._ptsp_own_roles(), {"archivist"})
        self.assertEqual(self.env["res.users"]._ptsp_holders(self.env.company)["archivist"], user)
        self.assertEqual(self.env["res.groups"]._ptsp_role_label("archivist"), "Archivist")
        self.assertEqual(list(self.env["res.groups"]._ptsp_role_ids()), [*STAFF_ROLES, "archivist"])

    def test_new_role_is_lent(self):
        """Somebody may act in a new role for a period; nobody acts for the members of an OPD."""
        group = self.add_role()
        holder = new_test_user(self.env, "test_archivist", "base.group_user")
        holder.group_ids = [Command.link(group.id)]
        deputy = new_test_user(self.env, "test_deputy", "ptsp_exhibition.group_help_desk")
        now = fields.Datetime.now()
        deputation = self.env["ptsp.deputation"].with_user(self.users["manager"])
        choices = dict(deputation._fields["role"]._description_selection(deputation.env))
        self.assertEqual(choices["archivist"], "Archivist")
        self.assertNotIn("technical", choices)
        acting = deputation.create(
            {
                "role": "archivist",
                "holder_id": holder.id,
                "deputy_id": deputy.id,
                "starts_at": now,
                "ends_at": now + timedelta(days=1),
            }
        )
        self.assertEqual(deputy._ptsp_roles(), {"help_desk", "archivist"})
        self.assertEqual(acting._acting_role(), "Plh. Archivist")
        group.ptsp_opd_role = True
        self.assertNotIn("archivist", dict(deputation._fields["role"]._description_selection(deputation.env)))

    def test_new_role_goes(self):
        """A role that is taken away again is held by nobody at once, and its name is kept where it is asked for."""
        group = self.add_role()
        user = new_test_user(self.env, "test_archivist", "base.group_user")
        user.group_ids = [Command.link(group.id)]
        self.assertEqual(user._ptsp_own_roles(), {"archivist"})
        group.ptsp_role = False
        self.assertEqual(user._ptsp_own_roles(), set())
        group.ptsp_role = "archivist"
        self.assertEqual(user._ptsp_own_roles(), {"archivist"})
        group.unlink()
        self.assertNotIn("archivist", self.env["res.groups"]._ptsp_role_ids())
        self.assertEqual(self.env["res.groups"]._ptsp_role_label("archivist"), "archivist")

    def test_order_follows_the_privileges(self):
        """The order is that of the privileges, as the user's form shows them; a group without one comes last."""
        privilege = self.env["res.groups.privilege"].create({"name": "Archive", "sequence": 99})
        self.add_role(privilege_id=privilege.id)
        self.add_role(name="Messenger", ptsp_role="messenger")
        roles = self.env["res.groups"]._ptsp_role_ids
        self.assertEqual(list(roles())[-2:], ["archivist", "messenger"])
        privilege.sequence = 0
        self.assertEqual(next(iter(roles())), "archivist")
        privilege.unlink()
        self.assertEqual(list(roles())[-2:], ["archivist", "messenger"])

    def test_one_group_for_a_role(self):
        """Two groups cannot be one role, and a copied group is none."""
        group = self.add_role()
        self.assertFalse(group.copy().ptsp_role)
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.add_role(name="Second Archivist")

    def test_who_may_make_a_role(self):
        """Only who administers access rights makes a group a role; a manager does not."""
        group = self.env.ref("ptsp_exhibition.group_auditor")
        for user in (self.users["manager"], self.users["agency_head"]):
            with self.assertRaises(AccessError):
                group.with_user(user).ptsp_role = "auditor"

    def test_no_name_of_a_group_is_built_from_a_role(self):
        """Nothing builds the name of a group from the name of a role: the groups are asked."""
        built = re.compile(r"""group_\{|group_["']\s*(\+|%)|workflow\.STAFF_ROLES""")
        for folder in ("models", "wizard", "controllers", "report", "tests", "benchmarks"):
            for path in sorted((ROOT / folder).rglob("*.py")):
                if path != Path(__file__).resolve():
                    with self.subTest(path=str(path.relative_to(ROOT))):
                        self.assertNotRegex(path.read_text(), built)
