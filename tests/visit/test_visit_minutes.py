"""The minutes of a visit on site: signed, closed once, tied into the control sheet, printed as they were closed."""

import base64

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ..common_visits import VisitCase
from ..pictures import drawn, picture, sent


@tagged("post_install", "-at_install")
class TestVisitMinutes(VisitCase):
    """A visit was held; its minutes are kept and closed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.visit = cls.hold(cls.plan())

    def close(self):
        self.visit.action_add_photos(sent(picture()))
        self.visit.person_ids[:1].write({"signature": drawn()})
        self.visit.action_close_minutes()

    def test_signatures(self):
        """Who signs was there; what is no drawing is no signature."""
        person = self.visit.person_ids[:1]
        person.write({"present": False})
        person.write({"signature": drawn()})
        self.assertTrue(person.signed_at and person.present)
        with self.assertRaisesRegex(UserError, "Who has signed"):
            person.unlink()
        huge = base64.b64encode(picture(4000, 3000, "PNG")).decode()
        for wrong in ("bukan", "JVBERi0xLjQK", base64.b64encode(picture()).decode(), drawn()[:120], huge):
            with self.subTest(wrong), self.undone(), self.assertRaises(UserError):
                person.write({"signature": wrong})
        planned = self.plan()
        with self.assertRaises(ValidationError):
            planned.person_ids[:1].write({"signature": drawn()})

    def test_not_yet(self):
        """Minutes without anybody who was there, or without a finding, are not closed."""
        planned = self.plan()
        with self.assertRaisesRegex(UserError, "was held"):
            planned.action_close_minutes()
        self.visit.person_ids.write({"present": False})
        with self.assertRaisesRegex(UserError, "who was there"):
            self.visit.action_close_minutes()
        self.visit.person_ids.write({"present": True})
        self.visit.finding_ids.write({"result": False})
        self.visit.write({"conclusion": False})
        with self.assertRaisesRegex(UserError, "what was found"):
            self.visit.action_close_minutes()

    def test_closed_for_ever(self):
        """Once closed nothing changes: not the text, people, findings, photos, files, nor by the administrator."""
        self.close()
        visit = self.visit
        self.env.flush_all()
        files = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "in", ("ptsp.survey.photo", "ptsp.survey.person")),
                    ("res_id", "in", (visit.photo_ids.ids + visit.person_ids.ids)),
                    ("res_field", "!=", False),
                ]
            )
        )
        self.assertEqual(len(files), 2)
        changes = (
            lambda kept, files: kept.write({"conclusion": "Lain"}),
            lambda kept, files: kept.write({"minutes_sha256": "0"}),
            lambda kept, files: kept.write({"person_ids": [Command.create({"name": "Lain"})]}),
            lambda kept, files: kept.person_ids[:1].write({"present": False}),
            lambda kept, files: kept.person_ids[:1].write({"signature": False}),
            lambda kept, files: kept.person_ids[-1:].unlink(),
            lambda kept, files: kept.finding_ids[:1].write({"remark": "Lain"}),
            lambda kept, files: kept.finding_ids[:1].unlink(),
            lambda kept, files: kept.photo_ids.write({"name": "Lain"}),
            lambda kept, files: kept.photo_ids.unlink(),
            lambda kept, files: kept.action_add_photos(sent(picture())),
            lambda kept, files: kept.action_close_minutes(),
            lambda kept, files: kept.unlink(),
            lambda kept, files: files.write({"raw": picture(10, 10)}),
            lambda kept, files: files.unlink(),
            lambda kept, files: kept.sudo().minutes_file_id.write({"raw": b"%PDF-"}),
        )
        for env in (visit.env, self.env(su=True)):
            for change in changes:
                with self.subTest(su=env.su, change=change), self.undone(), self.assertRaises(UserError):
                    change(visit.with_env(env), files.with_env(env))
        self.assertEqual(visit._minutes_digest(), visit.minutes_sha256)

    def test_files_of_closed_minutes(self):
        """No file is slipped into closed minutes, and a signature is a drawing, by the number of its file, too."""
        person = self.visit.person_ids[:1]
        person.write({"signature": drawn()})
        Files = self.env["ir.attachment"].with_user(self.member)
        file = Files.search(
            [("res_model", "=", person._name), ("res_id", "=", person.id), ("res_field", "=", "signature")]
        )
        with self.undone(), self.assertRaises(UserError):
            file.write({"raw": b"<svg/>"})
        person.write({"signature": drawn()})
        self.visit.action_close_minutes()
        values = {"name": "signature", "res_model": person._name, "res_field": "signature"}
        raw = base64.b64decode(drawn())
        for other in self.visit.person_ids:
            with self.subTest(other.name), self.undone(), self.assertRaises(UserError):
                Files.create({**values, "res_id": other.id, "raw": raw})

    def test_renamed(self):
        """An OPD that is renamed later has its minutes as they were closed."""
        self.close()
        self.agency.sudo().name = "Dinas dengan nama baru"
        self.env.flush_all()
        self.assertEqual(self.visit._minutes_digest(), self.visit.minutes_sha256)

    def test_in_the_control_sheet(self):
        """The control sheet holds the fingerprints, and tells when minutes were changed behind it."""
        self.close()
        self.own.action_issue("Baik")
        self.other.action_issue("Baik")
        self.assertEqual(self.application.state, "drafting")
        application = self.application.sudo()
        said = application.control_ids._evidence_of("survey_minutes")
        self.assertEqual(said[str(self.visit.id)]["sha256"], self.visit.minutes_sha256)
        self.assertEqual(said[str(self.visit.id)]["pdf"], self.visit.minutes_file_sha256)
        lines = application.control_ids.filtered("ended_at")
        self.assertFalse(application._differences_from_sheet(lines))
        self.env.flush_all()
        self.env.cr.execute("UPDATE ptsp_survey_visit SET conclusion = 'Lain' WHERE id = %s", [self.visit.id])
        self.env.invalidate_all()
        self.assertIn("minutes of visits on site", application._differences_from_sheet(lines))

    def test_closed_after_the_opinion(self):
        """Minutes that are finished after the opinion stand in the sheet with the next step."""
        self.own.action_issue("Baik")
        self.other.action_issue("Baik")
        self.visit.action_close_minutes()
        self.submit_draft(self.as_role(self.application, "processing"))
        said = self.application.sudo().control_ids._evidence_of("survey_minutes")
        self.assertIn(str(self.visit.id), said)

    def test_handed_on(self):
        """What was found on site stands at the criteria of the opinion, where nothing stands yet."""
        criterion = (
            self.env["ptsp.opinion.finding"]._as_procedure().create({"review_id": self.own.id, "name": "Parkir"})
        )
        visit = self.hold(self.plan())
        found = visit.finding_ids.filtered(lambda one: one.name == "Parkir")
        found.write({"result": "not_met", "remark": "Sempit"})
        visit.action_close_minutes()
        self.assertEqual((criterion.result, criterion.remark), ("not_met", "Sempit"))

    def test_print(self):
        """Minutes print filled in; the OPD prints its own, and once closed what was stored."""
        Report = self.env["ir.actions.report"].with_user(self.member)
        name = "ptsp_exhibition.report_survey_visit_minutes"
        html = Report._render_qweb_html(name, self.visit.ids)[0].decode()
        for text in ("Lokasi memadai", "Sesuai denah", "Convention Hall", self.agency.name, "dihadiri"):
            self.assertIn(text, html)
        self.close()
        content, _kind = Report.with_context(force_report_rendering=True)._render_qweb_pdf(name, self.visit.ids)
        self.assertEqual(content, self.visit.sudo().minutes_file_id.raw)
        with self.assertRaises(AccessError):
            Report.with_user(self.other_opd_user)._render_qweb_html(name, self.visit.ids)
        blank = self.env["ir.actions.report"].with_user(self.users["processing"])
        html = blank._render_qweb_html("ptsp_exhibition.report_survey_minutes", self.application.ids)[0].decode()
        # One filled in, and the form of the OPD that has held no visit.
        self.assertIn("Lokasi memadai", html)
        self.assertIn("Pada hari ini ....", html)
