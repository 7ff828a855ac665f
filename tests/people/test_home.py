"""After login each role is where its work is, unless the user has chosen otherwise."""

from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..common import OVERSIGHT_GROUPS, STAFF_GROUPS, STAFF_ROLES, PtspCase

#: Where each role finds its work: written out, so that the test does not ask what it tests.
HOMES = {
    **dict.fromkeys(STAFF_ROLES, "application_action"),
    "technical": "technical_review_action",
    "section_head": "application_action_signature",
    "division_head": "application_action_signature",
    "agency_head": "application_action_signature",
    "auditor": "application_action_all",
    "manager": "sop_map_action_in_force",
}


@tagged("post_install", "-at_install")
class TestHome(PtspCase):
    """Nobody starts the day by looking for the own work."""

    def action(self, name):
        """Return an action by its name."""
        return self.env.ref(f"ptsp_exhibition.{name}")

    def group(self, role):
        """Return the group of a role."""
        return self.env.ref((STAFF_GROUPS | OVERSIGHT_GROUPS)[role])

    def test_every_role(self):
        """A new user is led where the work of the role is, by an action that stands in the menu."""
        actions = {menu.action.id for menu in self.env["ir.ui.menu"].search([]) if menu.action}
        self.assertEqual(HOMES.keys(), self.users.keys())
        for role, name in HOMES.items():
            with self.subTest(role=role):
                self.assertEqual(self.users[role].action_id.id, self.action(name).id)
                self.assertIn(self.action(name).id, actions)

    def test_a_role_that_is_granted(self):
        """Whoever is given a role is led to its work, whichever way it is given, and away when it is taken."""
        user = new_test_user(self.env, "test_new_officer", "base.group_user")
        self.assertFalse(user.action_id)
        user.group_ids += self.group("technical")
        self.assertEqual(user.action_id.id, self.action("technical_review_action").id)
        user.group_ids -= self.group("technical")
        self.assertFalse(user.action_id)
        self.group("agency_head").user_ids = [Command.link(user.id)]
        self.assertEqual(user.action_id.id, self.action("application_action_signature").id)
        self.group("agency_head").user_ids = [Command.unlink(user.id)]
        self.assertFalse(user.action_id)

    def test_the_own_choice_is_kept(self):
        """Who has chosen another home action keeps it, whatever roles come and go."""
        user = new_test_user(self.env, "test_chooser", "base.group_user,ptsp_exhibition.group_registry")
        chosen = self.action("application_action_all")
        user.action_id = chosen.id
        user.group_ids += self.group("section_head")
        user.group_ids -= self.group("registry")
        self.assertEqual(user.action_id.id, chosen.id)
        born = new_test_user(
            self.env, "test_chooser_2", "base.group_user,ptsp_exhibition.group_registry", action_id=chosen.id
        )
        self.assertEqual(born.action_id.id, chosen.id)

    def test_several_roles(self):
        """Who holds roles of the procedure is led to them, before what one watches over."""
        user = new_test_user(
            self.env, "test_both", "base.group_user,ptsp_exhibition.group_manager,ptsp_exhibition.group_pickup"
        )
        self.assertEqual(user.action_id.id, self.action("application_action").id)

    def test_who_is_left_alone(self):
        """Employees without a role, applicants, and the administrator of the database start where Odoo does."""
        self.assertFalse(self.portal_user.action_id)
        admin = new_test_user(self.env, "test_administrator", "base.group_system,ptsp_exhibition.group_manager")
        self.assertFalse(admin.action_id)

    def test_users_of_before(self):
        """Where a role gets its home later, as in an update, its users are led there, but for who has chosen."""
        group, home = self.group("manager"), self.group("manager").ptsp_home_action_id
        manager = self.users["manager"]
        chooser = manager.copy({"login": "test_manager_2"})
        group.ptsp_home_action_id = False
        self.assertFalse(manager.action_id.id == home.id)
        chooser.action_id = self.action("application_action_all").id
        group.ptsp_home_action_id = home
        self.assertEqual(manager.action_id, home)
        self.assertEqual(chooser.action_id.id, self.action("application_action_all").id)

    def test_what_waits_for_a_signature(self):
        """A head finds the letters to initial or sign there, and nothing else that is the head's turn."""
        head = self.users["section_head"]
        head.group_ids += self.group("registry")
        waiting = self.bring_to(self.file(), "section_review")
        other = self.bring_to(self.file(), "numbering")
        both = (waiting + other).with_user(head)
        self.assertEqual(both.mapped("my_turn"), [True, True])
        self.assertEqual(both.mapped("waits_for_my_signature"), [True, False])
        among = [("id", "in", both.ids)]
        Application = self.env["ptsp.application"].with_user(head)
        self.assertEqual(Application.search([*among, ("waits_for_my_signature", "=", True)]), waiting.with_user(head))
        self.assertEqual(Application.search([*among, ("waits_for_my_signature", "=", False)]), other.with_user(head))
