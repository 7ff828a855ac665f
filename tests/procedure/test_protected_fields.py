"""What only the procedure may write: nobody enters it by hand, whatever the door."""

import base64
from contextlib import suppress

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import OVERSIGHT_ROLES, PDF, STAFF_ROLES, PtspCase

#: What must never be writable, written down once more; a model may protect more than this.
PROTECTED = {
    "ptsp.application": {
        "name",
        "state",
        "control_ids",
        "chain_hash",
        "control_count",
        "registration_number",
        "registered_at",
        "clock_started_at",
        "clock_ended_at",
        "deadline",
        "at_risk_at",
        "paused_minutes",
        "pause_count",
        "sla_verdict",
        "step_due_at",
        "waiting_since",
        "alert_at",
        "alerts_given",
        "letter_body_origin",
        "draft_revision",
        "drafter_ids",
        "initial_ids",
        "signatory_id",
        "signed_at",
        "officer_id",
        "taken_at",
        "letter_number",
        "letter_date",
        "letter_attachment_id",
        "letter_sha256",
        "handed_over_at",
        "commercial_partner_id",
    },
    "ptsp.control.line": {
        "application_id",
        "sequence",
        "step_id",
        "state",
        "action",
        "user_id",
        "started_at",
        "ended_at",
        "working_minutes",
        "norm_minutes",
        "within_norm",
        "note",
        "document_sha256",
        "line_hash",
    },
    "ptsp.final.check": {"application_id", "item_id", "letter_number", "name", "checked_by_id", "checked_at"},
    "ptsp.voided.letter": {"application_id", "letter_number", "attachment_id", "letter_token", "voided_at", "reason"},
    "ptsp.signed.copy": {"application_id", "letter_number", "attachment_id", "sha256", "attached_by_id"},
    "ptsp.register.entry": {"name", "kind", "company_id", "code", "year", "number", "application_id"},
    "ptsp.letter.initial": {
        "application_id",
        "revision",
        "role",
        "user_id",
        "deputation_id",
        "initialled_at",
        "struck_at",
    },
    "ptsp.technical.review": {
        "state",
        "cover_letter_number",
        "cover_letter_date",
        "due_at",
        "opinion",
        "advice_number",
        "advice_date",
        "issued_by_id",
        "issued_at",
    },
    "ptsp.request": {
        "state",
        "desk",
        "step_id",
        "review_id",
        "asked_by_id",
        "asked_at",
        "sent_at",
        "round",
        "again_reason",
        "answer",
        "attachment_ids",
        "answered_by_id",
        "answered_at",
        "exchange_ids",
    },
    "ptsp.request.exchange": {"request_id", "kind", "text", "value", "user_id", "said_at", "round", "sha256"},
    "ptsp.checklist.line": {
        "application_id",
        "requirement_id",
        "sequence",
        "mandatory",
        "only_if_represented",
        "applicable",
    },
}
#: Models whose records are never copied at all.
NEVER_COPIED = (
    "ptsp.request.exchange",
    "ptsp.control.line",
    "ptsp.register.entry",
    "ptsp.letter.initial",
    "ptsp.checklist.line",
    "ptsp.final.check",
    "ptsp.voided.letter",
    "ptsp.signed.copy",
)
FAKE_KEY = {"ptsp_procedure": True}


