"""One e-mail for each person: the warnings of a run, and every morning how the applications stand."""

from odoo.tests import freeze_time, tagged
from odoo.tools import html2plaintext

from ..common_clock import FRI, MON, SUN, TUE, WED, wita
from ..common_monitoring import MonitoringCase


@tagged("post_install", "-at_install")
class TestDigestMails(MonitoringCase):
    """Digest mails are few, in the reader's language, and lead to the applications."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.company"].search([]).ptsp_digest_day = "2030-01-01"
        cls.company = cls.service.company_id
        for user in cls.users.values():
            user.email = f"{user.login}@example.com"

    def digest_at(self, moment):
        """Run the scheduled action of the daily digest at a local time."""
        with freeze_time(wita(moment)), self.enter_registry_test_mode():
            self.env.ref("ptsp_exhibition.cron_daily_digest").method_direct_trigger()

    def test_one_mail_for_many_applications(self):
        """However many applications an officer is warned of, and of however much: one e-mail names them all."""
        applications = [self.registered(f"{MON} 10:00", event_name=f"Pameran {number}") for number in range(3)]
        self.run_at(f"{MON} 12:00")
        mail = self.mails(self.users["verification"])
        self.assertEqual(len(mail), 1)
        self.assertEqual(mail.subject, "PTSP: applications that need you now: 3")
        for application in applications:
            self.assertIn(f"/odoo/applications/{application.id}", mail.body_html)
            self.assertIn(f"{application.name} has passed the norm of this step.", mail.body_html)

    def test_only_what_is_new(self):
        """The next run mails only what has fallen due since."""
        self.registered(f"{MON} 10:00")
        self.run_at(f"{MON} 12:00")
        self.run_at(f"{MON} 12:10")
        self.assertEqual(len(self.mails(self.users["verification"])), 1)
        second = self.registered(f"{MON} 12:20", event_name="Pameran Kopi")
        self.run_at(f"{MON} 13:00")
        mail = self.mails(self.users["verification"])[-1]
        self.assertIn(second.name, mail.body_html)
        self.assertIn("need you now: 1", mail.subject)

    def test_no_mail_for_each_to_do(self):
        """The to-dos of the monitoring send no e-mails of their own."""
        before = self.env["mail.mail"].search([])
        self.registered(f"{MON} 10:00")
        sent_before = self.env["mail.mail"].search([]) - before
        self.run_at(f"{MON} 12:00")
        new = self.env["mail.mail"].search([]) - before - sent_before
        self.assertEqual(new, self.mails(self.users["verification"]))

    def test_hostile_name(self):
        """What an applicant writes stands in the mail as text, never as markup."""
        name = '<img src="x" onerror="alert(1)">'
        self.registered(f"{MON} 10:00", event_name=name)
        self.run_at(f"{MON} 12:00")
        body = self.mails(self.users["verification"]).body_html
        self.assertNotIn("<img", body)
        self.assertIn(name, html2plaintext(body))

    def test_without_address(self):
        """An officer without an e-mail address has the to-do, and stops nobody else's mail."""
        self.users["verification"].email = False
        application = self.registered(f"{MON} 10:00")
        self.run_at(f"{MON} 12:00")
        self.assertIn("test_verification", self.told(application))
        self.assertFalse(self.mails(self.users["verification"]))

    def test_daily_digest(self):
        """At the opening every head reads what waits at each role, what is overdue, due today and paused."""
        overdue = self.registered(f"{MON} 10:00", event_name="Pameran Batik")
        paused = self.go(self.registered(f"{TUE} 10:00"), (f"{TUE} 10:10", "request_correction"))
        due = self.registered(f"{TUE} 11:00")
        self.env["ptsp.application"].search(
            [("id", "not in", (overdue | paused | due).ids)]
        ).service_id = self.service.copy({"calendar_id": self.calendar.copy().id, "code": "LAIN"})
        self.company.ptsp_digest_day = False
        self.digest_at(f"{WED} 07:50")
        self.assertFalse(self.mails())
        self.digest_at(f"{WED} 08:00")
        for head in ("section_head", "division_head", "agency_head"):
            mail = self.mails(self.users[head])
            self.assertEqual(len(mail), 1, head)
        self.assertEqual(mail.subject, f"PTSP on {WED}: 3 waiting, 1 overdue")
        words = " ".join(html2plaintext(mail.body_html).split())
        for expected in (
            "Waiting 3",
            "Overdue 1",
            "Due today 1",
            "Paused 1",
            "Verification Officer 2 2",
            "Pameran Batik",
        ):
            self.assertIn(expected, words)

    def test_daily_digest_once_a_day(self):
        """Every working day has one digest; Sundays and holidays have none; an agency may do without."""
        self.company.ptsp_digest_day = False
        head = self.users["agency_head"]
        for moment, mails in (
            (f"{WED} 08:00", 1),
            (f"{WED} 08:20", 1),
            ("2026-11-26 08:00", 2),
            (f"{FRI} 08:10", 3),
            (f"{SUN} 08:10", 3),
        ):
            self.digest_at(moment)
            self.assertEqual(len(self.mails(head)), mails, moment)
        self.holiday("2026-11-30")
        self.digest_at("2026-11-30 09:00")
        self.company.ptsp_daily_digest = False
        self.digest_at("2026-12-01 09:00")
        self.assertEqual(len(self.mails(head)), 3)
