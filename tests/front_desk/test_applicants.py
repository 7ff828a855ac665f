"""Only the front office, and who acts for it, enters and corrects applicants."""

from datetime import timedelta

from lxml import etree
from markupsafe import Markup

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, HttpCase, freeze_time, new_test_user, tagged
from odoo.tools import mute_logger

from ..common import OVERSIGHT_ROLES, STAFF_ROLES, PtspCase
from ..common_portal import ReaderCase

FRONT_OFFICE = ("information", "customer_service")


@tagged("post_install", "-at_install")
class TestApplicants(PtspCase):
    """Who writes contacts, and which."""

    def contacts(self, user):
        """Return the model of contacts as a user works with it."""
        return self.env["res.partner"].with_user(user)

    def correct(self, user, partner):
        """Correct a contact, as the browser or an integration does."""
        partner.with_user(user).write({"phone": "0541-733333"})

    def test_every_role(self):
        """Of all roles only the two of the front office enter and correct applicants; none deletes one."""
        for role in STAFF_ROLES + OVERSIGHT_ROLES:
            user = self.users[role]
            with self.subTest(role=role):
                if role in FRONT_OFFICE:
                    partner = self.contacts(user).create({"name": "Pemohon Baru", "email": "baru@example.com"})
                    self.correct(user, partner)
                    self.correct(user, self.applicant)
                    self.contacts(user).name_create("Pemohon Lain")
                else:
                    for change in (
                        lambda user=user: self.contacts(user).create({"name": "Pemohon Baru"}),
                        lambda user=user: self.contacts(user).name_create("Pemohon Baru"),
                        lambda user=user: self.correct(user, self.applicant),
                        lambda user=user: self.correct(user, self.users["pickup"].partner_id),
                    ):
                        with self.assertRaises(AccessError), self.env.cr.savepoint():
                            change()
                    self.assertFalse(self.contacts(user).has_access("create"))
                    self.assertFalse(self.applicant.with_user(user).has_access("write"))
                self.assertTrue(self.applicant.with_user(user).read(["name", "email"]))
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    self.contacts(user).browse(self.applicant.ids).unlink()

    def test_who_may_is_told(self):
        """Who may not is told who does."""
        with self.assertRaisesRegex(AccessError, "Information Officer, Customer Service Officer"):
            self.correct(self.users["registration"], self.applicant)

    def test_acting_officer(self):
        """Who acts for the front office enters and corrects applicants for the time of the period only."""
        now = fields.Datetime.now()
        deputy = self.users["pickup"]
        with self.assertRaises(AccessError):
            self.correct(deputy, self.applicant)
        self.env["ptsp.deputation"].create(
            {
                "role": "customer_service",
                "holder_id": self.users["customer_service"].id,
                "deputy_id": deputy.id,
                "starts_at": now,
                "ends_at": now + timedelta(days=2),
            }
        )
        self.correct(deputy, self.applicant)
        partner = self.contacts(deputy).create({"name": "Pemohon Baru"})
        self.assertTrue(partner.has_access("write"))
        with freeze_time(now + timedelta(days=2)):
            self.assertFalse(self.contacts(deputy).has_access("create"))
            for change in (
                lambda: self.correct(deputy, self.applicant),
                lambda: self.contacts(deputy).create({"name": "Pemohon Terlambat"}),
            ):
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    change()

    def test_staff_of_an_applicant(self):
        """The front office enters the people and addresses of an applicant, and corrects who has a login."""
        desk = self.users["customer_service"]
        person = self.contacts(desk).create(
            {"name": "Siti", "parent_id": self.applicant.id, "street": "Jl. Awang Long"}
        )
        self.correct(desk, person)
        self.correct(desk, self.portal_user.partner_id)
        self.applicant.with_user(desk).write({"child_ids": [Command.update(person.id, {"name": "Siti Aminah"})]})
        self.assertEqual(person.name, "Siti Aminah")

    def test_contacts_of_offices_and_officers(self):
        """Contacts of the agency, of an OPD and of officers are no applicants: the front office leaves them alone."""
        company = self.service.company_id
        self.agency.partner_id = self.env["res.partner"].create({"name": "Dinas Perhubungan", "is_company": True})
        gone = new_test_user(self.env, "test_gone", "base.group_user")
        gone.active = False
        contacts = {
            "agency": company.partner_id,
            "address of the agency": self.env["res.partner"].create(
                {"name": "Loket", "parent_id": company.partner_id.id}
            ),
            "OPD": self.agency.partner_id,
            "person at the OPD": self.env["res.partner"].create(
                {"name": "Bidang Lalu Lintas", "parent_id": self.agency.partner_id.id}
            ),
            "colleague": self.users["registration"].partner_id,
            "former colleague": gone.partner_id,
            "oneself": self.users["information"].partner_id,
            "system": self.env.ref("base.partner_root"),
            "visitors": self.env.ref("base.public_partner"),
        }
        for role in FRONT_OFFICE:
            for name, partner in contacts.items():
                with self.subTest(role=role, contact=name):
                    with self.assertRaisesRegex(AccessError, "is no applicant|not allowed"), self.env.cr.savepoint():
                        self.correct(self.users[role], partner)
                    both = (self.applicant | partner).with_user(self.users[role])
                    self.assertEqual(both._filtered_access("write"), self.applicant)
            for parent in (company.partner_id, self.agency.partner_id):
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    self.contacts(self.users[role]).create({"name": "Cabang", "parent_id": parent.id})

    def test_moved_into_an_office(self):
        """Nobody at the front office makes an applicant part of the agency or of an OPD."""
        self.agency.partner_id = self.env["res.partner"].create({"name": "Dinas Perhubungan", "is_company": True})
        person = self.env["res.partner"].create({"name": "Pemohon Perorangan"})
        section = self.env["res.partner"].create(
            {"name": "Bidang Lalu Lintas", "is_company": True, "parent_id": self.agency.partner_id.id}
        )
        for parent in (self.agency.partner_id, self.service.company_id.partner_id, section):
            contacts = person.with_user(self.users["customer_service"])
            for change in (
                lambda contacts=contacts, parent=parent: contacts.write({"parent_id": parent.id}),
                lambda contacts=contacts, parent=parent: contacts.web_save({"parent_id": parent.id}, {}),
            ):
                with (
                    self.subTest(parent=parent.name),
                    self.assertRaisesRegex(AccessError, "is no applicant"),
                    self.env.cr.savepoint(),
                ):
                    change()
        person.with_user(self.users["customer_service"]).parent_id = self.applicant
        self.assertEqual(person.commercial_partner_id, self.applicant)

    def test_right_of_odoo(self):
        """Who was given Odoo's own right to contacts keeps it, but for the contacts of agencies, OPD and officers."""
        right = self.env.ref("base.group_partner_manager")
        for user in (self.users["help_desk"], new_test_user(self.env, "test_secretary", "base.group_user")):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.correct(user, self.applicant)
            user.group_ids = [Command.link(right.id)]
            self.correct(user, self.applicant)
            for closed in (self.service.company_id.partner_id, self.users["pickup"].partner_id):
                with self.assertRaisesRegex(AccessError, "is no applicant"), self.env.cr.savepoint():
                    self.correct(user, closed)
            self.contacts(user).create({"name": "Pemasok"}).unlink()
            user.group_ids = [Command.unlink(right.id)]
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.correct(user, self.applicant)

    def test_own_preferences(self):
        """Every officer goes on changing the own name, language and picture under Preferences."""
        for role in STAFF_ROLES + OVERSIGHT_ROLES:
            user = self.users[role]
            with self.subTest(role=role):
                user.with_user(user).write({"email": f"{role}@example.com", "lang": "en_US", "tz": "Asia/Makassar"})
                self.assertEqual(user.partner_id.email, f"{role}@example.com")

    def test_messages(self):
        """Officers who write no contact still discuss an application, follow it and are followed."""
        application = self.bring_to(self.file(), "registration")
        officer = self.users["registration"]
        records = application.with_user(officer)
        records.message_subscribe(partner_ids=[self.users["verification"].partner_id.id])
        message = records.message_post(body=Markup("<p>Berkas lengkap</p>"), partner_ids=self.applicant.ids)
        self.assertEqual(message.author_id, officer.partner_id)
        self.assertIn(self.users["verification"].partner_id, application.message_partner_ids)

    def test_form(self):
        """The browser offers to create and edit contacts to whom the server lets it."""
        for role in ("customer_service", "registration"):
            form = etree.fromstring(self.contacts(self.users[role]).get_view(view_type="form")["arch"])
            offered = [form.get(name, "True") != "False" for name in ("create", "edit")]
            self.assertEqual(offered, [role in FRONT_OFFICE] * 2, role)
        form = Form(self.contacts(self.users["customer_service"]))
        form.name = "Pemohon dari Loket"
        self.assertTrue(form.save())


