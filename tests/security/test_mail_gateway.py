"""An e-mail continues a conversation and enters nothing, whoever stands as its sender."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..common import PtspCase


def email(sender, number):
    """Return the source of an e-mail."""
    return f"From: {sender}\nTo: ptsp@example.com\nSubject: Tes\nMessage-Id: <{number}@example.com>\n\nIsi surat\n"


@tagged("post_install", "-at_install")
class TestMailGateway(PtspCase, HttpCase):
    """What ``message_process`` lets anybody do who has logged in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users["manager"].email = "manajer@example.com"
        cls.users["agency_head"].email = "kepala@example.com"
        cls.application = cls.bring_to(cls.file(), "registration")
        cls.employee = new_test_user(cls.env, "test_employee", "base.group_user")
        now = fields.Datetime.now()
        cls.records = {
            "ptsp.deputation": {
                "role": "agency_head",
                "capacity": "plt",
                "deputy_id": cls.users["pickup"].id,
                "starts_at": fields.Datetime.to_string(now + timedelta(minutes=1)),
                "ends_at": fields.Datetime.to_string(now + timedelta(days=3)),
                "title": "Kepala Dinas",
                "employee_number": "198001012005011001",
            },
            "ptsp.application": cls.application_vals(date_start="2031-05-03", date_end="2031-05-04"),
            "ptsp.complaint": {"text": "Palsu", "state": "closed"},
            "ptsp.service": {"name": "Palsu", "code": "PLS", "sop_number": "1", "sop_revision": "1"},
        }

    def call(self, user, *args, **kwargs):
        """Call ``message_process`` as a client does who has logged in, and return the answer."""
        self.authenticate(user.login, user.login)
        params = {"model": "mail.thread", "method": "message_process", "args": args, "kwargs": kwargs}
        return self.url_open("/web/dataset/call_kw", json={"jsonrpc": "2.0", "params": params}).json()

    def test_every_conversation(self):
        """Each model of this addon with a conversation refuses to be entered by e-mail, a new one too."""
        names = {name for name in self.registry if name.startswith("ptsp.") and hasattr(self.env[name], "message_new")}
        names -= {"ptsp.thread.mixin"}
        self.assertEqual(names, set(self.records))
        for name in names:
            with self.subTest(model=name), self.assertRaises(AccessError):
                self.env[name].message_new({"subject": "Tes"})

    def test_nothing_is_entered(self):
        """No officer becomes agency head, and no application or service comes about, by an e-mail of a manager."""
        for model, vals in self.records.items():
            before = self.env[model].search_count([])
            for number, sender in enumerate(("manajer@example.com", "kepala@example.com", "siapa@example.com")):
                source = email(sender, f"{model}{number}")
                for user in (self.env.user, self.users["pickup"], self.employee):
                    with self.subTest(model=model, sender=sender, user=user.login), self.assertRaises(AccessError):
                        self.env["mail.thread"].with_user(user).message_process(model, source, custom_values=vals)
            self.assertEqual(self.env[model].search_count([]), before)
        self.assertNotIn("agency_head", self.users["pickup"]._ptsp_roles())

    @mute_logger("odoo.http")
    def test_nobody_speaks_for_others(self):
        """Nobody writes into a conversation as somebody else, or into one that he does not see."""
        records = (self.application, self.service)
        for user in (self.users["pickup"], self.employee, self.portal_user):
            for record in records:
                messages = record.message_ids
                source = email("kepala@example.com", f"{user.login}{record._name}")
                with self.subTest(user=user.login, model=record._name):
                    answer = self.call(user, record._name, source, thread_id=record.id)
                    self.assertIn("AccessError", answer["error"]["data"]["name"])
                    record.invalidate_recordset()
                    self.assertEqual(record.message_ids, messages)

    def test_answers_arrive_in_turn(self):
        """An officer's e-mail lands where he may write now, and nowhere else: neither before the turn nor after it."""
        self.users["registration"].email = "register@example.com"
        self.users["verification"].email = "verifikasi@example.com"
        messages = self.application.message_ids
        for number, sender in enumerate(("verifikasi@example.com", "siapa@example.com")):
            with self.subTest(sender), self.assertRaises(AccessError):
                self.env["mail.thread"].message_process(
                    "ptsp.application", email(sender, f"lain{number}"), thread_id=self.application.id
                )
        self.assertEqual(self.application.message_ids, messages)
        thread = self.env["mail.thread"].message_process(
            "ptsp.application", email("register@example.com", "jawaban"), thread_id=self.application.id
        )
        self.assertEqual(thread, self.application.id)
        answer = self.application.message_ids - messages
        self.assertIn("Isi surat", answer.body)
        self.assertEqual(answer.author_id, self.users["registration"].partner_id)
