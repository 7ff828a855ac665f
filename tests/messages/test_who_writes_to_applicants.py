"""Any officer who reads a file writes to its applicant; nobody else does, and to nobody else."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..common import OVERSIGHT_ROLES, STAFF_ROLES, PtspCase, groups_of


@tagged("post_install", "-at_install")
class TestWhoWritesToApplicants(PtspCase):
    """Out of turn, too; but not who oversees, and not who is at an OPD."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "technical")
        cls.stranger = cls.env["res.partner"].create({"name": "Wartawan", "email": "pers@example.com"})

    def write_as(self, user, partners=None, **values):
        """Write to the applicant as a user does in the chatter."""
        return self.application.with_user(user).message_post(  # pylint: disable=unknown-option-value,translation-required
            **{
                "body": "Mohon datang",
                "message_type": "comment",
                "subtype_xmlid": "mail.mt_comment",
                "partner_ids": (partners or self.applicant).ids,
                **values,
            }
        )

    def test_officers(self):
        """Each role of the agency writes; the applicant gets it by e-mail with the way to the page."""
        for role in STAFF_ROLES:
            if role == "technical":
                continue
            with self.subTest(role=role), self.undone():
                message = self.write_as(self.users[role])
                self.assertEqual(self.application.sudo().conversation_ids.message_id, message)
                self.assertEqual(message.notification_ids.res_partner_id, self.applicant)
                mail = self.env["mail.mail"].search([("mail_message_id", "=", message.id)])
                self.assertIn(f"/my/applications/{self.application.id}", mail.body_html)

    def test_others(self):
        """Neither auditor nor manager, nor a member of an OPD, nor an applicant writes so, by whatever method."""
        for role in (*OVERSIGHT_ROLES, "technical"):
            for partners in (self.applicant, self.portal_user.partner_id, self.env["res.partner"]):
                with self.subTest(role=role), self.undone(), self.assertRaises(UserError):
                    self.write_as(self.users[role], partners or self.users["pickup"].partner_id)
        for user in (self.portal_user, self.other_portal_user, self.other_opd_user):
            with self.subTest(user=user.login), self.undone(), self.assertRaises(AccessError):
                self.write_as(user)

    def test_to_the_applicant_only(self):
        """Out of turn an officer writes to the applicant's people, and to nobody else outside."""
        officer = self.users["section_head"]
        self.write_as(officer, self.portal_user.partner_id)
        for partners in (self.stranger, self.applicant | self.stranger, self.other_portal_user.partner_id):
            with self.subTest(partners=partners.mapped("name")), self.undone(), self.assertRaises(AccessError):
                self.write_as(officer, partners)

    def test_in_the_own_name(self):
        """Out of turn nobody writes in the name of somebody else."""
        with self.undone(), self.assertRaises(AccessError):
            self.write_as(self.users["section_head"], author_id=self.users["agency_head"].partner_id.id)

    def test_whom_nobody_named(self):
        """The applicant is told although the officer names nobody; who wrote last gets the answer as well."""
        colleague = self.users["pickup"].partner_id
        message = self.write_as(self.users["section_head"], colleague)
        self.assertEqual(message.partner_ids, colleague | self.applicant)
        self.as_role(self.application, "applicant").action_write_message("Kapan?")
        message = self.write_as(self.users["section_head"], colleague)
        self.assertEqual(message.partner_ids, colleague | self.applicant | self.portal_user.partner_id)

    def test_another_agency(self):
        """An officer of another agency reads nothing here and writes nothing."""
        agency = self.env["res.company"].create({"name": "Dinas Lain"})
        officer = new_test_user(
            self.env,
            "test_elsewhere",
            groups_of("customer_service"),
            company_id=agency.id,
            company_ids=[Command.set(agency.ids)],
        )
        with self.assertRaises(AccessError):
            self.write_as(officer)
