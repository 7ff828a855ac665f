"""Settings of a service that nothing could be counted with are refused when they are entered, with a sentence."""

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestServiceSettings(PtspCase):
    """What a manager types, or imports from a spreadsheet."""

    def messages_of_import(self, record, values):
        """Import values for a record as from a spreadsheet, and return what the manager reads."""
        self.env["ir.model.data"].create(
            {"module": "__test__", "name": f"record_{record.id}", "model": record._name, "res_id": record.id}
        )
        with mute_logger("odoo.sql_db"):
            result = record.load(["id", *values], [[f"__test__.record_{record.id}", *map(str, values.values())]])
        return " ".join(message["message"] for message in result["messages"])

    def test_promise_of_nothing(self):
        """A promise of no days, or of less, and a share that is none, are refused by the name of what is wrong."""
        for values, message in (
            ({"sla_days": 0}, "at least one working day"),
            ({"sla_days": -1}, "at least one working day"),
            ({"at_risk_percent": 0}, "1 to 100 %"),
            ({"at_risk_percent": 101}, "1 to 100 %"),
        ):
            with self.subTest(values=values), self.undone():
                self.assertIn(message, self.messages_of_import(self.service, values))
                self.service.invalidate_recordset()
                self.assertGreater(self.service.sla_days, 0)

    def test_norms(self):
        """A negative norm, and a longest norm below the shortest, are refused; a step without norm is never late."""
        step = self.service.step_ids.filtered(lambda step: step.number == 7)
        for values in (
            {"norm_min": -5, "norm_max": 15},
            {"norm_min": 5, "norm_max": 0},
            {"norm_min": 20, "norm_max": 10},
        ):
            with self.subTest(values=values), self.undone():
                self.assertIn("norm of a step", self.messages_of_import(step, values))
        step.write({"norm_min": 0, "norm_max": 0})
        application = self.bring_to(self.file(), "verification")
        self.assertFalse(application.step_due_at)
        self.assertFalse(application.step_late)

    def test_hours_without_time_zone(self):
        """Service hours keep a time zone that exists."""
        calendar = self.service.calendar_id
        for zone in (False, "", "Asia/Atlantis"):
            with self.subTest(zone=zone), self.assertRaisesRegex(ValidationError, "Timezone"):
                calendar.tz = zone
            with self.subTest(zone=zone), self.assertRaisesRegex(ValidationError, "Timezone"):
                calendar.create({"name": "Jam layanan", "tz": zone})
        self.assertEqual(calendar.tz, "Asia/Makassar")

    def test_service_without_hours(self):
        """A calendar without hours is taken by no service, and one in use keeps its hours."""
        empty = self.env["resource.calendar"].create(
            {"name": "Kosong", "tz": "Asia/Makassar", "attendance_ids": [(5,)]}
        )
        empty.attendance_ids.unlink()
        with self.assertRaisesRegex(ValidationError, "has no service hours"):
            self.service.calendar_id = empty
        with self.assertRaisesRegex(ValidationError, "leave at least one line"):
            self.service.calendar_id.attendance_ids = [(5,)]
