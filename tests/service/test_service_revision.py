"""Revisions of the SOP: the next one is prepared, comes into force, and leaves open applications alone."""

from datetime import timedelta

from psycopg2 import IntegrityError
from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestServiceRevision(PtspCase):
    """A manager prepares a revision as a copy; from a day on, new applications are filed under it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service = cls.service.with_user(cls.users["manager"])
        cls.today = cls.service._today()

    def revise(self, day=None, **values):
        """Return the next revision, in force from ``day`` on."""
        revision = self.env["ptsp.service"].browse(self.service.action_new_revision()["res_id"])
        revision.write({"in_force_from": day, **values})
        return revision.with_user(self.users["manager"])

    # Preparing

    def test_new_revision(self):
        """The next revision has the next number, the same papers and steps of its own, and is not in force yet."""
        revision = self.revise()
        self.assertEqual(revision.sop_revision, "04")
        self.assertEqual(revision.code, "PAR-05")
        self.assertFalse(revision.in_force_from or revision.in_force)
        self.assertEqual(revision.requirement_ids.mapped("name"), self.service.requirement_ids.mapped("name"))
        self.assertEqual(revision.step_ids.mapped("norm_max"), self.service.step_ids.mapped("norm_max"))
        self.assertEqual(revision.step_ids.mapped("state"), self.service.step_ids.mapped("state"))
        self.assertEqual(len(revision.step_ids), 17)
        self.assertFalse(revision.requirement_ids & self.service.requirement_ids)
        self.assertFalse(revision.step_ids & self.service.step_ids)
        self.assertEqual(revision.letter_template_recommended, self.service.letter_template_recommended)
        self.assertFalse(revision.application_ids)
        self.assertEqual(self.revise().sop_revision, "05")

    def test_clock_of_the_agency(self):
        """What concerns no single service goes by the hours of the revision in force, not by those of a draft."""
        company, clock = self.service.company_id, self.service.calendar_id
        self.assertEqual(company._ptsp_calendar(), clock)
        abroad = clock.sudo().copy({"tz": "America/Anchorage"})
        draft = self.revise(calendar_id=abroad.id)
        self.assertEqual(company._ptsp_calendar(), clock)
        with freeze_time("2026-06-30 17:00:00"):
            self.assertEqual(str(company._ptsp_today()), "2026-07-01")
        self.assertEqual(str(company._ptsp_semester_span("2026-II")[0]), "2026-06-30 16:00:00")
        draft.in_force_from = self.today
        self.assertEqual(company._ptsp_calendar(), abroad)
        self.assertEqual(str(company._ptsp_semester_span("2026-II")[0]), "2026-07-01 08:00:00")

    def test_indonesian_names_are_copied(self):
        """The next revision speaks Indonesian as well."""
        self.env["res.lang"]._activate_lang("en_US")
        self.service.requirement_ids[0].with_context(lang="id_ID").name = "Fotokopi KTP"
        revision = self.revise()
        self.assertEqual(revision.requirement_ids[0].with_context(lang="id_ID").name, "Fotokopi KTP")
        self.assertNotEqual(revision.requirement_ids[0].with_context(lang="en_US").name, "Fotokopi KTP")

    def test_filing_only_under_what_is_in_force(self):
        """Nobody files under a revision that is still being prepared, nor under one that has been replaced."""
        prepared = self.revise()
        with self.assertRaisesRegex(UserError, "not in force today"), self.env.cr.savepoint():
            self.file(service_id=prepared.id)
        prepared.in_force_from = self.today
        with self.assertRaisesRegex(UserError, "not in force today"), self.env.cr.savepoint():
            self.file(service_id=self.service.id)

    def test_revision_without_a_figure(self):
        """A revision that is named otherwise does not stop the counting."""
        self.service.sop_revision = "III-a"
        self.assertEqual(self.revise().sop_revision, "01")

    @mute_logger("odoo.sql_db")
    def test_same_revision_twice(self):
        """A service has each revision once."""
        with self.assertRaises(UniqueViolation) as caught, self.env.cr.savepoint():
            self.service.copy({"sop_revision": "03"})
        message = self.env["ptsp.service"]._sql_error_to_message(caught.exception)
        self.assertIn("already has an SOP revision of that number", message)

    def test_only_the_manager_revises(self):
        """Nobody but the manager prepares a revision."""
        for role in ("customer_service", "agency_head", "auditor"):
            with self.subTest(role=role), self.assertRaises(UserError):
                self.service.with_user(self.users[role]).action_new_revision()

    # In force

    def test_in_force_from_a_day_on(self):
        """From its day on, a revision is the one under which applications are filed."""
        revision = self.revise(self.today)
        self.assertTrue(revision.in_force)
        self.assertFalse(self.service.in_force)
        self.assertEqual(self.file().service_id, revision)

    def test_not_in_force_yet(self):
        """A revision that comes into force tomorrow, or at no known day, changes nothing today."""
        for day in (self.today + timedelta(days=1), False):
            revision = self.revise(day)
            self.assertFalse(revision.in_force)
            self.assertTrue(self.service.in_force)
            self.assertEqual(self.file().service_id.id, self.service.id)

    def test_latest_of_several(self):
        """Of several revisions in force, the latest counts."""
        older = self.revise(self.today - timedelta(days=9))
        newer = self.revise(self.today - timedelta(days=1))
        (older + newer + self.service).invalidate_recordset(["in_force"])
        self.assertEqual((older + newer + self.service).mapped("in_force"), [False, True, False])

    def test_archived_revision(self):
        """A revision that was archived is not in force; the one before is again."""
        revision = self.revise(self.today)
        revision.active = False
        revision.invalidate_recordset(["in_force"])
        self.assertFalse(revision.in_force)
        self.assertEqual(self.file().service_id.id, self.service.id)

    def test_search_in_force(self):
        """Searching finds what is in force, and what is not."""
        revision = self.revise(self.today)
        Service = self.env["ptsp.service"]
        among = [("id", "in", (self.service + revision).ids)]
        self.assertEqual(Service.search([*among, ("in_force", "=", True)]), revision)
        self.assertEqual(Service.search([*among, ("in_force", "=", False)]), self.service)
        self.assertEqual(Service.search_count([*among, ("in_force", "!=", True)]), 1)
        self.assertEqual(Service.search_count([*among, ("in_force", "in", [True, False])]), 2)

    # Open applications

    def test_open_applications_stay(self):
        """An open application keeps its revision, its papers and its norms."""
        before = self.bring_to(self.file(), "cs_check")
        revision = self.revise(self.today, sla_days=5)
        self.env["ptsp.requirement"].create({"service_id": revision.id, "name": "Izin keramaian"})
        revision.step_ids.write({"norm_min": 0, "norm_max": 99})
        after = self.file()
        self.assertEqual((before.service_id.id, after.service_id), (self.service.id, revision))
        self.assertEqual((len(before.checklist_ids), len(after.checklist_ids)), (7, 8))
        self.accept(self.as_role(before, "customer_service"))
        self.register(self.as_role(before, "registration"))
        line = before.sudo().control_ids[-1]
        self.assertEqual(line.step_id.service_id.id, self.service.id)
        self.assertNotEqual(line.norm_minutes, 99)
        self.bring_to(after, "verification")
        self.assertEqual(after.sudo().control_ids[-1].norm_minutes, 99)
        self.assertGreater(after.deadline, before.deadline)

    def test_no_application_changes_its_revision(self):
        """Nobody moves an application to another revision."""
        draft = self.file()
        revision = self.revise(self.today)
        with self.assertRaisesRegex(UserError, "stays under the service"):
            draft.service_id = revision

    @mute_logger("odoo.sql_db")
    def test_revision_with_applications_stays(self):
        """A revision under which applications were filed cannot be deleted, nor a paper that was asked for."""
        self.file()
        self.env.flush_all()
        for records, error in ((self.service, IntegrityError), (self.service.requirement_ids, UserError)):
            with self.subTest(model=records._name), self.assertRaises(error), self.env.cr.savepoint():
                records.unlink()

    # Numbering

    def test_numbering_goes_on(self):
        """The revisions of one service share its numbering."""
        first = self.bring_to(self.file(), "verification")
        self.revise(self.today)
        second = self.bring_to(self.file(), "verification")
        self.assertNotEqual(first.service_id, second.service_id)
        numbers = [int(application.registration_number.split("/")[0]) for application in (first, second)]
        self.assertEqual(numbers[1], numbers[0] + 1)

    def test_another_service_counts_for_itself(self):
        """Another service has a numbering of its own."""
        self.bring_to(self.file(), "verification")
        other = self.service.copy({"code": "PAR-09", "in_force_from": self.today})
        application = self.bring_to(self.file(service_id=other.id), "verification")
        self.assertRegex(application.registration_number, r"^0001/PAR-09/REG/\d{4}$")

    def test_new_format(self):
        """A revision may write its numbers otherwise; the counting goes on."""
        first = self.bring_to(self.file(), "verification")
        self.revise(self.today, registration_format="REG-{year}-{month:02d}-{number:05d}")
        second = self.bring_to(self.file(), "verification")
        self.assertRegex(second.registration_number, r"^REG-\d{4}-\d\d-\d{5}$")
        self.assertEqual(int(second.registration_number[-5:]), int(first.registration_number[:4]) + 1)

    # What cannot be right

    def test_bad_formats(self):
        """A number format that is not understood, or gives the same number twice, is refused with a clear message."""
        for text, message in (
            ("{number:04d}/{kode}/{year}", r"unknown placeholder: kode\. Use only \{number\}"),
            ("{number:04d}/{year.__class__}", "unknown placeholder"),
            ("{number!r}/{year}", "unknown placeholder"),
            ("{0}/{number}/{year}", "unknown placeholder: 0"),
            ("{}/{number}/{year}", "unknown placeholder"),
            ("{number:04d}/{year", "unknown placeholder"),
            ("{number:9999999d}/{year}", "unknown placeholder"),
            ("503/{code}/{year}", r"must contain \{number\}"),
            ("{number:04d}/{code}", r"must contain \{year\}"),
            ("503", r"must contain \{number\}, \{year\}"),
        ):
            for name, label in (
                ("registration_format", "Registration Number"),
                ("cover_letter_format", "Cover Letter Number"),
                ("letter_format", "Letter Number"),
            ):
                with (
                    self.subTest(format=text, field=name),
                    self.assertRaisesRegex(ValidationError, f"^{label} .*{message}"),
                    self.env.cr.savepoint(),
                ):
                    self.service.write({name: text})

    def test_calendar_without_hours(self):
        """A calendar without service hours promises nothing."""
        calendar = self.env["resource.calendar"].create({"name": "Kosong", "attendance_ids": False})
        calendar.attendance_ids.unlink()
        with self.assertRaisesRegex(ValidationError, "The calendar Kosong has no service hours"):
            self.service.calendar_id = calendar

    def test_calendar_that_loses_its_hours(self):
        """A calendar whose hours were all deleted past Odoo stops nothing silently: the message says what to do."""
        application = self.bring_to(self.file(), "registration")
        registration = self.as_role(application, "registration")
        registration.action_mark_checklist_ok()
        self.delete_hours(self.service.calendar_id)
        message = "has no service hours after .*Enter them under Configuration"
        with self.assertRaisesRegex(UserError, message), self.env.cr.savepoint():
            registration.action_register()
        self.assertEqual(application.state, "registration")

    @mute_logger("odoo.sql_db")
    def test_promises_are_possible(self):
        """A promise is at least one day; the share of it after which it is at risk is a share."""
        for vals in ({"sla_days": 0}, {"sla_days": -1}, {"at_risk_percent": 0}, {"at_risk_percent": 101}):
            with self.subTest(vals=vals), self.assertRaises(CheckViolation), self.env.cr.savepoint():
                self.service.write(vals)
                self.env.flush_all()