@tagged("post_install", "-at_install")
class TestApplicantsByEmail(PtspCase, HttpCase):
    """E-mails enter no applicants past those who do."""

    @mute_logger("odoo.http")
    def test_contact_by_email(self):
        """Nobody but the front office enters a contact by an e-mail that he brings himself."""
        for role in ("auditor", "pickup", "technical", "customer_service"):
            user = self.users[role]
            self.authenticate(user.login, user.login)
            source = f"From: a@example.com\nTo: b@example.com\nSubject: Tes\nMessage-Id: <{role}@example.com>\n\nIsi\n"
            params = {
                "model": "mail.thread",
                "method": "message_process",
                "args": ["res.partner", source],
                "kwargs": {"custom_values": {"name": f"Titipan {role}"}},
            }
            self.url_open("/web/dataset/call_kw", json={"jsonrpc": "2.0", "params": params})
            found = self.env["res.partner"].search_count([("name", "=", f"Titipan {role}")])
            self.assertEqual(found, int(role in FRONT_OFFICE), role)


@tagged("post_install", "-at_install")
class TestOwnAddress(ReaderCase):
    """Applicants, and officers too, keep their own address in the portal."""

    def test_address_form(self):
        """The address form goes on working for an applicant and for an officer who writes no contact."""
        for login, groups in (("test_pemohon", "base.group_portal"), ("test_loket", "ptsp_exhibition.group_pickup")):
            user = new_test_user(self.env, login, groups, email=f"{login}@example.com")
            with self.subTest(login=login):
                answer = self.enter_address(user)
                self.assertIn("redirectUrl", answer, answer)
                self.assertEqual(user.partner_id.street, "Jl. Awang Long 12")
