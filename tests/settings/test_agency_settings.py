"""A manager who administers nothing sets what messages ask for: PTSP, Configuration, Agency."""

import base64
import re
from io import BytesIO
from pathlib import Path

from PIL import Image

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from ..common import STAFF_ROLES, PtspCase
from ..pictures import encoded

ROOT = Path(__file__).resolve().parents[2]


@tagged("post_install", "-at_install")
class TestAgencySettings(PtspCase):
    """What the page shows and saves, for whom, and for which agency."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.service.company_id
        cls.manager = cls.users["manager"]
        cls.Page = cls.env["ptsp.agency.settings"].with_user(cls.manager)
        cls.other = cls.env["res.company"].create({"name": "Dinas Kedua"})

    def certificate(self, company, name, sealed=True):
        """Let an agency have a certificate; what is in it does not matter here."""
        key = self.env["certificate.key"].create(
            {"name": name, "company_id": company.id, "ptsp_sealed_password": "x" if sealed else False}
        )
        return self.env["certificate.certificate"].create(
            {"name": name, "company_id": company.id, "private_key_id": key.id}
        )

    def test_manager_administers_nothing(self):
        """The manager of these tests sees no settings of Odoo, and writes no agency directly."""
        self.assertFalse(self.manager.has_group("base.group_system"))
        for vals in ({"ptsp_paper": "f4"}, {"name": "Dinas Lain"}):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.company.with_user(self.manager).write(vals)

    def test_menu(self):
        """The page is where the messages say: PTSP, Configuration, Agency; only managers find it."""
        menu = self.env.ref("ptsp_exhibition.agency_settings_menu")
        self.assertEqual(menu.complete_name, "PTSP/Configuration/Agency")
        Menu = self.env["ir.ui.menu"]
        self.assertIn(menu.id, Menu.with_user(self.manager)._visible_menu_ids())
        for role in ("agency_head", "auditor"):
            self.assertNotIn(menu.id, Menu.with_user(self.users[role])._visible_menu_ids())

    def test_every_setting(self):
        """The manager reads what holds, changes it, and it holds."""
        self.company.write({"ptsp_government": "Pemerintah Kota", "ptsp_paper": "a4", "ptsp_coverage_days": 3})
        with Form(self.Page) as form:
            self.assertEqual(form.ptsp_government, "Pemerintah Kota")
            self.assertIn(self.company.name, form.address)
            self.assertTrue(form.ptsp_emblem)
            form.ptsp_government = "Pemerintah Kabupaten"
            form.ptsp_paper = "f4"
            form.ptsp_emblem = encoded(kind="PNG", colour="red")
            form.logo = encoded(kind="PNG", colour="blue")
            form.ptsp_separation_of_duties = False
            form.ptsp_attachment_limit = 7
            form.ptsp_coverage_days = 5
            form.ptsp_daily_digest = False
        form.record.action_save()
        company = self.company
        self.assertEqual(
            (company.ptsp_government, company.ptsp_paper, company.ptsp_attachment_limit, company.ptsp_coverage_days),
            ("Pemerintah Kabupaten", "f4", 7, 5),
        )
        self.assertFalse(company.ptsp_separation_of_duties or company.ptsp_daily_digest)
        for name, colour in (("ptsp_emblem", (255, 0, 0)), ("logo", (0, 0, 255))):
            stored = Image.open(BytesIO(base64.b64decode(company[name]))).convert("RGB")
            self.assertEqual(stored.getpixel((5, 5)), colour)

    def test_nothing_changed(self):
        """Saving a page on which nothing was changed changes nothing, and leaves no note."""
        fields = [*self.Page._settings(), "write_date"]
        before = self.company.read(fields)
        notes = self.company.partner_id.message_ids
        self.Page.create({}).action_save()
        self.env.invalidate_all()
        self.assertEqual(self.company.read(fields), before)
        self.assertEqual(self.company.partner_id.message_ids, notes)

    def test_note(self):
        """Who switches the separation of duties stands in the log of switches by name."""
        self.Page.create({"ptsp_separation_of_duties": False}).action_save()
        switch = self.env["ptsp.separation.switch"].search([("company_id", "=", self.company.id)], limit=1)
        self.assertEqual((switch.user_id, switch.switched_on), (self.manager, False))

    def test_nonsense(self):
        """What the agency itself refuses is refused here with the same sentence."""
        with self.assertRaisesRegex(ValidationError, "must be 0 to 30"):
            self.Page.create({"ptsp_coverage_days": 99}).action_save()
        with self.assertRaisesRegex(ValidationError, "Government is longer than 200 characters"):
            self.Page.create({"ptsp_government": "P" * 1000000}).action_save()

    def test_others(self):
        """Nobody but a manager opens or saves the page, whatever the role; nor who is no manager any more."""
        for role in (*STAFF_ROLES, "auditor"):
            with self.subTest(role=role):
                Page = self.env["ptsp.agency.settings"].with_user(self.users[role])
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    Page.create({"ptsp_paper": "f4"})
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    Page.default_get(["ptsp_paper"])
                with self.assertRaisesRegex(AccessError, "configured by its managers"), self.env.cr.savepoint():
                    Page.sudo().create({"ptsp_paper": "f4"})
        page = self.Page.create({"ptsp_paper": "f4"})
        self.manager.group_ids -= self.env.ref("ptsp_exhibition.group_manager")
        for form in (page, page.sudo()):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                form.action_save()
        self.assertEqual(self.company.ptsp_paper, "a4")

    def test_other_agency(self):
        """A manager sets the own agency only: neither a field nor the context makes the page that of another one."""
        page = self.Page.create({"company_id": self.other.id, "ptsp_paper": "f4"})
        self.assertEqual(page.company_id, self.company)
        page.write({"company_id": self.other.id})
        self.assertEqual(page.company_id, self.company)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self.Page.with_context(allowed_company_ids=self.other.ids).create({"ptsp_paper": "f4"})
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self.Page.with_context(allowed_company_ids=self.other.ids).default_get(["ptsp_government"])
        page.sudo().env.cr.execute(
            "UPDATE ptsp_agency_settings SET company_id = %s WHERE id = %s", (self.other.id, page.id)
        )
        page.invalidate_recordset()
        with self.assertRaisesRegex(AccessError, "configured by its managers"), self.env.cr.savepoint():
            page.action_save()
        self.assertEqual(self.other.ptsp_paper, "a4")

    def test_two_agencies(self):
        """Who manages two agencies sets the one in which he works."""
        self.manager.company_ids |= self.other
        Page = self.Page.with_context(allowed_company_ids=[self.other.id, self.company.id])
        Page.create({"ptsp_paper": "f4"}).action_save()
        self.assertEqual((self.other.ptsp_paper, self.company.ptsp_paper), ("f4", "a4"))

    def test_certificate(self):
        """The manager chooses how letters are signed and one of the agency's certificates by its name, no other."""
        mine = self.certificate(self.company, "Stempel Dinas")
        unsealed = self.certificate(self.company, "Lama", sealed=False)
        foreign = self.certificate(self.other, "Stempel Lain")
        choices = dict(self.Page.fields_get(["certificate"])["certificate"]["selection"])
        self.assertEqual(choices.get(str(mine.id)), "Stempel Dinas")
        self.assertFalse({str(unsealed.id), str(foreign.id)} & choices.keys())
        with Form(self.Page) as form:
            form.ptsp_signing_service = "certificate"
            form.certificate = str(mine.id)
        form.record.action_save()
        self.assertEqual((self.company.ptsp_signing_service, self.company.ptsp_certificate_id), ("certificate", mine))
        for certificate in (unsealed, foreign):
            with self.assertRaisesRegex(AccessError, "not one of this agency"), self.env.cr.savepoint():
                self.Page.create({"certificate": str(certificate.id)}).action_save()
        self.Page.create({"ptsp_signing_service": "none", "certificate": False}).action_save()
        self.assertFalse(self.company.ptsp_certificate_id)

    def test_certificates_are_not_shown(self):
        """Whoever is no manager is not told which certificates there are."""
        self.certificate(self.company, "Stempel Dinas")
        Page = self.env["ptsp.agency.settings"].with_user(self.users["agency_head"]).sudo()
        self.assertEqual(Page._selection_certificate(), [])

    def test_messages_name_the_page(self):
        """No message sends anybody to the settings of administrators."""
        place = re.compile(r"under Settings, PTSP")
        for folder in ("models", "wizard", "controllers", "report", "views"):
            for path in sorted((ROOT / folder).rglob("*.*")):
                if path.suffix in (".py", ".xml"):
                    with self.subTest(path=str(path.relative_to(ROOT))):
                        self.assertNotRegex(path.read_text(), place)
