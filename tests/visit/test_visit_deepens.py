"""A visit on site deepens the examination of a strategic application (step 14b)."""

from odoo.tests import tagged

from ..common_visits import VisitCase


@tagged("post_install", "-at_install")
class TestVisitDeepens(VisitCase):
    """What a head has called strategic is looked at on the spot."""

    def test_closed_minutes(self):
        """A visit counts that was held after the application was called strategic, once its minutes are closed."""
        head = self.as_role(self.application, "section_head")
        head.action_mark_strategic("Dibuka Gubernur")
        visit = self.hold(self.plan())
        self.assertFalse(head.is_deepened)
        visit.action_close_minutes()
        self.env.invalidate_all()
        self.assertTrue(head.is_deepened)
        self.assertEqual([kind for kind, _id, _moment in self.application.sudo()._deepenings()], ["visit"])
