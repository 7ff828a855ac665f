"""Installing, updating and uninstalling the addon, in real processes on databases of their own."""

import re

from odoo.modules import Manifest
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name

from .real_server import Sandbox, connect

ADDON = "ptsp_exhibition"
#: What may stand in a log though it is a warning: files that Debian leaves out of Odoo, and whoever runs the tests.
ALLOWED = re.compile(r"selfie_segmentation|Running as user 'root'")
#: Records of the kinds that an addon adds to a database.
KINDS = (
    "ir_act_client",
    "ir_act_report_xml",
    "ir_act_server",
    "ir_act_window",
    "ir_cron",
    "ir_model",
    "ir_model_access",
    "ir_model_constraint",
    "ir_model_fields",
    "ir_model_relation",
    "ir_module_category",
    "ir_rule",
    "ir_ui_menu",
    "ir_ui_view",
    "mail_activity_type",
    "mail_template",
    "res_groups",
    "res_groups_privilege",
    "resource_calendar",
    "survey_survey",
)


def template():
    """Return the database of scripts/test in which the addon's dependencies are installed, or None."""
    connection = connect("postgres")
    with connection.cursor() as cursor:
        cursor.execute(
            r"""SELECT datname FROM pg_database WHERE datname LIKE 'ptsp\_template\_%'
                   AND shobj_description(oid, 'pg_database') = 'complete' ORDER BY oid DESC"""
        )
        names = [name for (name,) in cursor.fetchall()]
    connection.close()
    return names[0] if names else None


@tagged("post_install", "-at_install", "slow")
class TestLifecycle(BaseCase):
    """The addon comes and goes without a word of warning, and without a trace."""

    def setUp(self):
        super().setUp()
        source = template()
        self.sandbox = Sandbox(f"{get_db_name()}_life", source)
        self.addCleanup(self.sandbox.destroy)
        if not source:
            self.sandbox.run(f"--init={','.join(Manifest.for_addon(ADDON)['depends'])}")

    def assert_clean(self, log):
        """No warning and no error stands in a log."""
        bad = [line for line in log.splitlines() if re.match(r"\S+ \S+ \d+ (WARNING|ERROR|CRITICAL) ", line)]
        self.assertEqual([line for line in bad if not ALLOWED.search(line)], [])
        self.assertIn("Modules loaded", log)

    def state(self):
        rows = self.sandbox.query("SELECT state, latest_version FROM ir_module_module WHERE name = %s", [ADDON])
        return rows[0] if rows else None

    def shape(self):
        """Return what the addon may have added: columns, indexes, models, fields, and how many records of each kind."""
        return {
            "columns": set(
                self.sandbox.query(
                    "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
                )
            ),
            "indexes": set(
                self.sandbox.query("SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public'")
            ),
            "constraints": set(self.sandbox.query("SELECT conrelid::regclass::text, conname FROM pg_constraint")),
            "models": set(self.sandbox.query("SELECT model FROM ir_model")),
            "fields": set(self.sandbox.query("SELECT model, name FROM ir_model_fields")),
            "selections": set(
                self.sandbox.query(
                    """SELECT f.model, f.name, s.value FROM ir_model_fields_selection s
                         JOIN ir_model_fields f ON f.id = s.field_id"""
                )
            ),
            **{
                kind: self.sandbox.query(f"SELECT count(*) FROM {kind}")  # pylint: disable=sql-injection
                for kind in KINDS
            },
        }

    def uninstall(self):
        return self.sandbox.shell(
            f"env['ir.module.module'].search([('name', '=', '{ADDON}')]).button_immediate_uninstall()\n"
        )

    def assert_no_trace(self, before):
        """The database is as it was before the addon came."""
        after = self.shape()
        for aspect, was in before.items():
            if isinstance(was, set):
                self.assertEqual(after[aspect] - was, set(), aspect)
                self.assertEqual(was - after[aspect], set(), aspect)
            else:
                self.assertEqual(after[aspect], was, aspect)
        self.assertFalse(self.sandbox.query("SELECT model, name FROM ir_model_data WHERE module = %s", [ADDON]))
        self.assertFalse(self.sandbox.query("SELECT key FROM ir_config_parameter WHERE key LIKE %s", ["%ptsp%"]))
        self.assertFalse(
            self.sandbox.query("SELECT res_model, name FROM ir_attachment WHERE res_model LIKE %s", ["ptsp.%"])
        )
        self.assertFalse(self.sandbox.query("SELECT 1 FROM mail_activity WHERE res_model LIKE %s", ["ptsp.%"]))
        self.assertFalse(self.sandbox.query("SELECT 1 FROM mail_followers WHERE res_model LIKE %s", ["ptsp.%"]))
        self.assertFalse(self.sandbox.query("SELECT 1 FROM mail_message WHERE model LIKE %s", ["ptsp.%"]))

    def test_without_demo_data(self):
        """Installed as an agency installs it, updated, uninstalled: each without a warning, and then all is gone."""
        before = self.shape()
        with self.subTest("install"):
            self.assert_clean(self.sandbox.run(f"--init={ADDON}"))
            version = Manifest.for_addon(ADDON)["version"]
            self.assertEqual(self.state(), ("installed", version))
            self.assertFalse(self.sandbox.query("SELECT id FROM ptsp_application"))
        with self.subTest("update"):
            # What the agency has set is its own.
            self.sandbox.query("UPDATE ptsp_service SET sla_days = 3")
            self.sandbox.query("UPDATE ptsp_step SET norm_max = 77 WHERE number = 12")
            self.sandbox.query("UPDATE ir_cron SET interval_number = 42 WHERE cron_name LIKE 'PTSP%%'")
            shape = self.shape()
            self.assert_clean(self.sandbox.run(f"--update={ADDON}"))
            self.assertEqual(self.shape(), shape)
            self.assertEqual(self.sandbox.query("SELECT sla_days FROM ptsp_service"), [(3,)])
            self.assertEqual(self.sandbox.query("SELECT norm_max FROM ptsp_step WHERE number = 12"), [(77,)])
            self.assertEqual(
                self.sandbox.query("SELECT DISTINCT interval_number FROM ir_cron WHERE cron_name LIKE 'PTSP%%'"),
                [(42,)],
            )
        with self.subTest("uninstall"):
            self.assert_clean(self.uninstall())
            self.assertEqual(self.state(), ("uninstalled", None))
            self.assert_no_trace(before)

    def test_with_demo_data(self):
        """With the demo data, and so with applications in every state, it comes and goes as well."""
        # Odoo loads an addon's demo data only where all those beneath have theirs.
        self.sandbox.query("UPDATE ir_module_module SET demo = true WHERE state = 'installed'")
        before = self.shape()
        with self.subTest("install"):
            self.assert_clean(self.sandbox.run(f"--init={ADDON}", "--with-demo"))
            self.assertEqual(self.state()[0], "installed")
            self.assertTrue(self.sandbox.query("SELECT id FROM ptsp_application"))
        with self.subTest("update"):
            applications = self.sandbox.query("SELECT count(*) FROM ptsp_application")
            self.assert_clean(self.sandbox.run(f"--update={ADDON}"))
            self.assertEqual(self.sandbox.query("SELECT count(*) FROM ptsp_application"), applications)
        with self.subTest("uninstall"):
            self.assert_clean(self.uninstall())
            self.assertEqual(self.state(), ("uninstalled", None))
            self.assert_no_trace(before)
