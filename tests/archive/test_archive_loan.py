"""Files are lent and come back; who is late is asked for them."""

from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common_archive import ArchiveCase


@tagged("post_install", "-at_install")
class TestArchiveLoan(ArchiveCase):
    """To an officer, to a member of an OPD, or to somebody without an account."""

    def setUp(self):
        super().setUp()
        self.Loan = self.env["ptsp.archive.loan"].with_user(self.users["registry"])
        self.today = fields.Date.today()

    def lend(self, **values):
        """Lend the file."""
        return self.Loan.create(
            {
                "record_id": self.record.id,
                "borrower_name": "Siti, Dinas Perhubungan",
                "purpose": "Perkara",
                "due_on": self.today + timedelta(days=7),
                **values,
            }
        )

    def test_there_and_back(self):
        """A file is out once at a time; both ways are written down."""
        loan = self.lend(agency_id=self.agency.id)
        self.assertEqual(loan.lent_by_id, self.users["registry"])
        self.assertTrue(self.record.is_lent)
        with self.assertRaisesRegex(UserError, "is lent to Siti"), self.env.cr.savepoint():
            self.lend()
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
            loan._as_procedure().create({**loan.copy_data()[0], "lent_by_id": self.env.uid})
        loan.action_return()
        self.assertFalse(self.record.is_lent)
        self.assertEqual(self.record.history_ids.mapped("kind"), ["returned", "lent", "filed"])
        with self.assertRaisesRegex(UserError, "back already"):
            loan.action_return()
        self.lend(borrower_name=False, borrower_id=self.users["technical"].id)

    def test_refused(self):
        """One borrower, a day to come, and nobody but the registry."""
        for values in (
            {"borrower_name": " "},
            {"borrower_id": self.users["auditor"].id},
            {"due_on": self.today - timedelta(days=2)},
            {"lent_at": fields.Datetime.now()},
            {"borrower_name": False, "borrower_id": self.portal_user.id},
        ):
            with self.subTest(values=values), self.assertRaises(UserError), self.env.cr.savepoint():
                self.lend(**values)
        for role in ("pickup", "agency_head", "auditor", "manager", "technical"):
            with self.subTest(role=role), self.assertRaises(AccessError), self.env.cr.savepoint():
                self.Loan = self.Loan.with_user(self.users[role])
                self.lend()
        self.Loan = self.Loan.with_user(self.users["registry"])
        loan = self.lend()
        for vals in ({"purpose": "Lain"}, {"returned_at": fields.Datetime.now()}, {"record_id": self.record.id}):
            with self.subTest(vals=vals), self.assertRaises(UserError), self.env.cr.savepoint():
                loan.write(vals)
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            loan.due_on = self.today - timedelta(days=2)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            loan.unlink()

    def test_overdue(self):
        """Who has lent a file that is late has one to-do, until it is back or the day is moved."""
        loan = self.lend()
        company = self.record.company_id
        kind = self.env.ref("ptsp_exhibition.activity_type_loan")

        def to_dos():
            return self.env["mail.activity"].search([("activity_type_id", "=", kind.id)])

        self.Loan.sudo()._remind(company)
        self.assertFalse(to_dos())
        with freeze_time(self.today + timedelta(days=9)):
            self.env.invalidate_all()
            for _time in range(2):
                self.Loan.sudo()._remind(company)
            self.assertEqual(to_dos().user_id, self.users["registry"])
            loan.due_on = self.today + timedelta(days=20)
            self.assertFalse(to_dos())
        with freeze_time(self.today + timedelta(days=30)):
            self.env.invalidate_all()
            self.Loan.sudo()._remind(company)
            self.assertTrue(to_dos())
            loan.action_return()
            self.assertFalse(to_dos())
