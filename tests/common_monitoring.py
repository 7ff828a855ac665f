"""Running the monitoring at a time on the wall, and reading whom it told."""

from odoo import fields
from odoo.tests import freeze_time

from .common_clock import ClockCase, wita


class MonitoringCase(ClockCase):
    """The monitoring of the applications of one test, and of no others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cron = cls.env.ref("ptsp_exhibition.cron_monitor")
        cls.late = cls.env.ref("ptsp_exhibition.activity_type_late")
        cls.overdue = cls.env.ref("ptsp_exhibition.activity_type_overdue")
        cls.env["res.users"].union(*cls.users.values()).lang = "en_US"
        cls.env["ptsp.application"].search([])._as_procedure().write({"alert_at": False})

    def run_at(self, moment):
        """Run the scheduled action at a local time."""
        with freeze_time(wita(moment)), self.enter_registry_test_mode():
            self.cron.method_direct_trigger()

    @classmethod
    def forget_norms(cls):
        """Let no step be late, for what is about the promise alone."""
        cls.service.step_ids.write({"norm_min": 0, "norm_max": 0})

    def to_dos(self, applications, kind=None):
        """Return the to-dos that the warnings of applications have left."""
        return self.env["mail.activity"].search(
            [
                ("res_model", "=", "ptsp.application"),
                ("res_id", "in", applications.ids),
                ("activity_type_id", "in", (kind or self.late | self.overdue).ids),
            ],
            order="res_id, id",
        )

    def told(self, application, kind=None):
        """Return who has a to-do, by login."""
        return sorted(self.to_dos(application, kind).user_id.mapped("login"))

    def warnings(self, application):
        """Return what was ever given of an application: pairs of kind and login, the applicant as "applicant"."""
        alerts = self.env["ptsp.alert"].search([("application_id", "=", application.id)], order="id")
        return [(alert.kind, alert.user_id.login or "applicant") for alert in alerts]

    def mails(self, user=None):
        """Return the digest mails that wait to be sent, to one officer or to all."""
        domain = fields.Domain("subject", "=like", "PTSP%")
        if user:
            domain &= fields.Domain("recipient_ids", "in", user.partner_id.ids)
        return self.env["mail.mail"].search(domain, order="id")
