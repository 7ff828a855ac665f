"""Closed applications come into the archive by themselves, and only the registry keeps them there."""

from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ..common import OVERSIGHT_ROLES, STAFF_ROLES
from .common_archive import HEADS, KEEPERS, SCANNERS, TAKERS, ArchiveCase


@tagged("post_install", "-at_install")
class TestArchiveRecord(ArchiveCase):
    """Who sees and keeps files of the archive, and how they come there."""

    def test_each_ending(self):
        """Whatever was handed over, cancelled or withdrawn has one file, what is still under way has none."""
        cancelled = self.bring_to(self.file(), "cancelled")
        going = self.bring_to(self.file(), "verification")
        records = self.take_in(self.done | cancelled | going)
        self.assertEqual(records.application_id, self.done | cancelled)
        self.assertEqual(
            dict(zip(records.application_id.ids, records.mapped("outcome"), strict=True))[cancelled.id], "given_up"
        )
        self.assertEqual(self.record.outcome, "recommended")
        self.assertEqual(self.take_in(self.done | cancelled), records)

    def test_job(self):
        """The job takes in what is closed, and what one application breaks holds up no other."""
        applications = self.bring_to(self.file(3), "cancelled")
        broken = applications[1]
        Record = self.env.registry["ptsp.archive.record"]
        original = Record._outcome_of

        def outcome(records, application):
            if application.id == broken.id:
                raise ValueError("broken")
            return original(records, application)

        with (
            patch.object(Record, "_outcome_of", outcome),
            mute_logger("odoo.addons.ptsp_exhibition.models.archive.record_closing"),
            self.enter_registry_test_mode(),
        ):
            self.env.ref("ptsp_exhibition.cron_archive").method_direct_trigger()
        found = self.env["ptsp.archive.record"].search([("application_id", "in", applications.ids)])
        self.assertEqual(found.application_id, applications - broken)

    def test_one_agency_fails(self):
        """What fails at one agency keeps neither itself nor another from being told what is due."""
        self.env["res.company"].create({"name": "~ Dinas Lain"})
        broken, *others = self.env["res.company"].search([("ptsp_uses_archive", "=", True)])
        Loan = self.env.registry["ptsp.archive.loan"]
        original = Loan._remind

        def remind(loans, company):
            if company == broken:
                raise ValueError("broken")
            return original(loans, company)

        with (
            patch.object(Loan, "_remind", remind),
            mute_logger("odoo.addons.ptsp_exhibition.models.archive.record_closing"),
            self.enter_registry_test_mode(),
        ):
            self.env.ref("ptsp_exhibition.cron_archive").method_direct_trigger()
        self.assertTrue(others)
        for company in (broken, *others):
            self.assertTrue(company.ptsp_archive_day, company.name)

    def test_agency_without(self):
        """An agency that does without the archive has nothing taken in, and no button."""
        company = self.done.sudo().company_id
        self.assertTrue(self.as_user(self.done, "registry").has_archive_record)
        company.ptsp_uses_archive = False
        other = self.bring_to(self.file(), "cancelled")
        with self.enter_registry_test_mode():
            self.env.ref("ptsp_exhibition.cron_archive").method_direct_trigger()
        self.assertFalse(other.sudo().archive_record_ids)
        self.env.invalidate_all()
        self.assertFalse(self.as_user(self.done, "registry").has_archive_record)
        with self.assertRaises(UserError):
            self.as_user(self.record, "auditor").action_take_zip()

    def test_nothing_is_held_up(self):
        """A transition asks the archive for nothing: without a table of terms files come in without a class."""
        self.env["ptsp.retention.class"].search([]).active = False
        record = self.take_in(self.bring_to(self.file(), "cancelled"))
        self.assertFalse(record.class_id)
        self.assertEqual(record.due, "class")

    def test_who_may_what(self):
        """Each role reads; the registry keeps, registry and pick-up attach, heads and registry hold, heads lift."""
        for role in (*STAFF_ROLES, *OVERSIGHT_ROLES):
            record = self.as_user(self.record, role)
            with self.subTest(role=role):
                self.assertEqual(record.has_access("read"), role != "technical")
                if role == "technical":
                    continue
                may = (record.may_keep, record.may_scan, record.may_hold, record.may_lift, record.may_take)
                expected = (KEEPERS, SCANNERS, KEEPERS | HEADS, HEADS, TAKERS)
                self.assertEqual(may, tuple(role in roles for roles in expected))
                if role not in KEEPERS:
                    with self.assertRaises(AccessError), self.env.cr.savepoint():
                        record.write({"remark": "x"})
                    with self.assertRaises(AccessError), self.env.cr.savepoint():
                        record.action_reclass(self.record.class_id.id, "x")
                    with self.assertRaises(AccessError), self.env.cr.savepoint():
                        record.action_transfer()
                if role not in SCANNERS:
                    with self.assertRaises(AccessError), self.env.cr.savepoint():
                        record.action_attach_scan("receipt", "x.pdf", self.scan())
                if role not in TAKERS:
                    with self.assertRaises(AccessError), self.env.cr.savepoint():
                        record._take_bundle("zip")

    def test_applicants_and_opd(self):
        """Applicants and members of an OPD find nothing of the archive."""
        for user in (self.portal_user, self.users["technical"], self.other_opd_user):
            for model in ("record", "event", "place"):
                with self.subTest(user=user.login, model=model), self.assertRaises(AccessError):
                    self.env[f"ptsp.archive.{model}"].with_user(user).search([])

    def test_place(self):
        """The registry says where a file lies; moving it is written down; only what fits stands in a place."""
        registry = self.as_user(self.record, "registry")
        Place = registry.env["ptsp.archive.place"]
        building = Place.create({"name": "Gedung A", "kind": "building"})
        box = Place.create({"name": "Boks 7", "kind": "box", "parent_id": building.id})
        registry.place_id = box
        self.assertEqual(registry.place_id.complete_name, "Gedung A / Boks 7")
        self.assertEqual(registry.history_ids[0].text, "Gedung A / Boks 7")
        with self.assertRaisesRegex(UserError, "does not fit"), self.env.cr.savepoint():
            Place.create({"name": "Lemari", "kind": "cabinet", "parent_id": box.id})
        with self.assertRaisesRegex(UserError, "Files lie at"), self.env.cr.savepoint():
            box.unlink()
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            box.with_user(self.users["pickup"]).name = "Boks 8"
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            Place.with_user(self.users["verification"]).create({"name": "Boks", "kind": "box"})

    def test_many_places(self):
        """Whether places fit is asked of all at once: twenty boxes with their folders cost no more than two."""
        Place = self.env["ptsp.archive.place"]
        cabinet = Place.create({"name": "Lemari", "kind": "cabinet"})
        boxes = Place.create(
            [{"name": f"Boks {number}", "kind": "box", "parent_id": cabinet.id} for number in range(20)]
        )
        Place.create([{"name": "Map", "kind": "folder", "parent_id": box.id} for box in boxes])

        def queries(places):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            places._check_parent()
            return self.env.cr.sql_log_count - before

        self.assertEqual(queries(boxes), queries(boxes[:2]))
        with self.assertRaisesRegex(ValidationError, "Map does not fit into Boks 7"), self.env.cr.savepoint():
            boxes[7].kind = "folder"

    def test_nothing_by_hand(self):
        """What the archive itself writes nobody enters, not even the superuser; nothing is copied or deleted."""
        for name, value in (("fate", "keep"), ("state", "destroyed"), ("is_held", True), ("due", False)):
            for record in (self.record, self.as_user(self.record, "registry")):
                with self.subTest(field=name), self.assertRaises(UserError), self.env.cr.savepoint():
                    record.write({name: value})
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.env["ptsp.archive.record"].create({"application_id": self.done.id})
        for act in (self.record.unlink, self.record.copy, self.record.history_ids.unlink):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                act()

    def test_chain(self):
        """A line of what happened that is changed past the procedure shows when the control sheet is verified."""
        self.as_user(self.record, "registry").action_hold("Perkara 12/G/2026")
        self.assertEqual(self.verify()["type"], "success")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ptsp_archive_event SET text = 'Lain' WHERE record_id = %s AND kind = 'held'", (self.record.id,)
        )
        self.env.invalidate_all()
        self.assertEqual(self.verify()["type"], "danger")
        self.assertIn("line 2 of the archive", self.verify()["message"])

    def test_hold(self):
        """Registry or a head hold a file with a reason; only a head lifts it; both are written down."""
        registry, head = (self.as_user(self.record, role) for role in ("registry", "division_head"))
        with self.assertRaisesRegex(UserError, "reason"):
            registry.action_hold("  ")
        registry.action_hold("Perkara 12/G/2026")
        with self.assertRaisesRegex(UserError, "held already"):
            head.action_hold("Lagi")
        with self.assertRaises(AccessError):
            registry.action_lift_hold("Selesai")
        self.assertEqual(
            (self.record.held_by_id, self.record.hold_reason), (self.users["registry"], "Perkara 12/G/2026")
        )
        head.action_lift_hold("Putusan tetap")
        self.assertFalse(self.record.is_held)
        self.assertEqual(self.record.history_ids.mapped("kind"), ["released", "held", "filed"])

    def test_list(self):
        """Files that are chosen are printed as one list, which says what is due of them."""
        records = self.record | self.take_in(self.bring_to(self.file(), "cancelled"))
        report = self.env["ir.actions.report"].with_user(self.users["registry"])

        def printed():
            return report._render_qweb_html("ptsp_exhibition.report_archive_list", records.ids)[0].decode()

        self.assertEqual(printed().count('class="grid"'), 1)
        for record in records:
            self.assertIn(record.name, printed())
        self.assertNotIn("yang Dipindahkan", printed())
        with freeze_time(max(records.mapped("active_until")) + timedelta(days=1)):
            records._mark_due()
            self.assertIn("yang Dipindahkan", printed())

    def test_missing(self):
        """What is missing of the complete set follows from what the application has."""
        self.assertEqual(self.record.missing_parts, "letter,receipt,proof")
        for kind in ("letter", "receipt"):
            self.as_user(self.record, "pickup").action_attach_scan(kind, f"{kind}.pdf", self.scan())
        self.assertEqual(self.record.missing_parts, "proof")
        self.as_user(self.done, "pickup").action_attach_proof("bukti.pdf", self.scan())
        self.assertFalse(self.record.is_incomplete)
        bare = self.take_in(self.bring_to(self.file(), "done"))
        self.assertIn("papers without a scan: ", bare.missing)
        self.assertFalse(self.take_in(self.bring_to(self.file(), "cancelled")).missing)
