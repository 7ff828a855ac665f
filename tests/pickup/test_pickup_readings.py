"""Rights and duties are read and ticked one by one, and it is kept by whom, when and in which words."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..common import groups_of
from ..pictures import drawn
from .common_pickup import PickupCase


@tagged("post_install", "-at_install")
class TestPickupReadings(PickupCase):
    """Who collects the letter, before the pick-up desk."""

    def tick(self, desk, *items):
        """Tick these, and no others."""
        desk.write({"read_item_ids": [Command.set([item.id for item in items])]})

    def test_ticked(self):
        """Each tick says who has explained it; one that stays keeps its officer, one that is taken off is gone."""
        first, second, third = self.items[:3]
        self.tick(self.desk, first, second)
        self.assertEqual(self.desk.reading_ids.user_id, self.users["pickup"])
        colleague = new_test_user(self.env, "test_colleague", groups_of("pickup"))
        self.tick(self.application.with_user(colleague), second, third)
        readings = self.desk.reading_ids
        self.assertEqual(
            {(reading.item_id, reading.user_id) for reading in readings},
            {(second, self.users["pickup"]), (third, colleague)},
        )

    def test_words_of_the_day(self):
        """What was explained stays as it was, whatever becomes of the text; the next revision takes that along."""
        self.tick(self.desk, self.items[0])
        said = self.desk.reading_ids.name
        self.items[0].name = "Lain"
        self.items[0].unlink()
        self.assertEqual(self.desk.reading_ids.name, said)
        revision = self.service.copy()
        self.assertEqual(revision.handover_item_ids.mapped("name"), self.service.handover_item_ids.mapped("name"))
        self.assertEqual(revision.uncollected_first_days, self.service.uncollected_first_days)

    def test_not_needed(self):
        """Nothing of it holds the letter up: without ticks, signature and kind of identity it is handed over."""
        self.hand_over(self.desk)
        self.assertEqual(self.application.state, "done")
        self.assertFalse(self.desk.reading_ids)
        self.assertTrue(self.application.sudo().control_ids._evidence_of("handover"))
        self.assertIsNone(self.application.sudo().control_ids._evidence_of("proof"))

    def test_only_then(self):
        """It is ticked and signed by who hands over, while the letter waits; never before and never after."""
        early = self.as_role(self.bring_to(self.file(), "final_check"), "registry")
        for values in (
            {"read_item_ids": [Command.set(self.items.ids)]},
            {"recipient_signature": drawn()},
            {"recipient_identity_kind": "sim"},
        ):
            for role in ("registry", "processing", "manager", "auditor"):
                with self.subTest(role=role, values=list(values)), self.assertRaises(AccessError):
                    self.as_role(self.application, role).write(values)
            with self.subTest(list(values)), self.assertRaises(UserError):
                early.write(values)
        self.collect(self.desk)
        for values in ({"read_item_ids": [Command.clear()]}, {"recipient_signature": False}):
            with self.subTest(list(values)), self.assertRaises(UserError):
                self.desk.write(values)

    def test_of_the_own_service(self):
        """Rights and duties of another service are not ticked."""
        other = self.service.copy({"code": "PAR-09"})
        with self.assertRaisesRegex(UserError, "belong to another service"):
            self.tick(self.desk, other.handover_item_ids[0])

    def test_past_the_list(self):
        """The list of the service is not written through the ticks of an application."""
        item = self.items[0]
        for command in (
            Command.create({"service_id": self.service.id, "name": "Membayar"}),
            Command.update(item.id, {"name": "Membayar"}),
            Command.delete(item.id),
        ):
            with self.subTest(command), self.assertRaises(UserError), self.env.cr.savepoint():
                self.desk.write({"read_item_ids": [command]})
        self.assertTrue(item.exists())
        self.assertNotIn("Membayar", self.service.handover_item_ids.mapped("name"))
        for name, values in (("proof_ids", {"kind": "scan", "sha256": "x"}), ("reading_ids", {"name": "x"})):
            with self.subTest(name), self.assertRaises(UserError), self.env.cr.savepoint():
                self.desk.write({name: [Command.create(values)]})

    def test_by_hand(self):
        """Nobody writes a tick past the form."""
        self.tick(self.desk, self.items[0])
        Reading = self.env["ptsp.handover.reading"]
        values = {"application_id": self.application.id, "kind": "duty", "name": "x", "read_at": "2026-01-01"}
        for user in (self.users["pickup"], self.users["manager"], self.env.ref("base.user_admin")):
            for change in (
                lambda user=user: Reading.with_user(user).create({**values, "user_id": user.id}),
                lambda user=user: self.desk.reading_ids.with_user(user).write({"name": "x"}),
            ):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    change()
        with self.assertRaises(AccessError):
            self.desk.reading_ids.unlink()

    def test_signature_is_drawn(self):
        """A signature is a drawing: no PDF, no web page, and nothing that is as large as a photo."""
        for wrong in ("JVBERi0xLjQK", "PHN2Zz4=", "nonsense", 7, "iVBORw0KGgo="):
            with self.subTest(wrong), self.assertRaises(UserError):
                self.desk.write({"recipient_signature": wrong})
        with self.assertRaisesRegex(ValidationError, "larger than 500 kB"):
            self.desk.write({"recipient_signature": "A" * 2_000_000})
