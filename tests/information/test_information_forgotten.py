"""Who has asked is forgotten after the days that the agency sets; what was asked is still counted."""

from datetime import timedelta

from odoo.exceptions import UserError
from odoo.fields import Datetime
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_information import InformationCase


@tagged("post_install", "-at_install")
class TestInformationForgotten(InformationCase):
    """A contact of long ago and one of today."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.ptsp_information_days = 30
        began = Datetime.now() - timedelta(days=31)
        cls.old = cls.ask_by_name(begun_at=began, ended_at=began + timedelta(minutes=5), partner_id=cls.applicant.id)
        cls.old.action_send_forms()
        cls.old.action_begin_application()
        cls.new = cls.ask_by_name()

    def forget(self):
        """Let the job of the night run."""
        self.env["ptsp.information.contact"]._gc_forget()
        self.env.flush_all()
        self.env.invalidate_all()

    def test_forgotten(self):
        """Nothing of the person is left, not on the contact, in its e-mails or in the queue; the figures stay."""
        mail = self.old.sending_ids.sudo().mail_id
        self.forget()
        old = self.old
        self.assertFalse(any(old[name] for name in ("person_name", "phone", "email", "question", "partner_id")))
        self.assertFalse(old.application_id or old.sending_ids.address or mail.exists())
        self.assertTrue(old.forgotten_at and old.led_to_application)
        figure = self.env["ptsp.figure.information"].search([("id", "=", old.id)])
        self.assertEqual(
            (figure.topic_id, figure.minutes, figure.sending_count, figure.application_count), (self.topic, 5, 1, 1)
        )
        self.assertEqual(self.new.person_name, "Siti Aminah")
        for table in ("ptsp_information_contact", "ptsp_information_sending"):
            key = "id" if table.endswith("contact") else "contact_id"
            self.env.cr.execute(f"SELECT t::text FROM {table} t WHERE {key} = %s", (old.id,))  # pylint: disable=sql-injection
            self.assertNotRegex(str(self.env.cr.fetchall()), "Siti|siti|0812|Berapa")

    def test_nothing_is_written_again(self):
        """Who was forgotten is not entered anew on the same contact."""
        self.forget()
        with self.assertRaisesRegex(UserError, "Note a new contact"):
            self.old.person_name = "Siti"
        with self.assertRaises(UserError):
            self.old.action_send_forms()

    def test_twice_and_when_switched_off(self):
        """The second night finds nothing to do; an agency that has switched the desk off forgets all the same."""
        self.company.ptsp_uses_information = False
        self.forget()
        forgotten_at = self.old.forgotten_at
        self.assertTrue(forgotten_at)
        self.assertEqual(self.env["ptsp.information.contact"]._gc_forget(), (0, False))

    @mute_logger("odoo.sql_db")
    def test_setting(self):
        """A manager sets the days; never is no number of days."""
        Page = self.env["ptsp.agency.settings"].with_user(self.users["manager"])
        Page.create({"ptsp_information_days": 365}).action_save()
        self.assertEqual(self.company.ptsp_information_days, 365)
        self.forget()
        self.assertFalse(self.old.forgotten_at)
        for days in (0, -1, 100_000):
            with self.subTest(days), self.assertRaises(Exception), self.env.cr.savepoint():  # noqa: B017
                Page.create({"ptsp_information_days": days}).action_save()
                self.env.flush_all()
