"""Initials are entered and struck out by the procedure only, and read by those who read the letter."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestLetterInitials(PtspCase):
    """Each initial is a record of its own: revision, role, officer, when, and whether it was struck out."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "agency_approval")
        cls.env.flush_all()
        cls.env.invalidate_all()
        cls.initials = cls.application.sudo().initial_ids

    def test_of_the_heads(self):
        """Section head and division head have initialled the first revision, and nobody acted for them."""
        for role, initial in zip(("section_head", "division_head"), self.initials, strict=True):
            self.assertEqual((initial.role, initial.user_id, initial.revision), (role, self.users[role], 1))
            self.assertTrue(initial.initialled_at)
            self.assertFalse(initial.struck_at or initial.deputation_id)

    def test_struck_out(self):
        """When the draft goes back, each initial says when it was struck out, and nothing else changes."""
        before = self.initials.read(["role", "user_id", "revision", "initialled_at"])
        self.as_role(self.application, "agency_head").action_agency_return("Periksa kembali")
        self.assertTrue(all(self.initials.mapped("struck_at")))
        self.assertEqual(self.initials.read(["role", "user_id", "revision", "initialled_at"]), before)

    def test_many_at_once(self):
        """Heads initial many letters at once, each in its own revision."""
        applications = self.bring_to(self.file(3), "section_review")
        self.as_role(applications[0], "section_head").action_section_return("Perbaiki")
        self.submit_draft(self.as_role(applications[0], "processing"))
        self.section_approve(self.as_role(applications, "section_head"))
        self.assertEqual(applications.sudo().initial_ids.mapped("revision"), [2, 1, 1])

    def test_unchangeable(self):
        """Nobody changes, adds, copies, strikes out or deletes an initial, not even the superuser."""
        initial = self.initials[0]
        values = {"application_id": self.application.id, "revision": 1, "role": "section_head", "user_id": self.env.uid}
        for attempt in (
            lambda: initial.write({"user_id": self.users["registry"].id}),
            lambda: initial.sudo().write({"struck_at": "2026-01-01 00:00:00"}),
            lambda: initial.sudo().copy(),
            lambda: initial.sudo().unlink(),
            lambda: initial.sudo().create({**values, "initialled_at": "2026-01-01 00:00:00"}),
            lambda: self.application.sudo().write({"initial_ids": [(5, 0, 0)]}),
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                attempt()

    def test_one_counts_for_each_role(self):
        """The database keeps two initials of one role from counting at once."""
        again = {
            "application_id": self.application.id,
            "revision": 1,
            "role": "section_head",
            "user_id": self.users["section_head"].id,
            "initialled_at": "2026-01-01 00:00:00",
        }
        with self.assertRaisesRegex(IntegrityError, "role_unique"), mute_logger("odoo.sql_db"):
            self.initials._as_procedure().create(again)

    def test_who_reads(self):
        """Officers and auditors of the agency read them; applicants, OPD and officers of another agency do not."""
        self.assertEqual(len(self.initials.with_user(self.users["auditor"]).mapped("role")), 2)
        other = self.env["res.company"].create({"name": "Kabupaten lain"})
        stranger = new_test_user(
            self.env,
            "test_other_agency",
            "base.group_user,ptsp_exhibition.group_section_head",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        for user in (self.portal_user, self.users["technical"], stranger):
            for records in (self.initials, self.application.sudo().revision_ids):
                with self.assertRaises(AccessError):
                    records.with_user(user).mapped("user_id")
        self.assertFalse(self.env["ptsp.letter.initial"].with_user(stranger).search([]))
        self.assertFalse(self.env["ptsp.letter.revision"].with_user(stranger).search([]))

    def test_on_the_form(self):
        """The form lists them on the page of the letter."""
        arch = self.application.with_user(self.users["agency_head"]).get_view(view_type="form")["arch"]
        for name in ("revision", "role", "user_id", "initialled_at", "struck_at"):
            self.assertRegex(arch, rf'name="initial_ids".*?<field name="{name}".*?</list>'.replace(".*?", r"[\s\S]*?"))
        self.assertNotIn("section_initial", arch)

    def test_on_the_verification_copy(self):
        """The verification copy names who wrote and who initialled the current revision, in the order of the SOP."""
        self.as_role(self.application, "agency_head").action_agency_return("Periksa kembali")
        self.assertEqual([line[1].id for line in self.application.sudo()._letter_initials()][1:], [False, False])
        self.section_approve(self.as_role(self.application, "section_head"))
        self.division_approve(self.as_role(self.application, "division_head"))
        lines = self.application.sudo()._letter_initials()
        self.assertEqual([line[0] for line in lines], ["Pemrosesan", "Kepala Seksi", "Kepala Bidang"])
        self.assertEqual(
            [line[1] for line in lines], [self.users[role] for role in ("processing", "section_head", "division_head")]
        )
        self.assertTrue(all(line[2] for line in lines))
