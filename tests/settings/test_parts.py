"""What an agency does without is not in the way of those who do not use it."""

from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestParts(PtspCase):
    """Each part is switched by itself, and takes its own menus with it, no other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.parts = cls.env["res.company"]._ptsp_parts()
        cls.company = cls.service.company_id
        cls.manager = cls.users["manager"]

    def menus(self, user):
        """Return the ids of the menus that a user is shown."""
        return set(self.env["ir.ui.menu"].with_user(user).load_menus(False)) - {"root"}

    def test_menus_of_each_part(self):
        """A part that is switched off takes its menus away, of everybody at the agency, and nothing else."""
        self.company.write(dict.fromkeys(self.parts, True))
        for switch, names in self.parts.items():
            own = {self.env.ref(f"ptsp_exhibition.{name}").id for name in names}
            everything = {user: self.menus(user) for user in self.users.values()}
            self.assertTrue(own & set().union(*everything.values()), f"nobody sees a menu of {switch}")
            self.company[switch] = False
            for user, before in everything.items():
                with self.subTest(switch=switch, user=user.login):
                    after = self.menus(user)
                    self.assertFalse(after & own)
                    below = self.env["ir.ui.menu"].search([("id", "child_of", list(own))])
                    gone = self.env["ir.ui.menu"].browse(before - after) - below
                    # Of a menu with nothing left below it nothing is left either.
                    self.assertFalse(gone.filtered("action"))
                    self.assertFalse(before & set((gone.child_id - below - gone).ids))
            self.company[switch] = True

    def test_nothing_empty(self):
        """Where an agency does without any part, nobody has a menu that opens nothing."""
        self.company.write(dict.fromkeys(self.parts, False))
        for user in self.users.values():
            menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
            empty = [menu["name"] for menu in menus.values() if not menu["children"] and not menu.get("action_id")]
            self.assertFalse(empty, user.login)
        front_office = self.env.ref("ptsp_exhibition.front_office_menu").id
        self.assertFalse([user.login for user in self.users.values() if front_office in self.menus(user)])
        self.company.ptsp_uses_complaints = True
        self.assertIn(front_office, self.menus(self.users["section_head"]))

    def test_used_by_one_agency(self):
        """Who works for two agencies sees the menus of what one of them uses."""
        self.company.write(dict.fromkeys(self.parts, True))
        everything = self.menus(self.manager)
        other = self.env["res.company"].create({"name": "Dinas Kedua"})
        self.manager.company_ids += other
        self.company.write(dict.fromkeys(self.parts, False))
        other.write(dict.fromkeys(self.parts, True))
        self.assertEqual(self.menus(self.manager), everything)

    def test_manager_switches(self):
        """A manager switches each part under Configuration, Agency."""
        Page = self.env["ptsp.agency.settings"].with_user(self.manager)
        for switch in self.parts:
            self.company[switch] = True
            Page.create({switch: False}).action_save()
            self.assertFalse(self.company[switch], switch)
