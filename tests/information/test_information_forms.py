"""Who does not come to the counter gets leaflet, blank forms and requirements by e-mail (remark to step 2)."""

import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.information import information_sending
from ...models.information.information_contact_forms import ADDRESS_LIMIT, FORMS
from .common_information import InformationCase


@tagged("post_install", "-at_install")
class TestInformationForms(InformationCase):
    """One click sends them, and the contact keeps who has sent them where."""

    def send(self, contact):
        """Press the button, and return the e-mail that waits in the queue."""
        contact.action_send_forms()
        contact.invalidate_recordset()
        return contact.sending_ids[0].sudo().mail_id

    def test_sent(self):
        """The e-mail has five PDF, lists what is required in the receiver's language, and is logged on the contact."""
        contact = self.ask_by_name(lang="id_ID")
        self.env["res.lang"]._activate_lang("id_ID")
        mail = self.send(contact)
        self.assertEqual((mail.email_to, mail.state, mail.auto_delete), ("siti@example.com", "outgoing", True))
        self.assertFalse(mail.model)
        self.assertEqual(len(mail.attachment_ids), len(FORMS))
        for file in mail.attachment_ids:
            self.assertTrue(base64.b64decode(file.datas).startswith(b"%PDF"), file.name)
        papers = self.service.requirement_ids.with_context(lang="id_ID")
        for name in papers.mapped("name"):
            self.assertIn(name, mail.body_html.replace("&amp;", "&"))
        sending = contact.sending_ids
        self.assertEqual(
            (sending.user_id, sending.address, sending.service_id, sending.state, contact.sending_count),
            (self.users["information"], "siti@example.com", self.service, "waiting", 1),
        )

    def test_what_became_of_it(self):
        """The contact shows what was sent, and what was not delivered."""
        contact = self.ask_by_name()
        mail = self.send(contact)
        mail.state = "exception"
        self.assertEqual(contact.sending_ids.state, "failed")
        mail.unlink()
        contact.invalidate_recordset()
        contact.sending_ids.invalidate_recordset()
        self.assertEqual(contact.sending_ids.state, "sent")

    def test_what_it_needs(self):
        """Without a service in force, or without an address, nothing is sent."""
        for values in ({"email": False}, {"service_id": False, "item_ids": False}):
            contact = self.ask_by_name(**values)
            with self.assertRaisesRegex(UserError, "Enter the service and the e-mail address"):
                contact.action_send_forms()
        contact = self.ask_by_name()
        self.service.in_force_from = False
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "not in force today"):
            contact.action_send_forms()

    def test_limit_of_address(self):
        """Nobody's mail box is filled: not from one contact, and not from several with the same address."""
        contact = self.ask_by_name()
        for _number in range(ADDRESS_LIMIT):
            contact.action_send_forms()
        contact.email = "lain@example.com"
        with self.assertRaisesRegex(UserError, "already within a day"):
            contact.action_send_forms()
        other = self.ask_by_name(email="SITI@example.com")
        with self.assertRaisesRegex(UserError, "already within a day"):
            other.action_send_forms()

    def test_limit_of_officer(self):
        """One officer does not send to the whole province."""
        self.patch(information_sending, "OFFICER_LIMIT", 2)
        for number in range(2):
            self.ask_by_name(email=f"a{number}@example.com").action_send_forms()
        before = self.env["mail.mail"].search_count([])
        contact = self.ask_by_name(email="b@example.com")
        with self.assertRaisesRegex(UserError, "Try again in an hour"), self.env.cr.savepoint():
            contact.action_send_forms()
        self.assertEqual(self.env["mail.mail"].search_count([]), before)
        self.ask_by_name(role="help_desk", email="b@example.com").action_send_forms()

    def test_log_stands_fast(self):
        """Nobody writes, changes or deletes what was logged."""
        contact = self.ask_by_name()
        self.send(contact)
        sending = contact.sending_ids
        values = {"contact_id": contact.id, "user_id": contact.user_id.id, "service_id": self.service.id}
        for user in (self.users["information"], self.users["manager"], self.env.ref("base.user_admin")):
            mine = sending.with_user(user)
            for change in (
                lambda mine=mine: mine.write({"address": "x@example.com"}),
                mine.unlink,
                lambda mine=mine: mine.create(values),
            ):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    change()
        with self.assertRaises(UserError):
            contact.write({"sending_count": 0})

    def test_strangers(self):
        """Who does not note contacts sends nothing."""
        contact = self.ask_by_name()
        for user in (*(self.users[role] for role in ("pickup", "manager", "auditor", "technical")), self.portal_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                contact.with_user(user).action_send_forms()
