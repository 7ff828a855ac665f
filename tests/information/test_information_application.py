"""One click makes a draft application of what the information desk knows; nobody becomes an applicant by guessing."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_information import InformationCase


@tagged("post_install", "-at_install")
class TestInformationApplication(InformationCase):
    """From the question to the draft."""

    def test_new_applicant(self):
        """Who is not known yet becomes a contact with what was said, and has a draft of the service."""
        contact = self.ask_by_name()
        action = contact.action_begin_application()
        application = contact.application_id
        self.assertEqual(action["res_id"], application.id)
        self.assertEqual((application.state, application.service_id), ("draft", self.service))
        applicant = application.partner_id
        self.assertEqual((applicant.name, applicant.email), ("Siti Aminah", "siti@example.com"))
        self.assertEqual(applicant.phone, "+6281234567890")
        self.assertTrue(contact.led_to_application)
        self.assertEqual(contact.action_begin_application()["res_id"], application.id)
        self.assertEqual(applicant, contact.partner_id)

    def test_known_applicant(self):
        """An applicant with the same e-mail is offered, and taken only where the officer says so."""
        contact = self.ask_by_name(email="EO@example.com")
        self.assertEqual(contact.found_partner_id, self.applicant)
        self.assertFalse(contact.partner_id)
        contact.action_use_found_applicant()
        contact.action_begin_application()
        self.assertEqual(contact.application_id.partner_id, self.applicant)
        other = self.ask_by_name(email="eo@example.com")
        other.action_begin_application()
        self.assertNotEqual(other.application_id.partner_id, self.applicant)
        with self.assertRaisesRegex(UserError, "No applicant has this e-mail"):
            self.ask_by_name(email="nobody@example.com").action_use_found_applicant()

    def test_colleagues_are_not_offered(self):
        """An officer of the agency with this address is no applicant."""
        self.users["pickup"].email = "petugas@example.com"
        self.assertFalse(self.ask_by_name(email="petugas@example.com").found_partner_id)

    def test_anonymous(self):
        """Who gives no name is asked for it before an application begins."""
        with self.assertRaisesRegex(UserError, "Enter the name of who applies"):
            self.ask().action_begin_application()
        with self.assertRaisesRegex(UserError, "Choose the service"):
            self.ask_by_name(service_id=False, item_ids=False).action_begin_application()

    def test_who_files(self):
        """The help desk notes contacts, and files no applications; others do neither."""
        contact = self.ask_by_name()
        self.assertFalse(contact.with_user(self.users["help_desk"]).may_begin_application)
        for role in ("help_desk", "pickup", "manager", "auditor"):
            with self.subTest(role), self.assertRaises(AccessError):
                contact.with_user(self.users[role]).action_begin_application()
        self.assertTrue(contact.with_user(self.users["customer_service"]).may_begin_application)

    def test_link_stands_fast(self):
        """Nobody enters by hand which application was begun."""
        application = self.file()
        contact = self.ask_by_name()
        for values in ({"application_id": application.id}, {"led_to_application": True}):
            with self.assertRaises(UserError):
                contact.write(values)
