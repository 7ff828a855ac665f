"""What is done about the lowest elements: by whom, until when, with what result."""

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common_satisfaction import SatisfactionCase


@tagged("post_install", "-at_install")
class TestImprovements(SatisfactionCase, HttpCase):
    """Planned by a manager, done by somebody, shown to the ministry and on the page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enter("443434343", "334434343", "244333344", semester="2026-I")
        cls.env.flush_all()
        manager = cls.users["manager"]
        figure = cls.env["ptsp.figure.satisfaction"].with_user(manager).search([("service_id", "=", cls.service.id)])
        cls.publication = (
            cls.env["ptsp.satisfaction.publication"].with_user(manager).browse(figure.action_publish()["res_id"])
        )
        action = cls.publication.action_plan_improvements()
        cls.improvements = cls.env["ptsp.improvement"].with_user(manager).search(action["domain"])
        cls.owner = cls.users["registration"]

    def plan(self):
        first = self.improvements[0]
        first.write({"name": "Loket kedua dibuka", "owner_id": self.owner.id, "due_on": fields.Date.today()})
        return first

    def test_planned(self):
        """The lowest elements are there once, however often one asks."""
        self.assertEqual(set(self.improvements.mapped("element")), set(self.publication._lowest().mapped("element")))
        self.publication.action_plan_improvements()
        self.assertEqual(len(self.publication.improvement_ids), 3)
        self.assertEqual(self.improvements.mapped("mean"), sorted(self.improvements.mapped("mean")))

    def test_to_do(self):
        """The owner gets a to-do, which goes with who it is, until when, and that it is done."""
        first = self.plan()
        todo = first.sudo().activity_id
        self.assertEqual((todo.user_id, todo.summary), (self.owner, "Loket kedua dibuka"))
        first.owner_id = self.users["help_desk"]
        self.assertEqual(todo.user_id, self.users["help_desk"])
        first.owner_id = self.owner
        own = first.with_user(self.owner)
        with self.assertRaisesRegex(UserError, "write what came of it"):
            own.action_done()
        own.result = "Antrean kini 5 menit"
        own.action_done()
        self.assertFalse(todo.exists().active)
        self.assertEqual((first.done_by_id, bool(first.done_on)), (self.owner, True))
        with self.assertRaisesRegex(UserError, "stays as it is"):
            own.result = "Lain"
        with self.assertRaisesRegex(UserError, "What was done is kept"):
            first.unlink()

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_others(self):
        """Owners write the result only; others nothing; an owner has a day and an action, and is of the agency."""
        first = self.plan()
        for values in ({"owner_id": self.users["pickup"].id}, {"due_on": False}, {"name": "x"}, {"element": "u1"}):
            with self.assertRaises(AccessError):
                first.with_user(self.owner).write(values)
        for role in ("pickup", "auditor", "agency_head", "technical"):
            with self.assertRaises(UserError):
                first.with_user(self.users[role]).write({"result": "x"})
            with self.assertRaises(UserError):
                first.with_user(self.users[role]).action_done()
        for values in ({"due_on": False}, {"name": " "}, {"owner_id": self.portal_user.id}):
            with self.assertRaises(ValidationError), self.env.cr.savepoint():
                first.write(values)
        with self.assertRaises(UserError):
            first.write({"done_on": fields.Date.today()})
        with self.assertRaises(AccessError):
            self.publication.with_user(self.owner).action_plan_improvements()

    def test_on_the_page(self):
        """The page says what is done, and until when; not by whom."""
        self.plan()
        self.env.flush_all()
        page = self.url_open("/ptsp/ikm/IKM?lang=en").text
        self.assertIn("Loket kedua dibuka", page)
        self.assertNotIn(self.owner.name, page)
        self.assertEqual(page.count("What we do about it"), 1)
