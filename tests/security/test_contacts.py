"""Whose contact is whose: nobody renames an agency, and who has registered applications stays who it is."""

from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..common import STAFF_ROLES, PtspCase
from ..common_portal import ReaderCase

#: Odoo's own right, which a new user gets by default.
ODOO_RIGHT = "base.group_partner_manager"


class ContactCase(PtspCase):
    """An applicant whose file was registered, one whose file was not, and whoever has Odoo's right to contacts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agency.partner_id = cls.env["res.partner"].create({"name": "Dinas Perhubungan", "is_company": True})
        cls.application = cls.bring_to(cls.file(), "verification")
        cls.newcomer = cls.env["res.partner"].create({"name": "PT Pendatang", "is_company": True})
        cls.file(partner_id=cls.newcomer.id)
        cls.secretary = new_test_user(cls.env, "test_secretary", f"base.group_user,{ODOO_RIGHT}")
        cls.desk = cls.users["customer_service"]


@tagged("post_install", "-at_install")
class TestOfficialContacts(ContactCase):
    """Contacts of agencies and OPD are the manager's, those of officers the administrator's."""

    def contacts(self):
        """Return the contacts that are no applicants."""
        agencies = self.service.company_id.partner_id | self.agency.partner_id
        return agencies, self.users["agency_head"].partner_id

    def test_no_role_renames_the_agency(self):
        """No role of the procedure renames an agency or an officer, not even with Odoo's own right to contacts."""
        of_agencies, of_officers = self.contacts()
        for role in STAFF_ROLES:
            user = self.users[role]
            user.group_ids = [Command.link(self.env.ref(ODOO_RIGHT).id)]
            for contact in of_agencies | of_officers:
                for vals in ({"name": "Dinas Palsu"}, {"email": "palsu@example.com"}, {"street": "Jl. Palsu"}):
                    with self.subTest(role=role, contact=contact.name), self.assertRaises(AccessError):
                        contact.with_user(user).write(vals)

    def test_the_manager_does(self):
        """The manager corrects contacts of agencies and OPD, and neither those of officers nor applicants."""
        of_agencies, of_officers = self.contacts()
        manager = self.users["manager"]
        for contact in of_agencies:
            contact.with_user(manager).write({"street": "Jl. Basuki Rahmat", "phone": "0541-733333"})
            self.assertEqual(contact.street, "Jl. Basuki Rahmat")
        for contact in of_officers | self.applicant | self.newcomer:
            with self.subTest(contact=contact.name), self.assertRaises(AccessError):
                contact.with_user(manager).write({"street": "Jl. Basuki Rahmat"})
        with self.assertRaises(AccessError):
            self.env["res.partner"].with_user(manager).create({"name": "Pemohon"})
        with self.assertRaises(AccessError):
            of_agencies.with_user(manager).unlink()

    def test_they_are_not_merged(self):
        """A contact of an agency or an officer is not merged into another one."""
        for contact in self.contacts()[0] | self.contacts()[1]:
            other = self.env["res.partner"].create({"name": contact.name, "email": contact.email})
            wizard = self.env["base.partner.merge.automatic.wizard"].with_user(self.secretary).create({})
            with self.subTest(contact=contact.name), self.assertRaisesRegex(UserError, "cannot be merged"):
                wizard._merge((contact | other).ids, other)


