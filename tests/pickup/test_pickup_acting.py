"""Who acts for the officer of the pick-up desk does all that the desk does, until the deputation ends."""

from datetime import timedelta

from odoo.fields import Datetime
from odoo.tests import Form, tagged

from ..satisfaction.common_satisfaction import SatisfactionCase
from .common_pickup import PickupCase

MENUS = ("pickup_finder_menu", "application_menu_pickup")


@tagged("post_install", "-at_install")
class TestPickupActing(PickupCase, SatisfactionCase):
    """A help desk officer stands in for the pick-up desk."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "pickup")
        cls.deputy = cls.users["help_desk"]

    def act(self):
        """Name the deputy, for a day from now on."""
        deputation = self.env["ptsp.deputation"].create(
            {
                "role": "pickup",
                "holder_id": self.users["pickup"].id,
                "deputy_id": self.deputy.id,
                "starts_at": Datetime.now() - timedelta(minutes=1),
                "ends_at": Datetime.now() + timedelta(days=1),
                "company_id": self.company.id,
            }
        )
        self.env.flush_all()
        self.env.invalidate_all()
        return deputation.with_user(self.users["manager"])

    def menus(self, user):
        """Return which menus of the desk a user is shown."""
        shown = self.env["ir.ui.menu"].with_user(user).load_menus(False)
        below = {child for menu in shown.values() for child in menu["children"]}
        ids = {name: self.env.ref(f"ptsp_exhibition.{name}").id for name in MENUS}
        self.assertEqual({key for key in shown if key != "root"}, below)
        return {name for name, menu_id in ids.items() if menu_id in shown}

    def test_menus(self):
        """The menus are there for who holds the role, for as long as it lasts, and for no other officer."""
        self.assertEqual(self.menus(self.deputy), set())
        deputation = self.act()
        self.assertEqual(self.menus(self.deputy), set(MENUS))
        deputation.action_end()
        self.env.invalidate_all()
        self.assertEqual(self.menus(self.deputy), set())
        self.assertEqual(self.menus(self.users["pickup"]), set(MENUS))
        self.assertEqual(self.menus(self.users["section_head"]), set())
        for role in ("registry", "manager", "auditor"):
            self.assertEqual(self.menus(self.users[role]), {"application_menu_pickup"}, role)

    def test_desk(self):
        """The letter is found by its code and handed over, and the answer on paper entered, by who stands in."""
        self.act()
        finder = (
            self.env["ptsp.pickup.finder"]
            .with_user(self.deputy)
            .create({"sought": self.application.sudo()._status_url()})
        )
        self.assertEqual(finder.action_find()["res_id"], self.application.id)
        desk = self.application.with_user(self.deputy).sudo(False)
        self.collect(desk)
        self.assertEqual(desk.handed_over_at and desk.reading_ids.user_id, self.deputy)
        self.assertIn("/ptsp/satisfaction/t", desk.action_questionnaire_on_tablet()["url"])
        action = desk.action_enter_paper_answer()
        form = Form(self.env[action["res_model"]].with_user(self.deputy).with_context(**action["context"]))
        form.numbers = "344434443"
        form.save().action_confirm()
        self.env.invalidate_all()
        self.assertEqual(desk.satisfaction_entered_by_id, self.deputy)
