"""An agency that takes no index asks nobody."""

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from .common_satisfaction import SatisfactionCase


@tagged("post_install", "-at_install")
class TestSwitchedOff(SatisfactionCase, HttpCase):
    """Letters are handed over as ever; what was answered stays."""

    def test_off(self):
        """No link in the e-mail, no button, no page; on again, the figures are there as they were."""
        self.enter("444444444", "444444444", "444444444", semester="2026-I")
        before = self.handed_over()
        path = "/" + before._questionnaire_url().split("/", 3)[3]
        self.company.ptsp_uses_satisfaction = False
        after = self.handed_over()
        self.assertFalse(after._questionnaire_url() or after._questionnaire_qr() or after._is_questionnaire_open())
        template = self.env.ref("ptsp_exhibition.mail_template_handed_over")
        bodies = template._render_field("body_html", (after + before).ids)
        self.assertNotIn("/ptsp/satisfaction/", "".join(bodies.values()))
        own = self.as_role(after, "pickup").sudo(False)
        self.assertFalse(own.may_ask_satisfaction)
        with self.assertRaises(UserError):
            own.action_questionnaire_on_tablet()
        self.env.flush_all()
        for response in (self.url_open(path), self.url_open(path, data={"lang": "en"})):
            self.assertEqual(response.status_code, 404)
        self.company.ptsp_uses_satisfaction = True
        self.env.flush_all()
        self.assertEqual(self.url_open(path).status_code, 200)
        self.assertEqual(self.figure("2026-I").respondents, 3)

    def test_group(self):
        """A manager sets the smallest group, within bounds."""
        settings = self.env["ptsp.agency.settings"].with_user(self.users["manager"])
        settings.create({"ptsp_satisfaction_group": 8}).action_save()
        self.assertEqual(self.company.ptsp_satisfaction_group, 8)
        for wrong in (0, 2, 51):
            with self.assertRaises(Exception), self.env.cr.savepoint():  # noqa: B017
                self.company.ptsp_satisfaction_group = wrong
                self.env.flush_all()
