"""The register book: numbers without gaps, whatever happens at the same time."""

from contextlib import closing
from datetime import datetime

from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ..common import PtspCase

#: Noon in Samarinda on a working day.
NOON = datetime(2026, 11, 24, 4, 0)


@tagged("post_install", "-at_install")
class TestRegister(PtspCase):
    """Numbers are given in order, without a gap, for each kind, service and year."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # A code of its own, so that what the database already holds does not count.
        cls.service = cls.service.copy({"code": "TEST-01", "sop_revision": "01", "in_force_from": "2020-01-01"})
        cls.register = cls.env["ptsp.register.entry"]

    def file(self, count=1, **values):
        return super().file(count, **{"service_id": self.service.id, **values})

    def take(self, kind, applications, moment=NOON):
        return self.register._take_numbers(kind, list(applications), moment)

    def numbers(self, kind, year=2026):
        entries = self.register.search([("kind", "=", kind), ("code", "=", "TEST-01"), ("year", "=", year)])
        return sorted(entries.mapped("number"))

    def test_in_order(self):
        """One after the other, applications get 1, 2, 3."""
        applications = self.file(3)
        names = [self.take("registration", application)[0] for application in applications]
        self.assertEqual(names, [f"000{number}/TEST-01/REG/2026" for number in (1, 2, 3)])
        self.assertEqual(self.numbers("registration"), [1, 2, 3])

    def test_batch_keeps_the_order(self):
        """Applications that are registered together get their numbers in the order in which they are given."""
        applications = self.file(5)
        shuffled = [applications[index] for index in (3, 0, 4, 1, 2)]
        self.take("registration", shuffled)
        entries = self.register.search([("application_id", "in", applications.ids)], order="number")
        self.assertEqual(list(entries.application_id), shuffled)
        self.assertEqual(entries.mapped("number"), [1, 2, 3, 4, 5])

    def test_formats(self):
        """The three kinds of numbers are printed as the agency prints them, letters with a Roman month."""
        application = self.file()
        self.assertEqual(self.take("registration", application), ["0001/TEST-01/REG/2026"])
        self.assertEqual(self.take("cover_letter", application), ["0001/TEST-01/SP/XI/2026"])
        self.assertEqual(self.take("letter", application), ["503/0001/TEST-01/DPMPTSP/XI/2026"])

    def test_kinds_are_counted_apart(self):
        """Registrations do not use up the numbers of the letters."""
        self.take("registration", self.file(4))
        self.take("letter", self.file(2))
        self.assertEqual(self.numbers("registration"), [1, 2, 3, 4])
        self.assertEqual(self.numbers("letter"), [1, 2])

    def test_services_are_counted_apart(self):
        """Each service has its own page, also where one call gives numbers of several."""
        other = self.service.copy({"code": "TEST-02", "sop_revision": "01", "in_force_from": "2020-01-01"})
        mine, theirs = self.file(2), self.file(2, service_id=other.id)
        names = self.take("registration", [mine[0], theirs[0], mine[1], theirs[1]])
        self.assertEqual(
            names,
            [
                "0001/TEST-01/REG/2026",
                "0001/TEST-02/REG/2026",
                "0002/TEST-01/REG/2026",
                "0002/TEST-02/REG/2026",
            ],
        )

    def test_revisions_share_the_code(self):
        """A new SOP revision of a service goes on with the numbers of the one before."""
        before = self.file(2)
        revision = self.service.copy({"sop_revision": "02", "in_force_from": "2020-02-01"})
        self.assertEqual(revision.code, self.service.code)
        after = self.file(2, service_id=revision.id)
        self.take("registration", before[0])
        self.take("registration", after[0])
        # Both revisions in one call share one page as well.
        self.take("registration", [before[1], after[1]])
        self.assertEqual(self.numbers("registration"), [1, 2, 3, 4])

    def test_revision_with_another_format(self):
        """A revision may print its numbers differently; they are counted on all the same."""
        before = self.file()
        revision = self.service.copy(
            {"sop_revision": "02", "in_force_from": "2020-02-01", "registration_format": "{code}.{number:03d}.{year}"}
        )
        names = self.take("registration", [*before, *self.file(service_id=revision.id)])
        self.assertEqual(names, ["0001/TEST-01/REG/2026", "TEST-01.002.2026"])

    def test_agencies_are_counted_apart(self):
        """Two agencies in one database may give the same number, each in its own register."""
        company = self.env["res.company"].create({"name": "DPMPTSP Kota Samarinda"})
        self.take("registration", self.file())
        theirs = self.service.copy({"sop_revision": "01", "in_force_from": "2020-01-01", "company_id": company.id})
        self.env.user.company_ids += company
        self.users["information"].company_ids += company
        application = (
            self.env["ptsp.application"]
            .with_user(self.users["information"])
            .with_company(company)
            .create(self.application_vals(service_id=theirs.id, company_id=company.id))
        )
        self.assertEqual(self.take("registration", application), ["0001/TEST-01/REG/2026"])

    def test_year_begins_at_one(self):
        """The first number of a year is 1, and the year is the agency's: at 00:30 in Samarinda it has begun."""
        self.take("registration", self.file(2), datetime(2026, 12, 31, 15, 59, 59))
        self.assertEqual(
            self.take("registration", self.file(2), datetime(2026, 12, 31, 16, 30)),
            ["0001/TEST-01/REG/2027", "0002/TEST-01/REG/2027"],
        )
        self.assertEqual(self.numbers("registration", 2026), [1, 2])
        self.assertEqual(self.numbers("registration", 2027), [1, 2])

    def test_month_is_the_agencys(self):
        """A letter that is numbered in the first hours of a month bears that month."""
        self.assertEqual(
            self.take("letter", self.file(), datetime(2026, 11, 30, 16, 30)), ["503/0001/TEST-01/DPMPTSP/XII/2026"]
        )

    def test_rollback_gives_the_number_back(self):
        """A transaction that fails leaves no gap: the next application gets the number."""
        self.take("registration", self.file())
        application = self.file()
        with closing(self.cr.savepoint()):
            self.assertEqual(self.take("registration", application), ["0002/TEST-01/REG/2026"])
        self.assertEqual(self.take("registration", self.file()), ["0002/TEST-01/REG/2026"])

    def test_refused_registration_takes_no_number(self):
        """One bad application among several stops them all, and no number is used up."""
        applications = self.bring_to(self.file(3), "registration")
        records = self.as_role(applications, "registration")
        records[:2].action_mark_checklist_ok()
        with self.assertRaises(UserError), self.cr.savepoint():
            records.action_register()
        self.assertFalse(self.register.search_count([("code", "=", "TEST-01")]))
        self.assertFalse(any(applications.mapped("registration_number")))

    def test_cancelled_application_keeps_its_number(self):
        """The number of a cancelled application stays used."""
        first = self.bring_to(self.file(), "verification")
        number = first.registration_number
        self.cancel(self.as_role(first, "customer_service"))
        self.assertEqual(first.registration_number, number)
        second = self.bring_to(self.file(), "verification")
        self.assertEqual(second.registration_number[:4], "0002")

    def test_number_is_unique(self):
        """The database itself refuses the same number twice."""
        application = self.file()
        self.take("registration", application)
        entry = self.register.search([("application_id", "=", application.id)])
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.cr.savepoint():
            entry._as_procedure().create(
                {
                    "name": "another",
                    "application_id": application.id,
                    **{name: entry[name] for name in ("kind", "code", "year", "number")},
                    "company_id": entry.company_id.id,
                }
            )

    def test_formats_that_collide(self):
        """Where the formats of two services print the same number, the second application is refused it."""
        self.bring_to(self.file(), "verification")
        other = self.service.copy(
            {
                "code": "TEST-02",
                "sop_revision": "01",
                "in_force_from": "2020-01-01",
                "registration_format": "{number:04d}/TEST-01/REG/{year}",
            }
        )
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.cr.savepoint():
            self.bring_to(self.file(service_id=other.id), "verification")

    def test_registration_number_of_applications_is_unique(self):
        """Two applications cannot bear one registration number, whoever writes it."""
        first, second = self.file(2)
        first._as_procedure().write({"registration_number": "0009/TEST-01/REG/2026"})
        first.flush_recordset()
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.cr.savepoint():
            second._as_procedure().write({"registration_number": "0009/TEST-01/REG/2026"})
            second.flush_recordset()

    def test_entries_stay(self):
        """A number that was given can be neither changed, nor deleted, nor copied, nor entered by hand."""
        application = self.file()
        self.take("registration", application)
        entry = self.register.search([("application_id", "=", application.id)])
        for refused in (
            entry.unlink,
            entry.copy,
            lambda: entry.write({"number": 7}),
            lambda: entry.create({"name": "x", "kind": "letter", "code": "x", "year": 2026, "number": 1}),
        ):
            with self.subTest(refused), self.assertRaises(UserError):
                refused()

    def test_numbers_of_the_procedure(self):
        """Registration, cover letter and letter get their numbers on the way, each application its own."""
        with freeze_time(NOON):
            applications = self.bring_to(self.file(2), "done", technical=True)
        self.assertEqual(self.numbers("registration"), [1, 2])
        self.assertEqual(self.numbers("cover_letter"), [1, 2])
        self.assertEqual(self.numbers("letter"), [1, 2])
        self.assertEqual(
            applications.mapped("letter_number"),
            ["503/0001/TEST-01/DPMPTSP/XI/2026", "503/0002/TEST-01/DPMPTSP/XI/2026"],
        )