@tagged("post_install", "-at_install")
class TestApplicantsStay(ContactCase):
    """Who has registered applications keeps name, identity and company."""

    def test_identity(self):
        """Nobody but an administrator changes who the applicant, its company or the representative is."""
        person = self.env["res.partner"].create({"name": "Siti", "parent_id": self.applicant.id})
        agent = self.env["res.partner"].create({"name": "Kuasa"})
        application = self.file(partner_id=person.id, is_represented=True, representative_id=agent.id)
        self.bring_to(application, "verification")
        for contact in (self.applicant, person, agent):
            for vals in (
                {"name": "PT Lain"},
                {"vat": "01.234.567.8-901.000"},
                {"company_registry": "123"},
                {"is_company": not contact.is_company},
                {"parent_id": self.newcomer.id},
                {"commercial_partner_id": self.newcomer.id},
                {"active": False},
            ):
                for user in (self.desk, self.secretary):
                    with (
                        self.subTest(contact=contact.name, user=user.login, vals=vals),
                        self.assertRaisesRegex(UserError, "applications of this contact were registered"),
                        self.env.cr.savepoint(),
                    ):
                        contact.with_user(user).write(vals)
                # Nor as superuser: the portal's own forms write so.
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    contact.with_user(self.portal_user).sudo().write(vals)
            contact.with_user(self.desk).write({"name": f"{contact.name} ", "phone": "0541-733333"})
            contact.with_user(self.env.ref("base.user_admin")).name = f"{contact.name} Tbk"

    def test_before_registration(self):
        """Until an application of it is registered, the front office corrects a contact as it likes."""
        self.newcomer.with_user(self.desk).write({"name": "PT Pendatang Baru", "vat": "01.234.567.8-901.000"})
        self.assertEqual(self.newcomer.name, "PT Pendatang Baru")

    def test_address_and_telephone(self):
        """The front office corrects address and telephone, and the chatter of the contact says so."""
        desk = self.applicant.with_user(self.desk)
        for context in ({}, {"tracking_disable": True}, {"mail_notrack": True}):
            before = self.applicant.message_ids
            number = f"0541-7333{len(before)}"
            desk.with_context(**context).write({"street": f"Jl. Awang Long {len(before)}", "phone": number})
            self.env.flush_all()
            self.cr.precommit.run()
            self.applicant.invalidate_recordset(["message_ids"])
            tracked = (self.applicant.message_ids - before).sudo().tracking_value_ids
            self.assertIn(number, tracked.mapped("new_value_char"), context)
            self.assertTrue(any("Awang Long" in (value or "") for value in tracked.mapped("new_value_char")), context)

    def test_accounts(self):
        """The e-mail and the company of a contact with an account are not changed, which would open files to others."""
        stranger = self.other_portal_user.partner_id
        self.other_portal_user.with_user(self.other_portal_user)._update_last_login()
        for user in (self.desk, self.secretary):
            for vals in ({"email": "lain@example.com"}, {"parent_id": self.applicant.id}):
                with self.subTest(vals=vals), self.assertRaisesRegex(UserError, "has an account"):
                    stranger.with_user(user).write(vals)
            for command in (Command.link(stranger.id), Command.set(stranger.ids)):
                with (
                    # Odoo links contacts as whoever the transaction is of, which in a test is the system.
                    patch.object(self.env.transaction, "default_env", self.env(user=user.id, su=False)),
                    self.assertRaisesRegex(UserError, "has an account"),
                    self.env.cr.savepoint(),
                ):
                    self.applicant.with_user(user).write({"child_ids": [command]})
        with self.assertRaises(AccessError):
            self.application.with_user(self.other_portal_user).read(["name"])
        stranger.with_user(self.desk).write({"street": "Jl. Awang Long", "phone": "0541-733333"})

    def test_neither_merged_nor_deleted(self):
        """A contact with applications is neither merged nor deleted, by nobody."""
        twin = self.env["res.partner"].create({"name": self.applicant.name, "email": self.applicant.email})
        for user in (self.secretary, self.env.ref("base.user_admin")):
            wizard = self.env["base.partner.merge.automatic.wizard"].with_user(user).create({})
            for into in (twin, self.applicant):
                with self.assertRaisesRegex(UserError, "cannot be merged with another contact"):
                    wizard._merge((self.applicant | twin).ids, into)
            with self.assertRaisesRegex(UserError, "has applications and cannot be deleted"):
                self.applicant.with_user(user).unlink()


