"""From a file that was passed on one click leads to the next one of the own list."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestNextFile(PtspCase):
    """An officer works through the own list without going back to it."""

    def test_next_file(self):
        """The next file is one that waits for the officer; after the last one the list opens."""
        passed_on, waiting = self.bring_to(self.file(2), "cs_check")
        desk = self.as_role(passed_on, "customer_service")
        # What else the database holds is not of this test.
        others = desk.search([("my_turn", "=", True), ("id", "not in", (passed_on + waiting).ids)])
        self.accept(desk)
        self.assertTrue(desk.has_next)
        action = desk.action_open_next()
        if not others:
            self.assertEqual(action["res_id"], waiting.id)
        self.assertEqual(action["views"], [(False, "form")])
        self.cancel(self.as_role(waiting + others.sudo(False), "customer_service"))
        desk.invalidate_recordset()
        self.assertFalse(desk.has_next)
        self.assertFalse(desk.action_open_next().get("res_id"))

    def test_who_may_not_read(self):
        """Whoever may not read a file opens no other one from it."""
        with self.assertRaises(AccessError):
            self.as_role(self.file(), "technical").action_open_next()
