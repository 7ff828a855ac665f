"""The language of the documents stays while somebody may have to print one."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestOfficialLanguage(PtspCase):
    """Without Indonesian no document prints."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.indonesian = cls.env["res.lang"]._activate_lang("id_ID")
        everybody = {"active_test": False}
        cls.env["res.users"].with_context(**everybody).search([("lang", "=", "id_ID")]).lang = "en_US"
        cls.env["res.partner"].with_context(**everybody).search([("lang", "=", "id_ID")]).lang = "en_US"
        if "website" in cls.env:
            # Odoo keeps the languages of a website active, too.
            cls.env["website"].search([]).language_ids -= cls.indonesian

    def test_stays_while_a_service_is_in_force(self):
        """Indonesian cannot be deactivated while a service is in force, by whatever button."""
        for deactivate in (lambda lang: lang.write({"active": False}), lambda lang: lang.action_archive()):
            with self.assertRaisesRegex(UserError, "keep the language active"):
                deactivate(self.indonesian)
        self.assertTrue(self.indonesian.active)

    def test_goes_with_the_last_service(self):
        """Once no service is in force it goes; other languages go at any time."""
        french = self.env["res.lang"]._activate_lang("fr_FR")
        french.active = False
        self.env["ptsp.service"].search([]).active = False
        self.indonesian.active = False
        self.assertFalse(self.indonesian.active)
