"""What an agency has stays right when the addon is updated, whatever the version it comes from."""

import ast
from contextlib import contextmanager
from pathlib import Path
from runpy import run_path

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import STAFF_GROUPS
from .common_clock import FRI, MON, THU, TUE, WED, ClockCase, wita

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def business_calls(source):
    """Return the methods of the business that a script calls: those which no name of Odoo's own API has."""
    nodes = list(ast.walk(ast.parse(source)))
    own = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    calls = [node.func for node in nodes if isinstance(node, ast.Call)]
    names = [call.attr for call in calls if isinstance(call, ast.Attribute)]
    names += [call.id for call in calls if isinstance(call, ast.Name) and call.id not in own]
    return [name for name in names if name.startswith(("_", "action_")) or name == "getattr"]


@tagged("post_install", "-at_install")
class TestMigrations(ClockCase):
    """Each script finds a database as the version before left it."""

    def migrate(self, path):
        """Run a script as an update does, after whatever Odoo had in memory is written."""
        self.env.flush_all()
        run_path(str(MIGRATIONS / path))["migrate"](self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()
        self.env.registry.clear_all_caches()

    @contextmanager
    def column(self, table, name, kind):
        """Let a table have a column that the present version no longer has."""
        self.env.cr.execute(f'ALTER TABLE "{table}" ADD COLUMN "{name}" {kind}')  # pylint: disable=sql-injection
        yield
        self.env.cr.execute(f'ALTER TABLE "{table}" DROP COLUMN "{name}"')  # pylint: disable=sql-injection

    def test_no_business(self):
        """No script calls a method of the business, which will have changed by the time that somebody runs it."""
        for path in sorted(MIGRATIONS.rglob("*.py")):
            with self.subTest(path=path.relative_to(MIGRATIONS).as_posix()):
                self.assertEqual(business_calls(path.read_text(encoding="utf-8")), [])
        planted = "def migrate(cr, version):\n    env['res.company']._ptsp_give_emblem()\n    records.action_submit()\n"
        self.assertEqual(business_calls(planted), ["_ptsp_give_emblem", "action_submit"])

    def test_emblem(self):
        """Agencies without an emblem get the neutral one; who has one keeps it."""
        without, own = self.env["res.company"].create([{"name": "Dinas Pertama"}, {"name": "Dinas Kedua"}])
        neutral = without.ptsp_emblem
        self.assertTrue(neutral)
        without.ptsp_emblem = False
        own.ptsp_emblem = own.logo
        before = own.ptsp_emblem
        self.service.company_id.ptsp_government = False
        self.migrate("19.0.1.1.0/post-documents.py")
        self.assertEqual(without.ptsp_emblem, neutral)
        self.assertEqual(own.ptsp_emblem, before)
        self.assertEqual(self.service.company_id.ptsp_government, "Pemerintah Provinsi Kalimantan Timur")
        self.assertFalse(own.ptsp_government)

    def test_shares(self):
        """Who had the file how long is read off the control sheets of the applications that have ended."""
        application = self.registered(f"{MON} 10:00")
        self.go(
            application,
            (f"{MON} 11:00", "request_correction"),
            (f"{TUE} 09:30", "complete_correction"),
            (f"{TUE} 10:00", "verify_technical"),
            (f"{WED} 09:00", "dispatch"),
            (f"{THU} 09:00", "receive_advice"),
        )
        self.to_agency_head(application, f"{THU} 13:00")
        self.go(application, (f"{THU} 14:00", "sign"), (f"{FRI} 09:00", "number"))
        going = self.registered(f"{MON} 10:00")
        names = ("applicant_minutes", "opd_minutes", "agency_minutes")
        expected = [application[name] for name in names]
        self.assertTrue(all(expected))
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ptsp_application SET applicant_minutes = NULL, opd_minutes = NULL, agency_minutes = NULL"
        )
        self.migrate("19.0.1.1.0/post-documents.py")
        for name, minutes in zip(names, expected, strict=True):
            self.assertAlmostEqual(application[name], minutes, delta=0.1)
            self.assertFalse(going[name])

    def test_monitoring(self):
        """The first run of the monitoring looks at all that is open, and at nothing that has ended."""
        application = self.registered(f"{MON} 10:00")
        ended = self.bring_to(self.file(), "cancelled")
        expected = application.alert_at, application.waiting_since
        self.assertTrue(all(expected))
        self.env.flush_all()
        self.env.cr.execute("UPDATE ptsp_application SET alert_at = NULL, waiting_since = NULL")
        self.migrate("19.0.1.2.0/post-monitoring.py")
        self.assertEqual(application.waiting_since, expected[1])
        self.assertFalse(ended.alert_at)
        self.env.cr.execute(
            "UPDATE ptsp_application SET alert_at = %s WHERE alert_at IS NOT NULL", (wita(f"{MON} 10:00"),)
        )
        self.env.invalidate_all()
        with freeze_time(wita(f"{MON} 10:01")), self.enter_registry_test_mode():
            self.env.ref("ptsp_exhibition.cron_monitor").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(application.alert_at, expected[0])

    def test_coverage_days(self):
        """Each agency looks ahead as far as the farthest of its services did; one without services as usual."""
        second = self.service.copy({"code": "SEC-02", "sop_revision": "01"})
        other = self.env["res.company"].create({"name": "Dinas Kedua"})
        with self.column("ptsp_service", "coverage_days", "integer"):
            self.env.cr.execute("UPDATE ptsp_service SET coverage_days = 1")
            self.env.cr.execute("UPDATE ptsp_service SET coverage_days = 7 WHERE id = %s", (second.id,))
            self.env.cr.execute("UPDATE res_company SET ptsp_coverage_days = NULL")
            self.migrate("19.0.2.0.0/pre-coverage.py")
            self.assertEqual((self.service.company_id.ptsp_coverage_days, other.ptsp_coverage_days), (7, 3))
        self.env.cr.execute("UPDATE res_company SET ptsp_coverage_days = NULL")
        self.migrate("19.0.2.0.0/pre-coverage.py")
        self.assertEqual(self.service.company_id.ptsp_coverage_days, 3)

    def test_scheduled_actions(self):
        """The scheduled actions that tell managers run for agencies."""
        crons = [self.env.ref(f"ptsp_exhibition.cron_{name}") for name in ("role_coverage", "missing_holidays")]
        for cron in crons:
            cron.model_id = self.env["ir.model"]._get("ptsp.service")
        self.migrate("19.0.2.0.0/post-crons.py")
        for cron in crons:
            self.assertEqual(cron.model_id.model, "res.company")
        self.assertEqual(self.env.ref("ptsp_exhibition.cron_monitor").model_id.model, "ptsp.application")

    def test_front_office(self):
        """The roles of the front office no longer bring along the right to every contact; who has it keeps it."""
        right = self.env.ref("base.group_partner_manager")
        desk = self.users["information"]
        secretary = self.users["pickup"]
        secretary.group_ids = [Command.link(right.id)]
        for role in ("information", "customer_service"):
            self.env.ref(STAFF_GROUPS[role]).implied_ids = [Command.link(right.id)]
        self.assertTrue(desk.has_group("base.group_partner_manager"))
        self.migrate("19.0.2.0.0/post-applicants.py")
        self.assertFalse(desk.has_group("base.group_partner_manager"))
        self.assertTrue(secretary.has_group("base.group_partner_manager"))

    def test_formatting_of_letters(self):
        """Texts of letters lose the styles that no letter needs, and not a word."""
        application = self.bring_to(self.file(), "section_review").sudo()
        covering = '<p style="position:fixed;text-align:center">Teks &amp; kata</p>'
        self.env.flush_all()
        for table, column in (
            ("ptsp_application", "letter_body"),
            ("ptsp_letter_revision", "body"),
            ("ptsp_service", "letter_template_refused"),
        ):
            self.env.cr.execute(f"UPDATE {table} SET {column} = %s", (covering,))  # pylint: disable=sql-injection
        self.migrate("19.0.3.0.0/post-letter-formatting.py")
        cleaned = '<p style="text-align: center">Teks &amp; kata</p>'
        self.assertEqual(application.letter_body, cleaned)
        self.assertEqual(application.revision_ids.body, cleaned)
        self.assertEqual(self.service.letter_template_refused, cleaned)

    def test_switches_of_the_separation_of_duties(self):
        """What messages say about the separation of duties is kept in the log, and that it is off where it is."""
        admin = self.env.ref("base.user_admin")
        told, silent, on = self.env["res.company"].create([{"name": name} for name in ("Satu", "Dua", "Tiga")])
        for company, body in (
            (told, "Separation of duties was switched on by Mitchell Admin."),
            (told, "Pemisahan tugas dinonaktifkan oleh Mitchell Admin."),
        ):
            company.partner_id._message_log(body=body, author_id=admin.partner_id.id)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_company SET ptsp_separation_of_duties = false WHERE id IN %s", (tuple((told + silent).ids),)
        )
        self.migrate("19.0.3.0.0/post-separation-switches.py")
        log = self.env["ptsp.separation.switch"].search([("company_id", "in", (told + silent + on).ids)], order="id")
        self.assertEqual(
            [(switch.company_id, switch.user_id, switch.switched_on) for switch in log],
            [(told, admin, True), (told, admin, False), (silent, self.env["res.users"], False)],
        )
