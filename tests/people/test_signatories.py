"""Who signs, and under which letterhead: without either, no letter is issued and nothing is used up."""

from datetime import date, timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestSignatories(PtspCase):
    """A signatory is in office for a period; the letterhead has both logos."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Signatory = cls.env["ptsp.signatory"].with_user(cls.users["manager"])
        cls.seeded = cls.env.ref("ptsp_exhibition.signatory_agency_head")
        cls.head = cls.users["agency_head"]

    def in_office(self, day):
        return self.env["ptsp.signatory"]._in_office(self.env.company, day, self.head)

    def test_period(self):
        """An official signs from the first to the last day, both included."""
        self.seeded.unlink()
        entry = self.Signatory.create(
            {"user_id": self.head.id, "title": "Kepala", "date_from": "2026-03-02", "date_to": "2026-03-31"}
        )
        days = {date(2026, 3, 1): False, date(2026, 3, 2): True, date(2026, 3, 31): True, date(2026, 4, 1): False}
        self.assertEqual({day: self.in_office(day) == entry for day in days}, days)

    def test_own_entry_goes_first(self):
        """An entry with the user's name goes before one that holds for every agency head."""
        self.assertEqual(self.in_office(fields.Date.today()), self.seeded)
        own = self.Signatory.create({"user_id": self.head.id, "title": "Kepala", "date_from": fields.Date.today()})
        self.assertEqual(self.in_office(fields.Date.today()), own)
        self.assertEqual(self.in_office(fields.Date.today() - timedelta(days=1)), self.seeded)

    def test_letters_that_nobody_signed_here(self):
        """Cover letters and invitations name whoever is in office, also where the entry belongs to one officer."""
        today = fields.Date.today()
        self.seeded.unlink()
        own = self.Signatory.create(
            {"user_id": self.head.id, "title": "Kepala", "date_from": today - timedelta(days=9)}
        )
        self.assertEqual(self.file()._document_signatory(today), own)
        acting = self.Signatory.create({"title": "Kepala", "capacity": "plh", "date_from": today - timedelta(days=1)})
        self.assertEqual(self.file()._document_signatory(today), acting)

    def test_name_of_the_only_head(self):
        """Where the entry names nobody, these papers name the only agency head, with rank and NIP of the entry."""
        self.assertEqual(self.seeded._sole_head(), self.head)
        self.seeded.date_to = fields.Date.today() - timedelta(days=1)
        self.assertFalse(self.seeded._sole_head())
        self.seeded.date_to = False
        self.users["auditor"].group_ids |= self.env.ref("ptsp_exhibition.group_agency_head")
        self.assertFalse(self.seeded._sole_head())
        self.assertFalse(self.seeded.browse()._sole_head())

    def test_nobody_in_office(self):
        """Without an entry for that day nothing is signed, and the message says where to enter one."""
        application = self.bring_to(self.file(), "agency_approval")
        self.seeded.date_to = fields.Date.today() - timedelta(days=2)
        self.assert_refused(
            self.as_role(application, "agency_head"),
            "sign",
            "is no signatory .* under PTSP, Configuration, Signatories",
        )
        self.seeded.date_to = False
        self.as_role(application, "agency_head").action_sign()
        self.assertEqual(application.sudo().signatory_office_id, self.seeded)

    @freeze_time("2026-03-31 17:00")
    def test_day_is_the_agencys(self):
        """In office is judged by the agency's date: at one o'clock in Samarinda it is the next day."""
        application = self.bring_to(self.file(date_start="2026-05-01", date_end="2026-05-02"), "agency_approval")
        self.seeded.date_to = "2026-03-31"
        self.assert_refused(self.as_role(application, "agency_head"), "sign", "is no signatory")

    def test_signed_as_is_kept(self):
        """The entry under which a letter was signed is not deleted."""
        self.bring_to(self.file(), "numbering")
        with self.assertRaises(Exception), self.env.cr.savepoint():  # noqa: B017 the database refuses it
            self.seeded.unlink()

    def test_bad_entries(self):
        """Two entries for one day, an end before the beginning or a NIP of another length are refused."""
        today = fields.Date.today()
        with self.assertRaisesRegex(ValidationError, "twice for the same days"), self.env.cr.savepoint():
            self.Signatory.create({"title": "Kepala", "date_from": today})
        with self.assertRaisesRegex(ValidationError, "18 digits"), self.env.cr.savepoint():
            self.Signatory.create(
                {"title": "Kepala", "user_id": self.head.id, "date_from": today, "employee_number": "1968"}
            )
        self.assertTrue(self.Signatory.create({"title": "Kepala", "user_id": self.head.id, "date_from": today}))

    def test_who_enters_them(self):
        """Managers enter signatories; officers only read them."""
        for role in ("agency_head", "registry", "auditor"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.seeded.with_user(self.users[role]).title = "Raja"
        self.assertEqual(self.seeded.with_user(self.users["auditor"]).title, "Kepala Dinas")

    # The letterhead

    def test_missing_logo(self):
        """A letter is not numbered under a letterhead without its logos; the message says where to upload them."""
        application = self.as_role(self.bring_to(self.file(), "numbering"), "registry")
        company = self.env.company
        for name, label in (("ptsp_emblem", "the regional emblem"), ("logo", "the logo of the agency")):
            picture = company[name]
            company[name] = False
            with self.subTest(missing=name):
                self.assert_refused(application, "number", f"lacks {label}. .* under PTSP, Configuration, Agency")
            company[name] = picture
        application.action_number()
        self.assertEqual(application.state, "final_check")

    def test_new_agency(self):
        """A new agency begins with the neutral emblem and A4."""
        company = self.env["res.company"].create({"name": "Dinas Lain"})
        self.assertTrue(company.ptsp_emblem)
        self.assertEqual(company.ptsp_paper, "a4")

    def test_who_sees_no_letterhead(self):
        """The letterhead is refused in one sentence, not with a trace."""
        self.env.company.ptsp_emblem = False
        with self.assertRaises(UserError):
            self.env.company._ptsp_check_letterhead()
