"""Officers note in a minute who asks what, and what was explained; the next revision takes the items along."""

from datetime import timedelta

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command, Datetime
from odoo.tests import Form, tagged

from .common_information import InformationCase


@tagged("post_install", "-at_install")
class TestInformationContact(InformationCase):
    """Visits, calls, e-mails and chats."""

    def test_anonymous(self):
        """Nobody has to say who asks: a contact needs nothing but its channel."""
        with Form(self.env["ptsp.information.contact"].with_user(self.users["information"])) as form:
            self.assertEqual(form.channel, "visit")
        contact = form.record
        self.assertEqual((contact.user_id, contact.company_id), (self.users["information"], self.company))
        contact.action_end()
        self.assertTrue(contact.ended_at)

    def test_last_service(self):
        """The next contact begins with the service of the officer's last one, as long as it is in force."""
        Contact = self.env["ptsp.information.contact"].with_user(self.users["help_desk"])
        self.assertFalse(Contact.new().service_id)
        self.ask("help_desk")
        self.assertEqual(Contact.default_get(["service_id"])["service_id"], self.service.id)
        self.service.in_force_from = False
        self.env.invalidate_all()
        self.assertFalse(Contact.default_get(["service_id"])["service_id"])

    def test_minutes(self):
        """How long it took follows from beginning and end, which lie in order and not ahead."""
        began = Datetime.now() - timedelta(minutes=12)
        contact = self.ask(begun_at=began)
        contact.ended_at = began + timedelta(minutes=7)
        self.assertEqual(contact.minutes, 7)
        for wrong in (
            {"ended_at": began - timedelta(minutes=1)},
            {"ended_at": Datetime.now() + timedelta(hours=1)},
            {"begun_at": Datetime.now() + timedelta(hours=1)},
            {"begun_at": began - timedelta(days=2)},
        ):
            with self.subTest(wrong=wrong), self.assertRaises(ValidationError), self.env.cr.savepoint():
                contact.write(wrong)
        with self.assertRaises(UserError):
            contact.minutes = 1

    def test_done_and_next(self):
        """Who has finished one contact is before the next one with the same click."""
        contact = self.ask()
        self.assertEqual(contact.action_end_and_next()["res_model"], contact._name)
        ended_at = contact.ended_at
        contact.action_end()
        self.assertEqual(contact.ended_at, ended_at)

    def test_items(self):
        """What is ticked belongs to the service; who changes the service begins anew."""
        self.assertEqual(len(self.items), 6)
        other = self.env.ref("ptsp_exhibition.service_par_05").copy({"code": "PAR-09"})
        with Form(
            self.ask(item_ids=[Command.set(self.items.ids)]), "ptsp_exhibition.information_contact_view_form"
        ) as f:
            f.service_id = self.env["ptsp.service"]
            self.assertFalse(f.item_ids[:])
        with self.assertRaisesRegex(ValidationError, "belongs to another service"):
            self.ask(item_ids=[Command.set(other.information_item_ids[:1].ids)])

    def test_next_revision(self):
        """The next SOP revision takes along what is explained; what was ticked stays with the old one."""
        contact = self.ask_by_name()
        revision = self.service.copy()
        self.assertEqual(revision.information_item_ids.mapped("name"), self.items.mapped("name"))
        self.assertFalse(revision.information_item_ids & self.items)
        self.assertEqual(contact.item_ids, self.items[:2])

    def test_in_use(self):
        """A topic or an item that was used is archived, not deleted."""
        self.ask_by_name()
        for record in (self.topic, self.items[0]):
            with self.assertRaisesRegex(UserError, "Archive it"):
                record.with_user(self.users["manager"]).unlink()
        self.items[5].with_user(self.users["manager"]).unlink()

    def test_email(self):
        """What is no address is not taken."""
        for wrong in ("siti", "siti@", "a@example.com, b@example.com", "a@example.com\nBcc: b@example.com"):
            with self.subTest(wrong), self.assertRaises(ValidationError), self.env.cr.savepoint():
                self.ask(email=wrong)

    def test_phone(self):
        """A telephone number has one spelling, however it is noted; what is none stays as it was said."""
        contact = self.ask(phone="(0812) 3456.7890")
        self.assertEqual(contact.phone, "+6281234567890")
        for noted, kept in (("62 812 3456 7891", "+6281234567891"), ("tidak ada", "tidak ada"), (False, False)):
            contact.phone = noted
            self.assertEqual(contact.phone, kept)

    def test_list(self):
        """The list asks the database as often for forty contacts as for four."""
        user = self.users["information"]
        self.ask_by_name()
        spec = {"topic_id": {"fields": {"display_name": {}}}, "user_id": {"fields": {"display_name": {}}}}
        names = ("begun_at", "channel", "person_name", "minutes", "ended_at", "sending_count", "forgotten_at")
        Contact = self.env["ptsp.information.contact"].with_user(user)

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            Contact.web_search_read([], {**spec, **{name: {} for name in names}}, limit=80)
            return self.env.cr.sql_log_count - before

        for _number in range(3):
            self.ask_by_name()
        count()
        few = count()
        for _number in range(36):
            self.ask_by_name()
        self.assertLessEqual(count(), few)
