"""Who sees a complaint, and who does not, by any road: who is complained of, other roles, agencies, OPD, citizens."""

import base64

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..common import PDF
from .common_complaint import ComplaintCase

SECRET = "Rahasia-pengaduan"
NAME = "Pelapor-rahasia"
MODELS = ("ptsp.complaint", "ptsp.complaint.entry", "ptsp.complaint.person", "ptsp.figure.complaint")
#: What Odoo itself keeps of records.
AROUND = (
    "mail.activity",
    "mail.followers",
    "mail.message",
    "mail.mail",
    "mail.notification",
    "mail.tracking.value",
    "ir.attachment",
    "res.partner",
)


@tagged("post_install", "-at_install")
class TestComplaintWalls(ComplaintCase):
    """One complaint of an officer who handles complaints himself, and one of a whistle-blower."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.complaint, cls.code = cls.sent(
            text=f"{SECRET}: {cls.handler.name} meminta uang.",
            complainant_name=NAME,
            complainant_email="pelapor@example.com",
            files=[(f"{SECRET}.pdf", PDF)],
        )
        manager = cls.complaint.with_user(cls.complaint_manager)
        manager.action_note(SECRET, [{"name": f"{SECRET}-2.pdf", "datas": base64.b64encode(PDF).decode()}])
        cls.whistle, _code = cls.sent(
            text="Ada pungutan.", complainant_name=NAME, complainant_phone="081234567890", confidential="1"
        )
        cls.whistle.with_user(cls.complaint_manager).action_pass_on()
        cls.other_company = cls.env["res.company"].create({"name": "Dinas Kedua"})
        cls.foreign = new_test_user(
            cls.env,
            "test_foreign_complaints",
            "base.group_user,ptsp_exhibition.group_complaint_manager,ptsp_exhibition.group_auditor",
            company_id=cls.other_company.id,
            company_ids=[Command.set(cls.other_company.ids)],
        )
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self.env.invalidate_all()

    def words_for(self, user):
        """Return all texts that a user finds anywhere."""
        words = []
        for name in (*MODELS, *AROUND):
            model = self.env[name].with_user(user)
            texts = [
                key
                for key, field in model._fields.items()
                if (field.type in ("char", "text", "html") or key == "display_name")
                and (field.store or key == "display_name" or key.startswith("complainant"))
                and model._has_field_access(field, "read")
            ]
            try:
                found = model.with_context(active_test=False).search([("id", ">", 0)], limit=2000)
                words += [str(found.read(texts))]
            except AccessError:
                continue
        return "".join(words)

    def test_named_officer_is_known(self):
        """An officer who handles complaints and is named in one is kept from it from the first moment."""
        self.assertEqual(self.complaint.officer_ids, self.handler)
        self.assertFalse(self.complaint.is_screened)
        self.assertTrue(self.complaint.investigated)

    def test_officer_complained_of(self):
        """He finds no word of it: not the complaint, its history, files, to-dos, e-mails, or figures."""
        self.complaint.with_user(self.complaint_manager).action_pass_on()
        self.assertIn(SECRET, self.words_for(self.colleague))
        words = self.words_for(self.handler)
        self.assertNotIn(SECRET, words)
        self.assertNotIn(self.complaint.name, words)
        self.assertNotIn(NAME, words)

    def test_numbers(self):
        """Nor by the number of a record or file, and he does nothing about it."""
        self.complaint.with_user(self.complaint_manager).action_pass_on()
        entries = self.complaint.entry_ids
        files = self.complaint.attachment_ids | entries.attachment_ids
        self.assertEqual(len(files), 2)
        for record in (self.complaint, entries, self.complaint.person_ids, files, self.complaint.activity_ids):
            with self.subTest(record._name):
                self.assertTrue(record)
                self.assertRaises(AccessError, record.with_user(self.handler).read, ["display_name"])
                self.assertFalse(record.with_user(self.handler).search([("id", "in", record.ids)]))
        mine = self.complaint.with_user(self.handler)
        for do in (
            mine.action_take,
            mine.action_close,
            mine.action_pass_on,
            mine.action_open_answer,
            mine.action_give_receipt,
            mine._receipt_with_code,
            lambda: mine.action_answer("x"),
            lambda: mine.action_note("x"),
            lambda: mine.action_reopen("x"),
            lambda: mine.write({"officer_ids": [Command.clear()]}),
            lambda: mine.write({"kind": "thanks"}),
            lambda: mine.activity_schedule("mail.mail_activity_data_todo", user_id=mine.env.uid),
            lambda: mine.env["ptsp.complaint.saying"].create({"complaint_id": mine.id, "text": "x"}).action_confirm(),
            lambda: mine.env["ptsp.complaint.saying"].create({"complaint_id": mine.id, "text": "x"}).question,
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                do()

    def test_dialog(self):
        """The dialog of answers shows him nothing either, not by what it computes for a number that he names."""
        self.complaint.with_user(self.complaint_manager).action_pass_on()
        self.env.flush_all()
        self.env.invalidate_all()
        Saying = self.env["ptsp.complaint.saying"].with_user(self.handler)
        spec = {"complaint_id": {"fields": {"display_name": {}}}, "question": {}, "text": {}}
        try:
            shown = Saying.onchange({"complaint_id": self.complaint.id}, ["complaint_id"], spec)
        except UserError:
            shown = ""
        self.assertNotIn(SECRET, str(shown))

    def test_of_oneself(self):
        """Nobody enters a complaint of himself."""
        for vals in ({"text": f"{self.handler.name} marah-marah."}, {"officer_ids": [Command.link(self.handler.id)]}):
            with self.subTest(vals), self.assertRaises(UserError), self.env.cr.savepoint():
                self.enter(**vals)

    def test_domains(self):
        """No domain, group or count tells him of it, across whatever it goes."""
        self.complaint.with_user(self.complaint_manager).action_pass_on()
        application = self.bring_to(self.file(), "verification")
        self.complaint.with_user(self.complaint_manager).application_id = application.sudo()
        env = self.env(user=self.handler)
        self.env.flush_all()
        for name, path in (
            ("ptsp.complaint", "text"),
            ("ptsp.complaint", "entry_ids.text"),
            ("ptsp.complaint", "attachment_ids.name"),
            ("ptsp.complaint", "activity_ids.summary"),
            ("ptsp.complaint.entry", "complaint_id.text"),
            ("ptsp.complaint.person", "name"),
            ("res.users", "partner_id.name"),
        ):
            for word in (SECRET, NAME):
                with self.subTest(model=name, path=path, word=word):
                    try:
                        found = env[name].search_count([(path, "ilike", word)])
                    except (AccessError, UserError, ValueError):
                        continue
                    self.assertFalse(found)
        self.assertEqual(application.with_user(self.handler).complaint_count, 0)
        self.assertEqual(application.with_user(self.colleague).complaint_count, 1)

    def test_figures(self):
        """He is summed up in no figure that he reads; others count it."""
        self.complaint.with_user(self.complaint_manager).action_pass_on()
        self.env.flush_all()

        def count(user):
            rows = self.env["ptsp.figure.complaint"].with_user(user).search([("channel", "=", "page")])
            return sum(rows.mapped("received_count"))

        self.assertEqual(count(self.colleague) - count(self.handler), 1)

    def test_not_passed_on(self):
        """Before the manager has passed it on, other officers of complaints and heads below the highest see nothing."""
        for user in (self.colleague, self.users["section_head"], self.users["division_head"]):
            self.assertNotIn(SECRET, self.words_for(user), user.login)
        for user in (self.complaint_manager, self.users["agency_head"], self.users["auditor"]):
            self.assertIn(SECRET, self.words_for(user), user.login)
        with self.assertRaises(AccessError):
            self.complaint.with_user(self.users["agency_head"]).action_pass_on()

    def test_manager_complained_of(self):
        """A manager of complaints who is complained of sees nothing either; the agency head has the to-do."""
        managers = self.Complaint._officers_of_complaints(self.company, "group_complaint_manager")
        self.complaint._as_procedure().officer_ids |= managers
        self.complaint._as_procedure()._leave_out_officers()
        self.complaint._as_procedure()._tell_handlers()
        self.assertEqual(
            self.complaint.activity_ids.user_id & (managers | self.handler | self.users["agency_head"]),
            self.users["agency_head"],
        )
        self.assertNotIn(SECRET, self.words_for(self.complaint_manager))

    def test_officers_are_taken_off_by_the_manager(self):
        """Others add officers, and take none off; who handled it and is complained of handles it no more."""
        self.complaint.with_user(self.complaint_manager).action_pass_on()
        handled = self.complaint.with_user(self.colleague)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            handled.officer_ids = [Command.clear()]
        handled.action_take()
        self.complaint.with_user(self.complaint_manager).officer_ids = [Command.link(self.colleague.id)]
        self.assertFalse(self.complaint.handler_id)
        self.assertNotIn(self.colleague, self.complaint.activity_ids.user_id)
        self.assertNotIn(SECRET, self.words_for(self.colleague))
        with self.assertRaises(UserError):
            self.complaint.with_user(self.complaint_manager).officer_ids = [Command.link(self.portal_user.id)]

    def test_whistle_blower(self):
        """Who a whistle-blower is the manager of complaints reads, and nobody else: not the auditor, not a head."""
        for user in (self.handler, self.colleague, *self.users.values()):
            with self.subTest(user.login):
                self.assertNotIn(NAME, self.words_for(user))
                self.assertNotIn("+6281234567890", self.words_for(user))
        self.assertIn(NAME, self.words_for(self.complaint_manager))
        handled = self.whistle.with_user(self.handler)
        self.assertTrue(handled.read(["text"]))
        self.assertEqual(handled.complainant_name, False)
        # Not even where something was read for him as superuser just before.
        handled.sudo().mapped("complainant_name")
        self.assertFalse(handled.read(["complainant_name"])[0]["complainant_name"])
        for vals in ({"confidential": False}, {"complainant_name": "x"}, {"complainant_email": "x@example.com"}):
            with self.subTest(vals), self.assertRaises(AccessError), self.env.cr.savepoint():
                handled.write(vals)
        self.assertNotIn(NAME, handled._printed_name())
        handled.action_answer("Kami periksa.")
        self.assertNotIn(NAME, str(handled.entry_ids.mapped("text")))

    def test_nobody_else(self):
        """Nobody without the office finds any of it: other staff, OPD, applicants, employees, the other agency."""
        self.complaint.with_user(self.complaint_manager).action_pass_on()
        readers = {"section_head", "division_head", "agency_head", "auditor"}
        others = [user for role, user in self.users.items() if role not in readers]
        employee = new_test_user(self.env, "test_employee", "base.group_user")
        for user in (*others, employee, self.portal_user, self.foreign, self.env.ref("base.public_user")):
            with self.subTest(user.login):
                words = self.words_for(user)
                self.assertNotIn(SECRET, words)
                self.assertNotIn(self.complaint.name, words)
                record = self.complaint.with_user(user)
                for do in (record.action_take, lambda record=record: record.action_answer("x")):
                    with self.assertRaises(AccessError), self.env.cr.savepoint():
                        do()
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    record.create({"text": "x"})

    def test_readers_change_nothing(self):
        """Heads and the auditor read, and change nothing."""
        self.complaint.with_user(self.complaint_manager).action_pass_on()
        for role in ("section_head", "agency_head", "auditor"):
            record = self.complaint.with_user(self.users[role])
            self.assertTrue(record.read(["text"]))
            for do in (
                lambda record=record: record.action_answer("x"),
                lambda record=record: record.write({"kind": "thanks"}),
                lambda record=record: record.create({"text": "x"}),
            ):
                with self.subTest(role), self.assertRaises(AccessError), self.env.cr.savepoint():
                    do()

    def test_forged(self):
        """Nobody forges what happened: state, number, history, code or who has written, by RPC or context keys."""
        record = self.whistle.with_user(self.complaint_manager).with_context(
            ptsp_procedure=True, default_state="closed", default_is_screened=False
        )
        for vals in (
            {"state": "closed"},
            {"name": "1"},
            {"number": 1},
            {"secret_hash": "x"},
            {"handler_id": self.handler.id},
            {"due_at": False},
            {"answered_in_time": True},
            {"is_screened": True},
            {"entry_ids": [Command.create({"what": "closed"})]},
            {"person_ids": [Command.create({"name": "x"})]},
            {"company_id": self.other_company.id},
        ):
            with self.subTest(vals), self.assertRaises(UserError), self.env.cr.savepoint():
                record.write(vals)
            with self.subTest(vals, create=True), self.assertRaises(UserError), self.env.cr.savepoint():
                record.create({"text": "x", **vals})
        fresh = record.create({"text": "x"})
        self.assertEqual((fresh.state, fresh.is_screened), ("received", True))
        for model, vals in (
            ("ptsp.complaint.entry", {"complaint_id": self.whistle.id, "what": "closed"}),
            ("ptsp.complaint.person", {"complaint_id": self.whistle.id, "name": "x"}),
            ("ptsp.complaint.publication", {"company_id": self.company.id, "semester": "2026-I", "tables": {}}),
        ):
            with self.subTest(model), self.assertRaises(UserError), self.env.cr.savepoint():
                self.env[model].with_user(self.complaint_manager).create(vals)
