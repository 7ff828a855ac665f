"""Who has asked is read by the front office, the manager and the auditor of the agency, and by nobody else."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Datetime
from odoo.tests import new_test_user, tagged

from ..common import OVERSIGHT_ROLES, STAFF_ROLES, groups_of
from .common_information import InformationCase

DESKS = ("information", "customer_service", "help_desk")


@tagged("post_install", "-at_install")
class TestInformationWalls(InformationCase):
    """Each role before one contact with a name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact = cls.ask_by_name()
        cls.contact.action_send_forms()
        cls.env.flush_all()

    def found(self, user):
        """Return what a user finds of contacts, e-mails and groups of them."""
        Contact = self.env["ptsp.information.contact"].with_user(user)
        Sending = self.env["ptsp.information.sending"].with_user(user)
        return Contact.search([]), Sending.search([]), Contact.formatted_read_group([], ["person_name"], ["__count"])

    def test_each_role(self):
        """Desks that people ask read and write, manager and auditor read, everybody else finds nothing."""
        for role in (*STAFF_ROLES, *OVERSIGHT_ROLES):
            mine = self.contact.with_user(self.users[role])
            self.env.invalidate_all()
            with self.subTest(role):
                if role in (*DESKS, *OVERSIGHT_ROLES):
                    self.assertIn(self.contact, self.found(self.users[role])[0])
                    self.assertEqual(mine.person_name, "Siti Aminah")
                elif role == "technical":
                    self.assertFalse(mine.browse().has_access("read"))
                else:
                    self.assertEqual([bool(found) for found in self.found(self.users[role])], [False] * 3)
                    with self.assertRaises(AccessError):
                        mine.read(["person_name"])
                if role in DESKS:
                    mine.question = f"Ditanya lagi, {role}"
                else:
                    for change in (
                        lambda mine=mine: mine.write({"question": "x"}),
                        lambda mine=mine: mine.create({"channel": "visit"}),
                        mine.action_end,
                    ):
                        with self.assertRaises(AccessError), self.env.cr.savepoint():
                            change()
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    mine.unlink()

    def test_strangers(self):
        """Applicants, visitors and accounts without a role learn nothing, not even the topics."""
        employee = new_test_user(self.env, "test_no_role", "base.group_user")
        for user in (self.portal_user, self.env.ref("base.public_user"), employee, self.other_opd_user):
            for model in ("contact", "sending", "topic", "item"):
                with self.subTest(user=user.login, model=model):
                    self.assertFalse(self.env[f"ptsp.information.{model}"].with_user(user).has_access("read"))

    def test_by_a_detour(self):
        """Nobody reads the name across an item, a topic, a partner or an application."""
        user = self.users["pickup"]
        Sending = self.env["ptsp.information.sending"].with_user(user)
        self.assertFalse(Sending.search([("contact_id.person_name", "ilike", "Siti")]))
        with self.assertRaises(AccessError):
            self.contact.sending_ids.with_user(user).read(["address"])

    def test_second_agency(self):
        """The front office of another agency reads nothing, and notes nothing with topics or services of this one."""
        other = self.env["res.company"].create({"name": "Dinas Kedua"})
        officer = new_test_user(
            self.env, "test_second", groups_of("information"), company_id=other.id, company_ids=[Command.set(other.ids)]
        )
        Contact = self.env["ptsp.information.contact"].with_user(officer)
        self.assertFalse(Contact.search([]))
        for values in (
            {"topic_id": self.topic.id},
            {"service_id": self.service.id},
            {"item_ids": [Command.link(self.items[0].id)]},
            {"company_id": self.company.id},
            {"user_id": self.users["information"].id},
        ):
            with self.subTest(values=values), self.assertRaises(UserError), self.env.cr.savepoint():
                Contact.create(values)
        self.assertTrue(Contact.create({"channel": "visit"}))

    def test_acting_officer(self):
        """Who acts for the information officer notes contacts until the deputation ends."""
        user = self.users["pickup"]
        deputation = self.env["ptsp.deputation"].create(
            {
                "role": "information",
                "holder_id": self.users["information"].id,
                "deputy_id": user.id,
                "starts_at": Datetime.now() - timedelta(minutes=1),
                "ends_at": Datetime.now() + timedelta(days=1),
                "company_id": self.company.id,
            }
        )
        self.env.invalidate_all()
        mine = self.contact.with_user(user)
        self.assertEqual(mine.person_name, "Siti Aminah")
        mine.question = "Ditanya lagi"
        menu_id = self.env.ref("ptsp_exhibition.information_contact_menu").id
        Menu = self.env["ir.ui.menu"].with_user(user)
        self.assertIn(menu_id, Menu.load_menus(False))
        deputation.with_user(self.users["manager"]).action_end()
        self.env.invalidate_all()
        self.assertNotIn(menu_id, Menu.load_menus(False))
        with self.assertRaises(AccessError):
            mine.read(["person_name"])

    def test_switched_off(self):
        """Where the agency does not use the desk, nothing new is noted; what was noted stays readable."""
        self.company.ptsp_uses_information = False
        with self.assertRaisesRegex(AccessError, "does not use the information desk"):
            self.ask()
        with self.assertRaises(AccessError):
            self.contact.action_send_forms()
        self.assertEqual(self.contact.with_user(self.users["auditor"]).person_name, "Siti Aminah")
