"""Who opens an account by himself finds the files of the counter once the address is confirmed; nobody else does."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, new_test_user, tagged

from ...models.front_desk.account_by_email import HOURS, MINUTES
from ..common import OVERSIGHT_ROLES, STAFF_ROLES
from .common_accounts import ADDRESS, ByEmailCase


@tagged("post_install", "-at_install")
class TestAccountByEmail(ByEmailCase):
    """What a link is good for, and what it is not."""

    def test_confirmed(self):
        """Before the confirmation nothing shows; after it the account is the applicant's, who stays as he was."""
        self.assertFalse(self.sees())
        before = self.person.read(["name", "email", "phone", "street", "active", "parent_id", "lang"])
        token = self.token()
        self.assertFalse(self.sees())
        self.find(token)
        self.assertTrue(self.sees())
        self.assertEqual(self.visitor.partner_id, self.person)
        self.assertEqual(self.person.read(list(before[0])), before)
        self.assertFalse(self.own_contact.active)
        self.assertTrue(self.visitor._is_portal())
        self.visitor.with_user(self.visitor)._update_last_login()
        self.env.invalidate_all()
        self.assertEqual(self.application.with_user(self.users["pickup"]).applicant_account, "used")
        self.assertIn(ADDRESS, self.person.message_ids[0].body)
        self.assert_used_up(token)

    def assert_used_up(self, token):
        with self.assertRaisesRegex(UserError, "not valid any more"):
            self.find(token)
        with self.assertRaisesRegex(UserError, "shows its files already"):
            self.visitor.with_user(self.visitor)._ptsp_send_link()

    def test_remembered_rules(self):
        """What the account could read before is not remembered beyond the confirmation."""
        own = self.file(partner_id=self.applicant.id)
        self.assertFalse(self.env["ptsp.application"].with_user(self.visitor).search_count([("id", "=", own.id)]))
        self.find(self.token())
        found = self.env["ptsp.application"].with_user(self.visitor).search([])
        self.assertEqual(found, self.application)
        self.assertEqual(found.with_user(self.visitor).name, self.application.name)

    def test_other_account(self):
        """Who opens another one's link gets nothing, and is told so."""
        token = self.token()
        self.assert_void(token, self.other_portal_user, "for another account")
        self.find(token)

    def test_old_links(self):
        """A link is void after a day, and when a later one was sent."""
        now = fields.Datetime.now()
        with freeze_time(now):
            first = self.token()
        with freeze_time(now + timedelta(minutes=MINUTES)):
            second = self.token()
            self.assert_void(first)
        with freeze_time(now + timedelta(minutes=MINUTES, hours=HOURS, seconds=1)):
            self.assert_void(second)

    def test_forged(self):
        """What is no link opens nothing: another text, a changed one, one that was signed for something else."""
        token = self.token()
        signed_for_login = self.person._generate_signup_token()
        for wrong in (
            "",
            "x",
            "====",
            "ü",
            token[:-1],
            token[:20] + "A" + token[21:],
            token + "A",
            signed_for_login,
            None,
        ):
            with self.subTest(token=wrong):
                self.assert_void(wrong)

    def test_changed_since(self):
        """A link is void once the address of either has changed, or another applicant has it."""
        token = self.token()
        changes = {
            "of the applicant": lambda: self.person.write({"email": "lain@example.com"}),
            "of the account": lambda: self.own_contact.write({"email": "lain@example.com"}),
            "login": lambda: self.visitor.write({"login": "lain@example.com"}),
            "another applicant": lambda: self.file(
                partner_id=self.env["res.partner"].create({"name": "Siti Lain", "email": ADDRESS}).id
            ),
            "archive": lambda: self.person.write({"active": False}),
            "account": lambda: new_test_user(self.env, "siti", "base.group_portal", partner_id=self.person.id),
            "files of its own": lambda: self.file(partner_id=self.own_contact.id),
            "part of a company": lambda: self.own_contact.write({"parent_id": self.applicant.id}),
            "no portal account": lambda: self.visitor.write(
                {"group_ids": [(6, 0, self.env.ref("base.group_user").ids)]}
            ),
        }
        for name, change in changes.items():
            with self.subTest(change=name), self.undone():
                change()
                with self.assertRaisesRegex(UserError, "not valid any more"):
                    self.find(token)
                self.assertEqual(self.visitor.partner_id, self.own_contact)
            self.env.invalidate_all()
            self.env.registry.clear_cache()
        self.find(token)

    def test_written_otherwise(self):
        """Case, spaces and a name before it make no other address."""
        self.person.email = '"Siti Aminah" <SITI@Example.com> '
        self.visitor.login = "Siti@EXAMPLE.com"
        self.find(self.token())
        self.assertTrue(self.sees())

    def test_case_of_another_one(self):
        """Two accounts with one address, written otherwise: each has its own link, and the first to confirm has it."""
        other = new_test_user(self.env, "SITI@example.com", "base.group_portal", email=ADDRESS, name="Penyusup")
        mine, theirs = self.token(), self.token(other)
        self.assert_void(theirs, self.visitor, "for another account")
        self.find(mine)
        self.assert_void(theirs, other)

    def test_mailbox(self):
        """The link goes to the address of the applicant only, whatever the account was told since."""
        [mail] = self.sent_by(self.visitor.with_user(self.visitor)._ptsp_send_link)
        self.assertEqual((mail.email_to, mail.recipient_ids.ids, mail.email_cc or ""), (ADDRESS, [], ""))
        self.visitor.ptsp_link_sent_at = False
        self.own_contact.email = "penyusup@example.com"
        with self.assertRaises(UserError):
            self.visitor.with_user(self.visitor)._ptsp_send_link()

    def test_several_addresses(self):
        """Where an applicant has several addresses in one field, or an account has, none of them opens the files."""
        self.person.email = f"{ADDRESS}, penyusup@example.com"
        self.assert_nothing_sent()
        self.person.email = ADDRESS
        login = f"{ADDRESS}, penyusup@example.com"
        other = new_test_user(self.env, login, "base.group_portal", email=login)
        with self.assertRaises(UserError):
            other.with_user(other)._ptsp_send_link()

    def test_several_applicants(self):
        """Of several applicants with one address none is guessed: the e-mail says to come to the counter."""
        twin = self.env["res.partner"].create({"name": "Siti Lain", "email": ADDRESS})
        with self.undone():
            self.assertTrue(self.token())
        self.env.invalidate_all()
        self.file(partner_id=twin.id)
        self.assert_asks_the_counter()
        twin.active = False
        self.assert_asks_the_counter()

    def test_whose_contact(self):
        """Contacts of officers, agencies and OPD, and those that have an account, are given to nobody."""
        officer = self.users["liaison"]
        self.agency.partner_id = self.env["res.partner"].create({"name": "Dishub"})
        taken = self.portal_user.partner_id
        self.person.email = False
        for contact in (officer.partner_id, self.agency.partner_id, self.service.company_id.partner_id, taken):
            with self.subTest(contact=contact.name), self.undone():
                contact.email = ADDRESS
                self.file(partner_id=contact.id)
                self.assert_asks_the_counter()
            self.env.invalidate_all()

    def test_company(self):
        """Who reads the mail of a company that applied sees the files of the company."""
        self.person.is_company = True
        self.find(self.token())
        self.assertTrue(self.sees())

    def test_files_at_two_agencies(self):
        """The files show whichever agency of the database keeps them."""
        agency = self.env["res.company"].create({"name": "Dinas Lain"})
        self.visitor.write({"company_id": agency.id, "company_ids": [Command.set(agency.ids)]})
        self.find(self.token())
        self.assertIn(self.service.company_id, self.visitor.company_ids)
        self.assertTrue(self.sees().with_context(allowed_company_ids=self.visitor.company_ids.ids))

    def test_no_files(self):
        """Who has no files here is sent nothing, and is answered the same; so nobody learns who applies here."""
        self.person.email = "lain@example.com"
        self.assert_nothing_sent()
        # A contact by itself is no applicant.
        self.env["res.partner"].create({"name": "Pemasok", "email": ADDRESS})
        self.assert_nothing_sent()

    def test_how_often(self):
        """A link is sent once in a quarter of an hour, whether there are files or not."""
        for email in (ADDRESS, "lain@example.com"):
            self.person.email = email
            self.visitor.ptsp_link_sent_at = False
            user = self.visitor.with_user(self.visitor)
            with self.subTest(email=email):
                user._ptsp_send_link()
                with self.assertRaisesRegex(UserError, "less than 15 minutes"):
                    user._ptsp_send_link()

    def test_keys(self):
        """Keys that were left in the account before the confirmation open it no longer."""
        keys = self.env["res.users.apikeys"].with_user(self.visitor)
        key = keys._generate("rpc", "Titipan", fields.Datetime.now() + timedelta(hours=1))
        self.assertTrue(keys._check_credentials(scope="rpc", key=key))
        passkey = self.env["auth.passkey.key"].with_user(self.visitor).sudo()
        passkey.create({"name": "Titipan", "credential_identifier": "titipan", "public_key": "x"})
        self.assertTrue(self.visitor.auth_passkey_key_ids)
        self.find(self.token())
        self.env.invalidate_all()
        self.assertFalse(self.visitor.auth_passkey_key_ids)
        self.assertFalse(keys._check_credentials(scope="rpc", key=key))

    def test_secret(self):
        """No officer reads the link, nor when it was sent; no applicant writes it."""
        [mail] = self.sent_by(self.visitor.with_user(self.visitor)._ptsp_send_link)
        for role in (*STAFF_ROLES, *OVERSIGHT_ROLES):
            with self.subTest(role=role), self.assertRaises(AccessError):
                mail.mail_message_id.with_user(self.users[role]).read(["body"])
        for user in (self.users["manager"], self.visitor):
            for call in (
                lambda user=user: self.visitor.with_user(user).read(["ptsp_link_sent_at"]),
                lambda user=user: self.visitor.with_user(user).write({"ptsp_link_sent_at": False}),
            ):
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    call()

    def test_queries(self):
        """Looking at an empty list costs few queries more."""
        user = self.visitor.with_user(self.visitor)
        user._ptsp_proves_by_email()
        self.env.invalidate_all()
        with self.assertQueryCount(12):
            self.assertTrue(user._ptsp_proves_by_email())
