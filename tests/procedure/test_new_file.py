"""A new application is filled in and submitted on one page, without saving it in between."""

from lxml import etree

from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestNewFile(PtspCase):
    """The form of a new application shows the way forward."""

    def shown(self, form, button):
        """Tell whether a button of the form shows on an application that is not saved yet."""
        values = {"id": False, "available_actions": form.available_actions, "my_turn": form.my_turn}
        return not safe_eval(button.get("invisible"), values)

    def test_submit_before_saving(self):
        """Who files an application submits it at once; nothing else can be done with what is not there yet."""
        for role in ("information", "customer_service"):
            Application = self.env["ptsp.application"].with_user(self.users[role])
            arch = etree.fromstring(Application.get_view(view_type="form")["arch"])
            form = Form(Application)
            buttons = [
                *arch.xpath("//header/button[starts-with(@name, 'action_') and contains(@invisible, 'available_')]")
            ]
            with self.subTest(role=role):
                self.assertGreater(len(buttons), 1 if role == "customer_service" else 0)
                shown = [button.get("name") for button in buttons if self.shown(form, button)]
                self.assertEqual(shown, ["action_submit"])