@tagged("post_install", "-at_install")
class TestProtectedFields(PtspCase):
    """State, numbers, clock, initials, signatures and the control sheet change by the procedure only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "technical")
        cls.other_application = cls.bring_to(cls.file(), "cs_check")
        cls.initialled = cls.bring_to(cls.file(), "division_review")
        cls.asked = cls.bring_to(cls.file(), "returned").sudo().request_ids
        cls.numbered = cls.as_role(cls.bring_to(cls.file(), "final_check"), "registry")
        cls.numbered.action_attach_signed_copy("Surat.pdf", base64.b64encode(PDF).decode())
        cls.numbered.action_void_number("Salah ketik")
        cls.records = {
            "ptsp.application": cls.application,
            "ptsp.control.line": cls.application.sudo().control_ids[0],
            "ptsp.register.entry": cls.env["ptsp.register.entry"].search(
                [("application_id", "=", cls.application.id), ("kind", "=", "registration")]
            ),
            "ptsp.letter.initial": cls.initialled.sudo().initial_ids,
            "ptsp.final.check": cls.numbered.sudo().final_check_ids[0],
            "ptsp.voided.letter": cls.numbered.sudo().voided_letter_ids,
            "ptsp.signed.copy": cls.numbered.sudo().signed_copy_ids,
            "ptsp.technical.review": cls.application.review_ids,
            "ptsp.request": cls.asked,
            "ptsp.request.exchange": cls.asked.exchange_ids,
            "ptsp.checklist.line": cls.application.checklist_ids[0],
        }
        cls.everyone = [
            *(cls.users[role] for role in STAFF_ROLES + OVERSIGHT_ROLES),
            cls.portal_user,
            cls.other_portal_user,
            cls.env.ref("base.user_admin"),
            cls.env["res.users"].browse(SUPERUSER_ID),
        ]
        cls.env.flush_all()

    def sample(self, model, name):
        """Return a value that the field could take."""
        field = self.env[model]._fields[name]
        if field.type == "selection":
            return field.get_values(self.env)[-1]
        if field.type == "many2one":
            return self.env[field.comodel_name].sudo().search([], limit=1).id
        if field.type in ("one2many", "many2many"):
            return [Command.clear()]
        return {
            "integer": 7,
            "float": 7.5,
            "boolean": True,
            "date": "2026-01-05",
            "datetime": "2026-01-05 01:02:03",
        }.get(field.type, "0007/PAR-05/REG/2026")

    def content(self, model):
        """Return what the database holds of the record that is being attacked."""
        self.env.flush_all()
        self.env.cr.execute(f'SELECT * FROM "{self.env[model]._table}" WHERE id = %s', [self.records[model].id])
        return self.env.cr.fetchone()

    def attacks(self):
        """Yield each protected field of each model with a user who would write it."""
        for model, names in PROTECTED.items():
            for user in self.everyone:
                records = self.records[model].with_user(user)
                for name in names:
                    yield model, name, records

    def test_all_are_declared(self):
        """No field of the list has lost its protection, and each is read-only and never copied."""
        for model, names in PROTECTED.items():
            records = self.env[model]
            self.assertLessEqual(names, records._protected_fields, model)
            for name in records._protected_fields:
                field = records._fields[name]
                with self.subTest(model=model, field=name):
                    self.assertTrue(field.readonly or field.automatic or model == "ptsp.control.line")
                    self.assertFalse(field.copy and model not in NEVER_COPIED)

    def test_no_archiving(self):
        """Applications, control lines and numbers cannot be made to disappear from view."""
        for model in PROTECTED:
            self.assertNotIn("active", self.env[model]._fields)
            self.assertFalse(self.env[model]._active_name)

    def test_write(self):
        """Nobody writes a protected field, the system itself included, with or without a faked key."""
        before = {model: self.content(model) for model in PROTECTED}
        written = []
        for model, name, records in self.attacks():
            for context in ({}, FAKE_KEY):
                with suppress(UserError):
                    records.with_context(**context).write({name: self.sample(model, name)})
                    written.append(f"{model}.{name} by {records.env.user.login}")
        self.assertFalse(written, "\n".join(written))
        self.assertEqual({model: self.content(model) for model in PROTECTED}, before)

    def test_write_names_the_field(self):
        """Whoever tries is told which field it is and what to do instead."""
        application = self.as_role(self.application, "processing")
        with self.assertRaisesRegex(UserError, "Deadline.*State.*in Application cannot be entered.*buttons"):
            application.write({"state": "done", "deadline": False})

    def test_create(self):
        """Nobody creates a record with a protected field filled in."""
        created = []
        for model, name, records in self.attacks():
            vals = self.application_vals() if model == "ptsp.application" else {}
            if model == "ptsp.technical.review":
                vals = {"application_id": self.application.id, "agency_id": self.agency.id, "kind": "Lalu lintas"}
            elif model == "ptsp.request":
                vals = {"application_id": self.other_application.id, "text": "Apa?"}
            with suppress(UserError), self.env.cr.savepoint():
                records.browse().with_context(**FAKE_KEY).create({**vals, name: self.sample(model, name)})
                created.append(f"{model}.{name} by {records.env.user.login}")
        self.assertFalse(created, "\n".join(created))

    def assert_fresh(self, application):
        """The application stands where a new one stands, and nobody has found anything yet."""
        self.env.flush_all()
        self.env.invalidate_all()
        application = application.sudo()
        self.assertEqual(application.state, "draft")
        self.assertEqual(application.name, f"Draft {application.id:05d}")
        empty = PROTECTED["ptsp.application"] - {
            "name",
            "state",
            "control_ids",
            "waiting_since",
            "commercial_partner_id",
        }
        self.assertEqual({name for name in empty if application[name]}, set())
        self.assertFalse(application.decision or application.letter_body or application.recipient_name)
        [line] = application.control_ids
        self.assertEqual((line.sequence, line.state, line.action, line.user_id.id), (1, "draft", False, False))
        self.assertFalse(line.ended_at or line.line_hash or line.note)
        checklist = application.checklist_ids
        self.assertEqual(checklist.requirement_id, self.service.requirement_ids)
        self.assertFalse(any(checklist.mapped("current_result")) or any(checklist.mapped("note")))
        self.assertTrue(all(checklist.mapped("mandatory")))
        self.assertEqual(len(checklist.filtered("applicable")), 6)
        self.assertFalse(application.review_ids)

    def test_defaults_of_the_context(self):
        """Defaults that a client sends along fill in nothing that the procedure fills in."""
        context = {
            f"default_{name}": self.sample(model, name)
            for model, names in PROTECTED.items()
            for name in names
            if self.env[model]._fields[name].type != "one2many"
        }
        results = {f"default_{name}": "ok" for name in ("service_result", "registration_result", "verification_result")}
        later = {
            "default_decision": "recommended",
            "default_letter_body": "<p>Disetujui</p>",
            "default_recipient_name": "Siapa saja",
            "default_control_ids": [Command.create({"state": "draft"})],
        }
        for user in (self.users["information"], self.users["customer_service"], self.env.ref("base.user_root")):
            Application = self.env["ptsp.application"].with_user(user)
            with self.subTest(user=user.login):
                self.assert_fresh(
                    Application.with_context(**context, **results, **later, **FAKE_KEY).create(self.application_vals())
                )

    def test_defaults_do_not_follow_through_the_procedure(self):
        """Defaults that a client sends along with a button change nothing of what it writes."""
        application = self.bring_to(self.file(), "numbering")
        registry = self.as_role(application, "registry")
        registry.with_context(
            default_user_id=self.users["agency_head"].id,
            default_note="Palsu",
            default_within_norm=True,
            default_ended_at="2026-01-05 01:02:03",
            default_datas=b"JVBERi0xLjQK",
            default_public=True,
            default_type="url",
        ).action_number()
        self.assertFalse(application._broken_control_line())
        opened = application.sudo().control_ids[-1]
        self.assertEqual(
            (opened.state, opened.user_id.id, opened.note, opened.ended_at), ("final_check", False, False, False)
        )
        self.assertGreater(application.sudo().letter_attachment_id.file_size, 1000)
        self.assertFalse(application.sudo().letter_attachment_id.public)

    def test_defaults_of_the_user(self):
        """Defaults that a user has saved for himself fill in nothing that the procedure fills in."""
        user = self.users["information"]
        Default = self.env["ir.default"].with_user(user)
        for name, value in (
            ("state", "done"),
            ("registration_number", "0007/PAR-05/REG/2026"),
            ("deadline", "2026-01-05 01:02:03"),
            ("decision", "recommended"),
            ("letter_body", "<p>Disetujui</p>"),
        ):
            Default.set("ptsp.application", name, value, user_id=True)
        for name in ("service_result", "verification_result"):
            Default.set("ptsp.checklist.line", name, "ok", user_id=True)
        Default.set("ptsp.control.line", "note", "Palsu", user_id=True)
        self.assert_fresh(self.file())

    def test_defaults_of_a_review(self):
        """A technical review is asked for, and nothing else, whatever defaults are sent along."""
        application = self.as_role(self.bring_to(self.file(), "verification"), "verification")
        review = (
            self.env["ptsp.technical.review"]
            .with_user(self.users["verification"])
            .with_context(
                default_state="issued",
                default_opinion="Setuju",
                default_received_by="Siapa saja",
                default_received_at="2026-01-05 01:02:03",
            )
            .create({"application_id": application.id, "agency_id": self.agency.id, "kind": "Lalu lintas"})
        )
        self.assertEqual(review.state, "requested")
        self.assertFalse(review.opinion or review.received_by or review.received_at)

    def test_copy(self):
        """A copied application starts anew; a protected field is not copied, not even on request."""
        for application in (self.application, self.other_application):
            copy = self.as_role(application, "information").copy()
            self.assert_fresh(copy)
            self.assertEqual(copy.event_name, "Kaltim Expo")
        for user in (self.users["information"], self.env.ref("base.user_root")):
            for name in PROTECTED["ptsp.application"]:
                with self.subTest(user=user.login, field=name), self.assertRaises(UserError):
                    self.application.with_user(user).copy({name: self.sample("ptsp.application", name)})

    def test_copy_of_evidence(self):
        """Lines of the control sheet, numbers and checklist lines cannot be copied; nor can a review that is sent."""
        for model in (*NEVER_COPIED, "ptsp.technical.review"):
            for user in (self.users["verification"], self.env.ref("base.user_root")):
                with self.subTest(model=model, user=user.login), self.assertRaises(UserError):
                    self.records[model].with_user(user).copy()

    def test_import(self):
        """An import is refused for the same fields, for new records and for existing ones."""
        before = self.content("ptsp.application")
        count = self.env["ptsp.application"].search_count([])
        for user in (self.users["information"], self.users["processing"], self.env.ref("base.user_root")):
            Application = self.env["ptsp.application"].with_user(user)
            for header, values in (
                ([".id", "state"], [str(self.application.id), "Handed Over"]),
                ([".id", "registration_number"], [str(self.application.id), "0007/PAR-05/REG/2026"]),
                ([".id", "deadline"], [str(self.application.id), "2030-01-05 01:02:03"]),
                ([".id", "control_ids/note"], [str(self.application.id), "Palsu"]),
                (["partner_id/.id", "state"], [str(self.applicant.id), "Handed Over"]),
                (["partner_id/.id", "letter_number"], [str(self.applicant.id), "503/0007/PAR-05/DPMPTSP/I/2026"]),
            ):
                with self.subTest(user=user.login, header=header):
                    result = Application.load(header, [values])
                    self.assertFalse(result["ids"])
                    self.assertEqual(result["messages"][0]["type"], "error")
        self.env.invalidate_all()
        self.assertEqual(self.content("ptsp.application"), before)
        self.assertEqual(self.env["ptsp.application"].search_count([]), count)

    def test_commands(self):
        """The lists of an application are no back door to what they hold."""
        line, checklist, review = (
            self.records[model].id for model in ("ptsp.control.line", "ptsp.checklist.line", "ptsp.technical.review")
        )
        foreign = self.other_application.checklist_ids[0].id
        paper = self.service.requirement_ids[0].id
        commands = {
            "control_ids": [
                Command.create({"state": "done", "sequence": 99, "started_at": "2026-01-05 01:02:03"}),
                Command.update(line, {"note": "Palsu"}),
                Command.delete(line),
                Command.unlink(line),
                Command.clear(),
                Command.set([]),
            ],
            "checklist_ids": [
                Command.create({"requirement_id": paper}),
                Command.update(checklist, {"verification_result": "ok"}),
                Command.update(checklist, {"applicable": False}),
                Command.update(checklist, {"mandatory": False}),
                Command.delete(checklist),
                Command.unlink(checklist),
                Command.link(foreign),
                Command.clear(),
                Command.set([foreign]),
            ],
            "review_ids": [
                Command.create({"agency_id": self.agency.id, "kind": "Izin", "state": "issued"}),
                Command.create({"agency_id": self.agency.id, "kind": "Izin"}),
                Command.update(review, {"state": "issued", "opinion": "Setuju"}),
                Command.update(review, {"agency_id": self.other_agency.id}),
                Command.delete(review),
                Command.clear(),
            ],
        }
        before = self.snapshot(self.application), [self.content(model) for model in PROTECTED]
        for user in self.everyone:
            for name, attempts in commands.items():
                for command in attempts:
                    with self.subTest(user=user.login, field=name, command=command), self.assertRaises(UserError):
                        self.application.with_user(user).write({name: [command]})
                    if command[0] == Command.CLEAR:
                        continue
                    with self.subTest(user=user.login, created=name, command=command), self.assertRaises(UserError):
                        vals = self.application_vals(**{name: [command]})
                        with self.env.cr.savepoint():
                            self.env["ptsp.application"].with_user(user).create(vals)
                            raise self.failureException("created")
        self.env.invalidate_all()
        self.assertEqual((self.snapshot(self.application), [self.content(model) for model in PROTECTED]), before)

    def test_unlink(self):
        """Nobody deletes a control line, a number, a checklist line, a sent review or a submitted application."""
        for model, records in self.records.items():
            for user in self.everyone:
                with self.subTest(model=model, user=user.login), self.assertRaises(UserError):
                    records.with_user(user).unlink()
        with self.assertRaises(UserError):
            self.other_application.with_user(SUPERUSER_ID).unlink()

    def test_unlink_with_the_flag_of_uninstallation(self):
        """The key with which Odoo uninstalls a module opens nothing to a user who sends it along."""
        flag = {"_force_unlink": True}
        for model, records in self.records.items():
            for user in self.everyone[:-1]:
                with self.subTest(model=model, user=user.login), self.assertRaises(UserError):
                    records.with_user(user).with_context(**flag).unlink()
        # Here the user may delete reviews as such, but not this one.
        again = self.bring_to(self.file(), "agency_approval", technical=True)
        self.as_role(again, "agency_head").action_return_to_verification("Minta pertimbangan lain")
        with self.assertRaises(UserError):
            self.as_role(again, "verification").review_ids.with_context(**flag).unlink()

    def test_draft_is_deleted_with_all_its_lines(self):
        """A draft may be deleted by the front office; it has no number yet."""
        draft = self.file()
        with self.assertRaises(AccessError):
            self.as_role(draft, "verification").unlink()
        lines = draft.sudo().control_ids
        self.as_role(draft, "customer_service").unlink()
        self.assertFalse(lines.exists())
