"""Applications that go their way at given times, as they stand on the wall in Samarinda (WITA)."""

from datetime import datetime, timedelta

import pytz

from odoo import fields
from odoo.tests import freeze_time

from ..models import workflow
from .common import PtspCase

WITA = pytz.timezone("Asia/Makassar")
# The week in which most of these stories play.
MON, TUE, WED, THU, FRI, SAT, SUN = (f"2026-11-{day}" for day in range(23, 30))
NEXT_MON, NEXT_TUE = "2026-11-30", "2026-12-01"

#: What applicants may do as well, and officers do for those who come in person.
AT_THE_COUNTER = {
    "submit": "information",
    "resubmit": "customer_service",
    "hand_in_correction": "customer_service",
}


def wita(text):
    """Return a moment that is given in local time, as naive UTC."""
    return WITA.localize(datetime.fromisoformat(text)).astimezone(pytz.utc).replace(tzinfo=None)


def local(moment):
    """Return a moment in UTC as it stands on the wall, to the minute."""
    return pytz.utc.localize(moment).astimezone(WITA).strftime("%Y-%m-%d %H:%M") if moment else ""


class ClockCase(PtspCase):
    """Applications that go the way of the procedure at given times."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls.service.calendar_id

    @classmethod
    def file(cls, count=1, **values):
        """File applications at the time on the wall, which the database does not know when it notes their creation."""
        applications = super().file(count, **values)
        applications.flush_recordset()
        cls.env.cr.execute(
            "UPDATE ptsp_application SET create_date = %s WHERE id IN %s",
            (fields.Datetime.now(), tuple(applications.ids)),
        )
        applications.invalidate_recordset(["create_date"])
        return applications

    def go(self, application, *stations):
        """Let each station happen at its time.

        :param stations: pairs of local time and key of a transition
        """
        for moment, key in stations:
            transition = workflow.PROCEDURE.transitions[key]
            role = {
                "submit": "information",
                "resubmit": "customer_service",
                "hand_in_correction": "customer_service",
            }.get(key, transition.roles[0])
            with freeze_time(wita(moment)):
                records = self.as_role(application, role)
                self.prepare(records, key)
                if key == "receive_advice":
                    self.issue_opinion(records)
                else:
                    self.press(records, key)
        return application

    def registered(self, moment, **values):
        """Return an application that was registered at a local time."""
        with freeze_time(wita(moment) - timedelta(minutes=5)):
            application = self.bring_to(self.file(**values), "registration")
        return self.go(application, (moment, "register"))

    def to_agency_head(self, application, moment):
        """Bring an application from drafting to the agency head, all at one time."""
        return self.go(application, (moment, "submit_draft"), (moment, "section_approve"), (moment, "division_approve"))

    def numbered(self, application, moment):
        """Bring an application from drafting to the numbered letter, all at one time."""
        return self.go(
            self.to_agency_head(application, moment), (moment, "sign"), (moment, "number"), (moment, "release")
        )

    def holiday(self, day, last_day=None, **values):
        """Enter a public holiday of one or more whole days."""
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Libur nasional",
                "calendar_id": self.calendar.id,
                "date_from": wita(f"{day} 00:00"),
                "date_to": wita(f"{last_day or day} 23:59:59"),
                **values,
            }
        )

    def assert_deadline(self, application, deadline):
        self.assertEqual(local(application.deadline), deadline)
