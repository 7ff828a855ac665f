"""Public holidays and joint leave are entered for a year at once."""

import sys
from datetime import date
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestHolidays(PtspCase):
    """The dialog enters what is not there yet; a second time it enters nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls.service.calendar_id
        cls.Import = cls.env["ptsp.holiday.import"].with_user(cls.users["manager"])

    def leaves(self, year=2026):
        return self.env["resource.calendar.leaves"].search(
            [
                ("calendar_id", "=", self.calendar.id),
                ("date_from", ">=", f"{year - 1}-12-31"),
                ("date_from", "<", f"{year}-12-31"),
            ]
        )

    def dialog(self, year=2026):
        return self.Import.create({"year": year, "calendar_id": self.calendar.id})

    def test_preview(self):
        """The dialog shows the public holidays and the joint leave of the year before anything is entered."""
        wizard = self.dialog()
        days = {line.day: (line.name, line.kind) for line in wizard.line_ids}
        self.assertEqual(days[date(2026, 8, 17)][1], "public")
        self.assertIn("government", {kind for _name, kind in days.values()})
        self.assertEqual(len(days), len(wizard.line_ids))
        self.assertEqual({day.year for day in days}, {2026})
        self.assertFalse(self.leaves())

    def test_enter(self):
        """The ticked days become holidays, from midnight to 23:59:59 at the agency; a second time none is added."""
        # Wherever whoever enters them sits.
        self.assertNotEqual(self.calendar.tz, "Europe/Berlin")
        self.env.user.tz = "Europe/Berlin"
        wizard = self.dialog()
        wizard.action_add()
        leaves = self.leaves()
        self.assertEqual(len(leaves), len(wizard.line_ids))
        independence = leaves.filtered(lambda leave: leave.date_from == fields.Datetime.to_datetime("2026-08-16 16:00"))
        self.assertEqual(independence.date_to, fields.Datetime.to_datetime("2026-08-17 15:59:59"))
        again = self.dialog()
        self.assertFalse(again.line_ids.filtered("selected"))
        again.line_ids.selected = True
        again.action_add()
        self.assertEqual(self.leaves(), leaves)
        self.assertFalse(self.service._working_minutes(independence.date_from, independence.date_to))

    def test_choice_and_regional_extras(self):
        """What is not ticked is not entered; regional holidays are added by hand, and all can be edited afterwards."""
        form = Form(self.Import.with_context(default_calendar_id=self.calendar.id))
        form.year = 2026
        with form.line_ids.edit(0) as line:
            line.selected = False
        with form.line_ids.new() as line:
            line.day = "2026-01-09"
            line.name = "Hari Jadi Provinsi Kalimantan Timur"
        wizard = form.save()
        unticked = wizard.line_ids.filtered(lambda line: not line.selected)
        wizard.action_add()
        names = self.leaves().mapped("name")
        self.assertNotIn(unticked.name, names)
        self.assertIn("Hari Jadi Provinsi Kalimantan Timur", names)
        self.leaves()[0].with_user(self.users["manager"]).name = "Lain"

    def test_day_entered_by_hand(self):
        """A holiday that was entered by hand, to the last second as Odoo's form does, is not entered again."""
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Kemerdekaan",
                "calendar_id": self.calendar.id,
                "date_from": "2026-08-16 16:00:00",
                "date_to": "2026-08-17 15:59:59",
            }
        )
        line = self.dialog().line_ids.filtered(lambda line: line.day == date(2026, 8, 17))
        self.assertFalse(line.selected)

    def test_bad_year(self):
        """A year far away is a slip of the keyboard."""
        with self.assertRaisesRegex(ValidationError, "a year from 2010 to 2099"):
            self.dialog(20266)

    def test_without_the_package(self):
        """Without the package one sentence says what to do, and everything else works."""
        with patch.dict(sys.modules, {"holidays": None}), self.assertRaisesRegex(UserError, "enter the days by hand"):
            self.dialog().line_ids.read()
        self.bring_to(self.file(), "verification")

    def test_managers_only(self):
        """Only managers enter holidays."""
        with self.assertRaises(AccessError):
            self.Import.with_user(self.users["registration"]).create({"year": 2026, "calendar_id": self.calendar.id})
