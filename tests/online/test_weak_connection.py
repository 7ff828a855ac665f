"""Applicants on a weak connection: forms are sent as soon as they are seen, whatever of the page is still to come."""

from odoo.tests import tagged

from ..members.common_members import MembersCase
from ..pages import PagesCase

#: What Odoo loads once a page stands, and without which it keeps back forms that do not say otherwise.
_LATE = "*/web.assets_frontend_lazy*"


@tagged("post_install", "-at_install", "slow")
class TestWeakConnection(MembersCase, PagesCase):
    """The page stands, and the rest of its JavaScript never comes."""

    def test_sent_all_the_same(self):
        """A choice, an invitation and a message arrive at the agency."""
        page = f"/my/applications/{self.application.id}"
        press = "document.querySelector(\"#wrap form[action*='%s'] button[type=submit]\").click();"
        with self.browser("test_applicant") as browser:
            self.withhold(browser, _LATE)
            self.go(browser, "/my/applications/notices", press % "/notices")
            self.assertIn("o_lazy_js_waiting", self.run_in(browser, "document.body.className"))
            enter = "document.getElementById('email').value = 'rina@example.com';"
            self.go(browser, "/my/applications/people", enter + press % "/people/invite")
            enter = "document.getElementById('message_body').value = 'Kapan selesai?';"
            self.go(browser, page, enter + press % "/messages")
        self.env.invalidate_all()
        self.assertTrue(self.env["ptsp.applicant.member"].search([("email", "=", "rina@example.com")]))
        self.assertIn("Kapan selesai?", self.application.message_ids[0].body)
