"""Who filed at the counter is invited to an account by one button; nobody else gets in by it."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import IrMail_Server

from ..common import OVERSIGHT_ROLES, STAFF_ROLES, groups_of
from .common_accounts import InvitationCase

INVITING = ("information", "customer_service", "registration", "pickup")


@tagged("post_install", "-at_install")
class TestInvitation(InvitationCase):
    """The button of the form."""

    def test_one_click(self):
        """One click makes a portal account with the applicant's address, sends the invitation, and notes both."""
        officer = self.at("registration")
        self.assertEqual((officer.may_invite, officer.applicant_account), (True, False))
        mail = self.sent_by(officer.action_invite_applicant)
        user = self.accounts()
        self.assertEqual((user.login, user.partner_id), ("siti@example.com", self.person))
        self.assertTrue(user._is_portal() and user.share and user.active)
        self.assertEqual(user.company_ids, self.service.company_id)
        self.assertEqual(mail.email_to, "Siti@Example.com")
        self.assertIn("/web/signup", self.link_in(mail, "/web/signup"))
        self.assertEqual((officer.may_invite, officer.applicant_account), (True, "invited"))
        note = self.application.sudo().message_ids[0]
        self.assertIn("Siti@Example.com", note.body)
        self.assertEqual(
            (note.author_id, note.subtype_id), (self.users["registration"].partner_id, self.env.ref("mail.mt_note"))
        )
        self.assertNotIn("token", note.body)

    def test_language(self):
        """The invitation is Indonesian for whoever has no language, and else in the applicant's."""
        mail = self.sent_by(self.at("registration").action_invite_applicant)
        self.assertIn("Aktifkan Akun", mail.body_html)
        self.assertEqual(self.person.lang, "id_ID")
        self.person.lang = "en_US"
        mail = self.sent_by(self.at("registration").with_context(lang="id_ID").action_invite_applicant)
        self.assertIn("Activate Account", mail.body_html)
        self.assertIn("Your account at", mail.subject)

    def test_link_is_secret(self):
        """Nobody at the agency reads the link, with which one chooses the applicant's password."""
        mail = self.sent_by(self.at("registration").action_invite_applicant)
        for role in STAFF_ROLES + OVERSIGHT_ROLES:
            messages = self.env["mail.message"].with_user(self.users[role])
            with self.subTest(role=role):
                self.assertFalse(messages.search([("body", "like", "/web/signup")]))
                with self.assertRaises(AccessError):
                    messages.browse(mail.mail_message_id.id).read(["body"])

    def test_who_invites(self):
        """The desks before which applicants stand invite; nobody else does, and the server decides."""
        for role in STAFF_ROLES + OVERSIGHT_ROLES:
            application = self.at(role)
            with self.subTest(role=role):
                if role in INVITING:
                    self.assertTrue(application.may_invite)
                    self.assertTrue(self.sent_by(application.action_invite_applicant))
                    continue
                if role != "technical":
                    self.assertFalse(application.may_invite)
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    application.action_invite_applicant()
        for user in (self.portal_user, self.other_portal_user, self.env.ref("base.public_user")):
            with self.subTest(user=user.login), self.assertRaises(AccessError), self.env.cr.savepoint():
                self.application.with_user(user).action_invite_applicant()
        self.assertEqual(len(self.accounts()), 1)

    def test_who_invites_is_told(self):
        """Who may not is told who does."""
        with self.assertRaisesRegex(AccessError, "Information Officer, Customer Service Officer, .*Registration"):
            self.at("verification").action_invite_applicant()

    def test_acting_officer(self):
        """Who acts for the registration desk invites."""
        self.env["ptsp.deputation"].create(
            {
                "role": "registration",
                "holder_id": self.users["registration"].id,
                "deputy_id": self.users["liaison"].id,
                "starts_at": "2020-01-01",
                "ends_at": "2090-01-01",
            }
        )
        self.assertTrue(self.sent_by(self.at("liaison").action_invite_applicant))

    def test_again(self):
        """A second click sends the invitation again to the same account, until somebody has used it."""
        first = self.sent_by(self.at("registration").action_invite_applicant)
        user = self.accounts()
        again = self.sent_by(self.at("pickup").action_invite_applicant)
        self.assertEqual((self.accounts(), len(first), len(again)), (user, 1, 1))
        self.assertIn("once more", self.application.sudo().message_ids[0].body)
        user.with_user(user)._update_last_login()
        self.env.invalidate_all()
        self.assertEqual((self.at("pickup").may_invite, self.at("pickup").applicant_account), (False, "used"))
        self.assert_not_invited("uses an account already, with the login siti@example.com")

    def test_address(self):
        """Without an address, or with one that is none, the sentence says what to enter where."""
        for email, message in (
            (False, "Enter the e-mail address of Siti Aminah on the contact"),
            ("siti", "siti is no e-mail address"),
            ("siti@example.com, budi@example.com", "is no e-mail address"),
        ):
            self.person.email = email
            with self.subTest(email=email):
                self.assertEqual(self.at("information").may_invite, bool(email))
                self.assert_not_invited(message)

    def test_address_of_others(self):
        """An address by which somebody else has an account is refused, whoever that is and however it is written."""
        archived = new_test_user(self.env, "test_gone", "base.group_portal", email="gone@example.com")
        archived.active = False
        self.users["pickup"].email = "loket@example.com"
        self.portal_user.partner_id.email = "budi@example.com"
        new_test_user(self.env, "Under_Score@example.com", "base.group_portal", email="other@example.com")
        for email in ("gone@example.com", "LOKET@example.com", '"Budi" <Budi@example.com>', "under_score@example.com"):
            self.person.email = email
            with self.subTest(email=email):
                self.assert_not_invited("belongs to the account of somebody else|Somebody has opened an account")
        self.person.email = "underXscore@example.com"
        self.assertTrue(self.sent_by(self.at("pickup").action_invite_applicant))

    def test_opened_by_himself(self):
        """Who has opened an account with the address already is told to confirm it there."""
        new_test_user(self.env, "SITI@example.com", "base.group_portal", email="siti@example.com")
        self.assert_not_invited("sign in with it and confirm")

    def test_no_applicants(self):
        """Officers, agencies and OPD get no account of an applicant; the password of no officer is reset."""
        officer = self.users["processing"]
        officer.email = "drafter@example.com"
        self.agency.partner_id = self.env["res.partner"].create({"name": "Dishub", "email": "dishub@example.com"})
        company = self.service.company_id.partner_id
        company.email = "dinas@example.com"
        below = self.env["res.partner"].create(
            {"name": "Loket", "email": "loket2@example.com", "parent_id": company.id}
        )
        for contact in (officer.partner_id, self.agency.partner_id, company, below):
            application = self.file(partner_id=contact.id)
            signup = contact.sudo().signup_type
            with self.subTest(contact=contact.name):
                self.assert_not_invited("gets no account of an applicant", application)
                self.assertEqual(contact.sudo().signup_type, signup)
        self.assertTrue(officer._is_internal())

    def test_looked_after_by_an_administrator(self):
        """An account that was deactivated, a second one, and a contact in the archive are an administrator's."""
        self.at("pickup").action_invite_applicant()
        user = self.accounts()
        user.active = False
        self.env.invalidate_all()
        self.assertEqual((self.at("pickup").may_invite, self.at("pickup").applicant_account), (False, "closed"))
        self.assert_not_invited("Ask an administrator")
        user.active = True
        new_test_user(self.env, "siti2", "base.group_portal", partner_id=self.person.id)
        self.assert_not_invited("Ask an administrator")

    def test_other_agency(self):
        """The desk of another agency invites nobody; who filed at two agencies sees both."""
        agency = self.env["res.company"].create({"name": "Dinas Lain"})
        stranger = new_test_user(
            self.env,
            "test_other_desk",
            groups_of("information"),
            company_id=agency.id,
            company_ids=[Command.set(agency.ids)],
        )
        with self.assertRaises(AccessError):
            self.application.with_user(stranger).action_invite_applicant()
        self.assertFalse(self.accounts())

    def test_template_of_officers(self):
        """Where the template of portal users was turned into one of officers, nobody becomes an officer by it."""
        self.env.ref("base.template_portal_user_id").group_ids = [Command.set(self.env.ref("base.group_user").ids)]
        self.assert_not_invited("accounts of another kind")

    def test_context_of_a_client(self):
        """What a client sends along changes nothing of the account, and keeps no e-mail back."""
        context = {
            "default_group_ids": self.env.ref("base.group_system").ids,
            "default_company_id": 0,
            "install_mode": True,
            "import_file": True,
            "signup_force_type_in_url": "reset",
            "welcome_message": "Titipan",
            "lang": "en_US",
        }
        mail = self.sent_by(self.at("pickup").with_context(**context).action_invite_applicant)
        self.assertTrue(self.accounts()._is_portal())
        self.assertFalse(self.accounts()._is_system())
        self.assertIn("/web/signup", self.link_in(mail, "/web/signup"))
        self.assertNotIn("Titipan", mail.body_html)

    def test_mistyped(self):
        """A mistyped address is corrected until somebody has used the account, which ends the account and its link."""
        desk = self.person.with_user(self.users["customer_service"])
        mail = self.sent_by(self.at("pickup").action_invite_applicant)
        token = self.link_in(mail, "/web/signup").partition("token=")[2].partition("&")[0]
        Partner = self.env["res.partner"]
        self.assertTrue(Partner._signup_retrieve_info(token))
        desk.phone = "0541-1"
        desk.email = "siti@example.com"
        self.assertTrue(self.accounts())
        desk.email = "aminah@example.com"
        self.assertFalse(self.accounts())
        self.assertFalse(Partner._signup_retrieve_info(token))
        self.sent_by(self.at("pickup").action_invite_applicant)
        self.assertFalse(Partner._signup_retrieve_info(token))
        self.assertEqual(self.accounts().login, "aminah@example.com")
        self.accounts().with_user(self.accounts())._update_last_login()
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "because this contact has an account"):
            desk.email = "orang.lain@example.com"

    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_mail_server_down(self):
        """Where the mail server takes nothing, the officer is told, and there is no account that nobody knows of."""
        nobody = {"name": "Nobody listens", "smtp_host": "127.0.0.1", "smtp_port": 9, "smtp_encryption": "none"}
        self.env["ir.mail_server"].create(nobody)
        # Odoo sends nothing while it tests, unless it is told to.
        with (
            patch.object(IrMail_Server, "_disable_send", return_value=False),
            self.assertRaisesRegex(UserError, "could not be sent"),
            self.env.cr.savepoint(),
        ):
            self.at("pickup").action_invite_applicant()
        self.assertFalse(self.accounts())

    def test_queries(self):
        """The form asks for the account in few queries, however many applications are read."""
        applications = self.file(count=20)
        self.env.flush_all()
        for role in ("information", "verification"):
            self.at(role, applications).read(["applicant_account", "may_invite"])
            self.env.invalidate_all()
            with self.subTest(role=role), self.assertQueryCount(12):
                self.at(role, applications).read(["applicant_account", "may_invite"])