@tagged("post_install", "-at_install")
class TestApplicationsKeepTheirApplicant(ContactCase):
    """What an application says about its applicant is what was handed in."""

    def change_contact(self):
        """Let everything about the contact become something else, as an administrator can."""
        self.applicant.write(
            {
                "name": "PT Nama Lain",
                "street": "Jl. Lain 99",
                "city": "Bontang",
                "phone": "0548-99999",
                "email": "lain@example.com",
            }
        )
        self.env.flush_all()
        self.env.invalidate_all()

    def test_documents_say_what_was_handed_in(self):
        """Forms, letters and the portal do not follow the contact once the application was handed in."""
        application = self.bring_to(self.file(), "drafting")
        name = self.applicant.name
        self.change_contact()
        self.assertEqual(application._applicant().name, name)
        reports = self.env["ir.actions.report"].search([("model", "=", "ptsp.application"), ("ptsp_code", "!=", False)])
        self.assertGreater(len(reports), 10)
        # As if all of it had happened that the documents certify.
        application._as_procedure().write(
            {
                "invitation_number": "0001/UND",
                "invitation_date": fields.Date.today(),
                "handed_over_at": fields.Datetime.now(),
            }
        )
        asked = self.env["ptsp.request"]._as_procedure().create({"application_id": application.id, "text": "Denah?"})
        asked._send(fields.Datetime.now())
        for report in reports:
            with self.subTest(report=report.report_name):
                source, _kind = report._render_qweb_html(report.report_name, application.ids)
                for other in ("PT Nama Lain", "Jl. Lain 99", "Bontang", "0548-99999", "lain@example.com"):
                    self.assertNotIn(other, source.decode())
        self.assertNotIn("PT Nama Lain", application.sudo().letter_body or "")

    def test_a_draft_follows_its_contact(self):
        """A draft says what the contact says; from the hand-in on it is kept, with company and representative."""
        self.applicant.write({"street": "Jl. Pahlawan 1", "city": "Samarinda", "phone": "0541-1"})
        person = self.env["res.partner"].create(
            {"name": "Siti", "parent_id": self.applicant.id, "email": "s@example.com"}
        )
        draft = self.file(partner_id=person.id, is_represented=True, representative_id=self.newcomer.id)
        person.name = "Siti Aminah"
        self.assertEqual(draft._applicant().name, "Siti Aminah")
        self.assertFalse(draft.applicant_kept_at)
        draft.action_submit()
        self.newcomer.phone = "0541-2"
        self.assertEqual(draft.applicant_name, "Siti Aminah")
        self.assertEqual(draft.applicant_company, self.applicant.name)
        self.assertEqual(draft.applicant_email, "s@example.com")
        self.assertIn("Jl. Pahlawan 1", draft.applicant_address)
        self.assertEqual(draft.representative_name, "PT Pendatang")
        self.assertFalse(draft.representative_phone)
        self.assertTrue(draft.applicant_kept_at)

    def test_address_as_letters_write_it(self):
        """An address names the province and no codes of it; the country stands only with addresses abroad."""
        country, province = self.env.ref("base.id"), self.env.ref("base.state_id_ki")
        self.application.company_id.sudo().country_id = country
        self.applicant.sudo().write(
            {"street": "Jl. Pahlawan 1", "street2": False, "city": "Samarinda", "zip": "75514"}
            | {"state_id": province.id, "country_id": country.id}
        )
        draft = self.file(partner_id=self.applicant.id)
        self.assertEqual(draft._applicant().address, f"Jl. Pahlawan 1\nSamarinda 75514\n{province.name}")
        abroad = self.env["res.country"].search([("id", "!=", country.id), ("state_ids", "=", False)], limit=1)
        self.applicant.sudo().write({"state_id": False, "country_id": abroad.id})
        self.assertEqual(draft._applicant().address.splitlines()[-1], abroad.name)

    def test_handed_in_again(self):
        """What is handed in again says what the contact says then; where it was registered, with a trace."""
        self.request_correction(self.as_role(self.application, "verification"))
        self.applicant.with_user(self.desk).phone = "0541-55555"
        self.assertNotEqual(self.application.applicant_phone, "0541-55555")
        self.hand_in_correction(self.as_role(self.application, "customer_service"))
        self.as_role(self.application, "customer_service").action_complete_correction()
        self.assertEqual(self.application.applicant_phone, "0541-55555")
        change = self.application.sudo().change_ids
        self.assertEqual(
            (change.detail, change.new_value, change.user_id), ("applicant_phone", "0541-55555", self.desk)
        )

    def test_nobody_writes_it(self):
        """What the application says about its applicant is entered by nobody."""
        names = self.application._kept_fields() | {"applicant_kept_at"}
        for user in (self.users["verification"], self.desk, self.env.ref("base.user_admin")):
            for name in sorted(names):
                with self.subTest(field=name), self.assertRaises(UserError):
                    self.application.with_user(user).write({name: False})
                with self.assertRaises(UserError):
                    self.application.with_user(user).sudo().write({name: False})


@tagged("post_install", "-at_install")
class TestOwnIdentity(ContactCase, ReaderCase):
    """Applicants keep their own address, and are told that their name stays as it was registered."""

    def test_own_name(self):
        """Who has a registered application renames neither itself nor its company, and is told so in the form."""
        partner = self.portal_user.partner_id
        self.bring_to(self.file(partner_id=partner.id), "verification")
        name, company = partner.name, self.applicant.name
        for values in ({"name": "Orang Lain"}, {"company_name": "PT Lain"}):
            answer = self.enter_address(self.portal_user, **values)
            self.assertNotIn("redirectUrl", answer)
            # In the language of the account.
            refusal = "applications of this contact were registered|permohonan kontak ini sudah terdaftar"
            self.assertRegex(" ".join(answer["messages"]), refusal)
        self.env.invalidate_all()
        self.assertEqual((partner.name, self.applicant.name), (name, company))
        self.assertIn("redirectUrl", self.enter_address(self.portal_user))
        self.assertEqual(partner.street, "Jl. Awang Long 12")
