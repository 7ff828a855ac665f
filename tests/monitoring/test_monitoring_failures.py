"""The monitoring goes on: in portions, beside others, and past whatever cannot be looked at."""

from unittest.mock import patch

from odoo.tests import freeze_time, tagged

from ..common_clock import MON, wita
from ..common_monitoring import MonitoringCase


@tagged("post_install", "-at_install")
class TestMonitoringFailures(MonitoringCase):
    """One application that fails, and one service that cannot be read, stop nobody else."""

    def unverified(self, count):
        return self.env["ptsp.application"].union(*(self.registered(f"{MON} 10:00") for _index in range(count)))

    def failing(self, application):
        """Let the warnings of one application fail."""
        original = type(self.env["ptsp.application"])._alert_recipients

        def fail(records, *args):
            if records.id == application.id:
                raise ValueError("Data rusak")
            return original(records, *args)

        return patch.object(type(self.env["ptsp.application"]), "_alert_recipients", fail)

    def reports(self):
        kind = self.env.ref("ptsp_exhibition.activity_unwatched")
        return self.service.activity_ids.filtered(lambda activity: activity.activity_type_id == kind)

    def test_in_portions(self):
        """A run takes what is due in portions until all are warned of, and none twice."""
        applications = self.unverified(5)
        self.cron.code = "model._cron_monitor(portion=2)"
        self.run_at(f"{MON} 12:00")
        self.assertEqual([len(self.warnings(application)) for application in applications], [1] * 5)

    def test_one_fails(self):
        """Where one application cannot be looked at, the others are warned of and the managers are told, once."""
        applications = self.unverified(3)
        with self.failing(applications[1]), self.assertLogs("odoo.addons.ptsp_exhibition", "ERROR"):
            self.run_at(f"{MON} 12:00")
        self.assertEqual([len(self.warnings(application)) for application in applications], [1, 0, 1])
        report = self.reports().filtered(lambda activity: activity.user_id == self.users["manager"])
        self.assertEqual(len(report), 1)
        self.assertIn(applications[1].name, report.summary)
        self.assertIn("Data rusak", report.note)
        with self.failing(applications[1]):
            self.run_at(f"{MON} 12:10")
            with self.assertLogs("odoo.addons.ptsp_exhibition", "ERROR"):
                self.run_at(f"{MON} 13:10")
        self.assertEqual(len(self.reports().filtered(lambda to_do: to_do.user_id == self.users["manager"])), 1)

    def test_tried_again(self):
        """What could not be looked at is tried again an hour later."""
        application = self.unverified(1)
        with self.failing(application), self.assertLogs("odoo.addons.ptsp_exhibition", "ERROR"):
            self.run_at(f"{MON} 12:00")
        self.run_at(f"{MON} 12:30")
        self.assertFalse(self.warnings(application))
        self.run_at(f"{MON} 13:10")
        self.assertTrue(self.warnings(application))

    def test_service_without_hours(self):
        """A service whose hours cannot be read is reported; the other services are watched."""
        broken = self.service.copy({"code": "RUSAK", "calendar_id": self.calendar.copy({"name": "Rusak"}).id})
        application = self.unverified(1)
        self.env.flush_all()
        self.env.cr.execute("UPDATE resource_calendar SET tz = 'Mars/Olympus' WHERE id = %s", (broken.calendar_id.id,))
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        with self.assertLogs("odoo.addons.ptsp_exhibition", "ERROR"):
            self.run_at(f"{MON} 12:00")
        self.assertTrue(self.warnings(application))
        kind = self.env.ref("ptsp_exhibition.activity_unwatched")
        self.assertIn(self.users["manager"], broken.activity_ids.filtered(lambda a: a.activity_type_id == kind).user_id)

    def count_run(self, moment):
        """Return the queries of one run at a local time."""
        with freeze_time(wita(moment)), self.enter_registry_test_mode(), self.registry.cursor() as cr:
            before = cr.sql_log_count
            self.env(cr=cr)["ptsp.application"]._cron_monitor()
            return cr.sql_log_count - before

    def test_queries(self):
        """Newly due applications cost 6 queries each, to-dos and mails included; a second run costs 12 in all."""
        applications = self.unverified(20)
        self.assertLessEqual(self.count_run(f"{MON} 12:00"), 6 * len(applications))
        self.assertLessEqual(self.count_run(f"{MON} 12:10"), 12)
        self.assertEqual([len(self.warnings(application)) for application in applications], [1] * 20)
