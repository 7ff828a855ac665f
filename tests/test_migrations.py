"""What an agency has stays right when the addon is updated, whatever the version it comes from."""

import ast
import base64
from contextlib import contextmanager
from pathlib import Path
from runpy import run_path

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import PDF, STAFF_GROUPS
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

    def test_limits(self):
        """Attachments that an agency let be larger than is taken now are bounded; smaller ones are as they were."""
        large, small = self.env["res.company"].create([{"name": "Dinas Pertama"}, {"name": "Dinas Kedua"}])
        self.env.flush_all()
        self.env.cr.execute("ALTER TABLE res_company DROP CONSTRAINT res_company_ptsp_attachment_limit_bounded")
        self.env.cr.execute("UPDATE res_company SET ptsp_attachment_limit = 5000 WHERE id = %s", [large.id])
        self.env.cr.execute("UPDATE res_company SET ptsp_attachment_limit = 25 WHERE id = %s", [small.id])
        self.migrate("19.0.3.0.0/pre-limits.py")
        self.assertEqual((large + small).mapped("ptsp_attachment_limit"), [100, 25])

    def test_questionnaire(self):
        """The e-mail after the hand-over leads to the application's own link, also where an agency has reworded it."""
        template = self.env.ref("ptsp_exhibition.mail_template_handed_over")
        before = (
            '<p t-if="object.service_id.questionnaire_id">Silakan: <a t-att-href="object.service_id.questionnaire_id'
            '.get_base_url() + object.service_id.questionnaire_id.get_start_url()">isi kuesioner</a>.</p>'
        )
        template.body_html = before
        self.migrate("19.0.3.0.0/post-questionnaire.py")
        self.assertNotIn("questionnaire_id", template.body_html)
        self.assertEqual(template.body_html.count("object._questionnaire_url()"), 2)
        self.assertIn("Silakan: ", template.body_html)
        application = self.bring_to(self.file(), "done")
        body = template._render_field("body_html", application.ids)[application.id]
        self.assertIn(application._questionnaire_url(), body)

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
            (f"{TUE} 09:30", "hand_in_correction"),
            (f"{TUE} 09:30", "complete_correction"),
            (f"{TUE} 10:00", "verify_technical"),
            (f"{WED} 09:00", "dispatch"),
            (f"{THU} 09:00", "receive_advice"),
        )
        self.to_agency_head(application, f"{THU} 13:00")
        self.go(application, (f"{THU} 14:00", "sign"), (f"{FRI} 09:00", "number"), (f"{FRI} 09:00", "release"))
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

    def test_prints(self):
        """Texts of the addon get their present wording; what an agency has written itself stays."""
        legal = [self.env.ref(f"ptsp_exhibition.legal_basis_{number:02d}") for number in (4, 5)]
        step = self.env.ref("ptsp_exhibition.step_12")
        said, titles = step.sop_text, [regulation.name for regulation in legal]
        legal[0].write({"name": "Peraturan Presiden No. 87 Tahun 2014 Tentang Penyelenggaraan PTSP", "in_letter": True})
        legal[1].write({"name": "Peraturan dinas sendiri", "in_letter": True})
        self.service.write(
            {
                "validity": False,
                "letter_template_recommended": "<p>Menindaklanjuti permohonan Saudara yang terdaftar dengan nomor "
                "[[registration_number]] kami merekomendasikan.</p><p>Demikian rekomendasi ini diberikan untuk "
                "dipergunakan sebagaimana mestinya.</p>",
                "letter_template_refused": "<p>Ditolak.</p>",
            }
        )
        step.write({"sop_text": False, "sop_remarks": "Keterangan dinas"})
        template = self.env.ref("ptsp_exhibition.mail_template_cancelled")
        template.subject = "Permohonan Saudara mengenai sesuatu"
        requirement = self.env.ref("ptsp_exhibition.requirement_id").with_context(lang="id_ID")
        requirement.name = "Fotocopy KTP atau Identitas Pemohon yang masih berlaku"
        kept, draft = self.bring_to(self.file(), "verification"), self.file()
        self.env.flush_all()
        self.env.cr.execute("UPDATE ptsp_application SET applicant_position = NULL")
        for _time in range(2):
            self.migrate("19.0.4.0.0/post-prints.py")
            self.assertEqual(legal[0].name, titles[0])
            self.assertEqual((legal[1].name, legal[1].in_letter), ("Peraturan dinas sendiri", True))
            self.assertEqual((step.sop_text, step.sop_remarks), (said, "Keterangan dinas"))
            self.assertEqual(self.service.validity, "selama perusahaan menjalankan kegiatan usahanya")
            body = self.service.letter_template_recommended
            for text in ("[[opd_opinions]]", "Rekomendasi ini berlaku [[validity]].", "Demikian rekomendasi"):
                self.assertEqual(body.count(text), 1)
            self.assertEqual(self.service.letter_template_refused, "<p>Ditolak.</p>")
            self.assertEqual(template.subject, "Permohonan Anda mengenai sesuatu")
            self.assertEqual(requirement.name, "Fotokopi KTP atau identitas pemohon yang masih berlaku")
            self.assertEqual((kept.applicant_position, draft.applicant_position), ("Pimpinan", False))

    def test_words(self):
        """Labels and steps get their present words; what an agency has named itself stays."""
        steps = [self.env.ref(f"ptsp_exhibition.step_{number}") for number in (12, 13)]
        report = self.env.ref("ptsp_exhibition.action_report_control_sheet")
        requirement = self.env.ref("ptsp_exhibition.requirement_id")
        expected = [step.with_context(lang=lang).name for step in steps for lang in ("en_US", "id_ID")]
        self.assertEqual(len(set(expected)), 4)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ptsp_step SET name = jsonb_build_object('en_US', %s, 'id_ID', %s) WHERE id IN %s",
            (
                "Check draft and file; return it or initial it",
                "Memeriksa konsep surat dan berkas terkait; meminta perbaikan atau membubuhkan paraf",
                tuple(step.id for step in steps),
            ),
        )
        self.env.invalidate_all()
        report.with_context(lang="id_ID").name = "Map Pengendali Proses"
        requirement.with_context(lang="id_ID").name = "KTP"
        for _time in range(2):
            self.migrate("19.0.4.1.0/post-words.py")
            self.assertEqual(
                [step.with_context(lang=lang).name for step in steps for lang in ("en_US", "id_ID")], expected
            )
            self.assertEqual(report.with_context(lang="id_ID").name, "Lembar Pengendali Proses")
            self.assertEqual(requirement.with_context(lang="id_ID").name, "KTP")
        steps[0].with_context(lang="id_ID").name = "Langkah dinas"
        self.migrate("19.0.4.1.0/post-words.py")
        self.assertEqual(steps[0].with_context(lang="id_ID").name, "Langkah dinas")

    def test_checklists_keep_what_they_asked_for(self):
        """Checklists of before keep the names that their papers have now, in every language."""
        line = self.file().checklist_ids[0]
        name, asked = line.name, line.mandatory
        self.env.flush_all()
        self.env.cr.execute("UPDATE ptsp_checklist_line SET name = NULL, mandatory = NULL")
        self.env.cr.execute("UPDATE ptsp_requirement SET active = NULL")
        self.migrate("19.0.3.0.0/pre-checklist.py")
        self.assertEqual((line.name, line.mandatory), (name, asked))
        self.assertTrue(line.requirement_id.active)

    def test_applicants_are_kept(self):
        """Applications that were handed in keep what their contacts say; drafts go on following theirs."""
        self.applicant.write({"street": "Jl. Awang Long 12", "city": "Samarinda", "phone": "0541-733333"})
        person = self.portal_user.partner_id
        handed_in = self.bring_to(self.file(partner_id=person.id), "cs_check")
        represented = self.file(is_represented=True, representative_id=person.id)
        self.bring_to(represented, "cs_check")
        draft = self.file()
        names = sorted(handed_in._kept_fields())
        expected = [[application[name] or "" for name in names] for application in (handed_in, represented)]
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ptsp_application SET applicant_kept_at = NULL, "  # pylint: disable=sql-injection
            + ", ".join(f"{name} = NULL" for name in names)
        )
        self.migrate("19.0.3.0.0/post-applicants.py")
        self.migrate("19.0.4.0.0/post-prints.py")
        self.assertEqual(
            [[application[name] or "" for name in names] for application in (handed_in, represented)], expected
        )
        self.assertTrue(handed_in.applicant_kept_at)
        self.assertFalse(draft.applicant_kept_at)

    def test_papers_belong_to_their_line(self):
        """Papers that were moved away or opened come back to the line that holds them, and are shown to nobody else."""
        line = self.as_role(self.bring_to(self.file(), "cs_check"), "customer_service").checklist_ids[0]
        paper = line.env["ir.attachment"].create({"name": "ktp.pdf", "raw": PDF})
        line.write({"attachment_ids": [Command.link(paper.id)]})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ir_attachment SET res_model = NULL, res_id = 0, public = TRUE, access_token = 'x' WHERE id = %s",
            (paper.id,),
        )
        self.migrate("19.0.3.0.0/post-papers.py")
        self.assertEqual((paper.res_model, paper.res_id), (line._name, line.id))
        self.assertFalse(paper.sudo().public or paper.sudo().access_token)

    def test_notices_say_what_the_application_says(self):
        """The e-mails to applicants no longer read contacts and requirements."""
        template = self.env.ref("ptsp_exhibition.mail_template_returned")
        pairs = (
            ("object.partner_id.name or ''", "object._applicant().name"),
            ("line.requirement_id.name", "line.name"),
        )
        expected = before = template.body_html
        for old, new in pairs:
            expected = expected.replace(old, new)
        for old, new in pairs:
            before = before.replace(new, old)
        self.assertNotEqual(before, expected)
        template.body_html = before
        self.migrate("19.0.3.0.0/post-notices.py")
        self.assertEqual(template.body_html, expected)

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

    def test_holidays(self):
        """Public holidays that ended at the midnight after them end a second earlier; what else is leave stays."""
        other = self.env["resource.calendar"].create({"name": "Lain", "tz": "Asia/Makassar"})
        midnight = {"date_to": wita(f"{WED} 00:00")}
        holiday = self.holiday(TUE, **midnight)
        kept = self.holiday(FRI) + self.holiday(THU, date_to=wita(f"{THU} 12:00"))
        kept += self.holiday(TUE, **midnight, calendar_id=other.id)
        before = kept.mapped("date_to")
        self.migrate("19.0.4.0.0/post-holidays.py")
        self.assertEqual(holiday.date_to, wita(f"{TUE} 23:59:59"))
        self.assertEqual(kept.mapped("date_to"), before)

    def test_states_of_steps(self):
        """Steps 8 and 15 go on in their second states; what is in correction stays there, without a norm."""
        application = self.bring_to(self.file(), "correction").sudo()
        step = self.service.step_ids.filtered(lambda step: step.number == 8)
        numbering = self.service.step_ids.filtered(lambda step: step.number == 15)
        self.env.flush_all()
        for query in (
            "UPDATE ptsp_step SET state = 'correction', second_state = NULL WHERE number = 8",
            "UPDATE ptsp_step SET second_state = NULL WHERE number = 15",
            "UPDATE ptsp_control_line SET norm_minutes = 15 WHERE state = 'correction'",
            "UPDATE ptsp_application SET step_due_at = now() WHERE state = 'correction'",
        ):
            self.env.cr.execute(query)
        self.env.invalidate_all()
        self.migrate("19.0.4.0.0/pre-states.py")
        self.assertEqual((step.state, step.second_state), ("corrected", "correction"))
        self.assertEqual((numbering.state, numbering.second_state), ("numbering", "final_check"))
        line = application.control_ids.filtered(lambda line: not line.ended_at)
        self.assertEqual((application.state, line.norm_minutes), ("correction", 0))
        self.assertFalse(application.step_due_at)
        self.hand_in_correction(self.as_role(application, "customer_service"))
        self.assertFalse(application._broken_control_line())

    def test_final_checklist(self):
        """Each service gets the five lines; what the registry had confirmed as a whole is ticked on each of them."""
        released = self.bring_to(self.file(), "pickup").sudo()
        waiting = self.bring_to(self.file(), "numbering").sudo()
        registry = self.users["registry"]
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM ptsp_final_check")
        self.env.cr.execute("DELETE FROM ptsp_final_check_item")
        self.env.invalidate_all()
        with (
            self.column("ptsp_application", "final_checklist_by_id", "integer"),
            self.column("ptsp_application", "final_checklist_at", "timestamp"),
        ):
            self.env.cr.execute(
                "UPDATE ptsp_application SET final_checklist_by_id = %s, final_checklist_at = %s WHERE id IN %s",
                (registry.id, wita(f"{MON} 10:00"), (released + waiting)._ids),
            )
            self.migrate("19.0.4.0.0/post-final-checklist.py")
        self.assertEqual(len(self.service.final_check_ids), 5)
        self.assertEqual(len(released._current_final_checks()), 5)
        self.assertEqual(released.final_check_ids.checked_by_id, registry)
        self.assertFalse(waiting.final_check_ids)
        self.number(self.as_role(waiting, "registry"))
        self.assertEqual(len(waiting.final_check_ids), 5)

    def test_released_with_the_number(self):
        """A letter that was numbered before there was a final check counts as released then, for Verify Sheet too."""
        application = self.bring_to(self.file(), "pickup").sudo()
        ended_at = application.clock_ended_at
        self.env.flush_all()
        self.env.cr.execute(
            "DELETE FROM ptsp_control_line WHERE application_id = %s AND state = 'final_check'", [application.id]
        )
        self.env.cr.execute(
            "UPDATE ptsp_control_line SET ended_at = %s WHERE application_id = %s AND action = 'number'",
            [ended_at, application.id],
        )
        self.env.invalidate_all()
        lines = application.control_ids.filtered("ended_at").sorted("sequence")
        self.assertFalse(application._differences_from_sheet(lines))
        application._as_procedure()._recompute_clock()
        self.assertEqual((application.clock_ended_at, application.sla_verdict), (ended_at, "met"))

    def test_questionnaire_speaks_both_languages(self):
        """The questionnaire of before is found again in both languages; what an agency has worded itself stays."""
        survey = self.env.ref("ptsp_exhibition.survey_satisfaction")
        first, own = (self.env.ref(f"ptsp_exhibition.survey_question_{number}") for number in (1, 2))
        answers = first.suggested_answer_ids
        names = self.env["ir.model.data"].search([("model", "=", answers._name), ("res_id", "in", answers.ids)])
        self.assertEqual(len(names), len(answers))
        names.unlink()
        indonesian = "1. Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?"
        for question, title in ((first, indonesian), (own, "Apa kata Saudara?")):
            question.update_field_translations("title", {"en_US": title, "id_ID": title})
        answers[0].update_field_translations("value", {"en_US": "Tidak sesuai", "id_ID": "Tidak sesuai"})
        survey.lang_ids = self.env["res.lang"]._activate_lang("en_US")
        self.migrate("19.0.4.1.0/pre-questionnaire.py")
        self.assertFalse(survey.lang_ids)
        self.assertEqual(first.with_context(lang="id_ID").title, indonesian)
        self.assertEqual(first.title, "1. How well do the requirements of the service fit the kind of service?")
        self.assertEqual(own.title, "Apa kata Saudara?")
        self.assertEqual(self.env.ref("ptsp_exhibition.survey_answer_1_1"), answers[0])
        self.assertEqual(
            (answers[0].value, answers[0].with_context(lang="id_ID").value), ("Not at all", "Tidak sesuai")
        )

    def test_answers_are_cut_off(self):
        """Answers that were linked to their application name nothing any more, and count; what waits is dropped."""
        applications = self.bring_to(self.file(4), "done").sudo()
        survey = self.service.questionnaire_id
        answers = self.env["survey.user_input"].sudo().create([{"survey_id": survey.id} for _each in applications])
        for answer, point in zip(answers[:3], (1, 2, 3), strict=True):
            answer.write({"state": "done", "email": "x@example.com"})
            for question in survey.question_ids.filtered("ptsp_element"):
                answer._save_lines(question, question.suggested_answer_ids[point - 1].id)
        tokens = answers.mapped("access_token")
        survey.question_ids.ptsp_element = False
        self.env.flush_all()
        self.env.cr.execute("ALTER TABLE ptsp_application ADD COLUMN questionnaire_answer_id integer")
        for application, answer in zip(applications, answers, strict=True):
            self.env.cr.execute(
                "UPDATE ptsp_application SET questionnaire_answer_id = %s WHERE id = %s", [answer.id, application.id]
            )
        self.migrate("19.0.8.0.0/post-satisfaction.py")
        self.assertEqual(applications.mapped("satisfaction_channel"), ["link", "link", "link", False])
        self.assertFalse(answers[3].exists())
        semester = self.service._satisfaction_semester(applications[0].handed_over_at)
        since = self.service._semester_span(semester)[0]
        for answer in answers[:3]:
            self.assertEqual((answer.ptsp_service_id, answer.ptsp_semester), (self.service, semester))
            self.assertEqual((answer.create_date, answer.write_date, answer.start_datetime), (since, since, since))
            self.assertFalse(answer.email)
            self.assertEqual(len(answer.user_input_line_ids), 9)
        self.assertFalse(set(tokens) & set(answers[:3].mapped("access_token")))
        points = [set(answer.user_input_line_ids.mapped("ptsp_points")) for answer in answers[:3]]
        self.assertCountEqual(points, [{1}, {2}, {3}])
        self.assertEqual(set(answers[:3].user_input_line_ids.mapped("create_date")), {since})
        self.env.cr.execute(
            "SELECT 1 FROM information_schema.columns WHERE table_name = 'ptsp_application' "
            "AND column_name = 'questionnaire_answer_id'"
        )
        self.assertFalse(self.env.cr.fetchall())

    def test_part_of_those_who_ask(self):
        """The index is on where a service gives a questionnaire, and off elsewhere."""
        other = self.env["res.company"].create({"name": "Dinas Kedua"})
        self.env.flush_all()
        self.env.cr.execute("UPDATE res_company SET ptsp_uses_satisfaction = NULL")
        self.migrate("19.0.8.0.0/pre-satisfaction.py")
        self.assertTrue(self.service.company_id.ptsp_uses_satisfaction)
        self.assertFalse(other.ptsp_uses_satisfaction)

    def test_scans_of_signed_letters(self):
        """Scans that were read with their application, by its OPD and its applicant, are read by the agency alone."""
        application = self.bring_to(self.file(), "pickup", technical=True)
        self.as_role(application, "pickup").action_attach_signed_copy("surat.pdf", base64.b64encode(PDF).decode())
        copy = application.sudo().signed_copy_ids
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ir_attachment SET res_model = 'ptsp.application', res_id = %s WHERE id = %s",
            (application.id, copy.attachment_id.id),
        )
        self.env.invalidate_all()
        self.assertTrue(copy.attachment_id.with_user(self.users["technical"]).has_access("read"))
        self.migrate("19.0.7.0.0/post-scans.py")
        self.env.invalidate_all()
        self.assertFalse(copy.attachment_id.with_user(self.users["technical"]).has_access("read"))
        self.assertTrue(copy.attachment_id.with_user(self.users["auditor"]).has_access("read"))
        self.assertEqual((copy.attachment_id.res_model, copy.attachment_id.res_id), (copy._name, copy.id))
