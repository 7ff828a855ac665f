"""A manager makes another service through the forms, without a line of code, and officers walk it to its letter."""

from odoo import Command
from odoo.tests import Form, HttpCase, tagged

from .common import DIRECT_WAY, PtspCase
from .common_documents import text_of_pdf

SCRIPT = "<script>alert(1)</script>"
#: What the manager enters in Odoo's editor of properties.
DETAILS = [
    {"name": "a1", "string": "Nama Kegiatan", "type": "char", "required": True, "public": True},
    {"name": "b2", "string": "Jenis", "type": "selection", "selection": [["race", "Lomba"], ["camp", "Perkemahan"]]},
    {"name": "c3", "string": "Lokasi", "type": "tags", "tags": [["smd", "Samarinda", 1], ["brt", "Berau", 2]]},
    {"name": "d4", "string": "Hari Pertama", "type": "date", "required": True, "public": True},
    {"name": "e5", "string": "Peserta", "type": "integer", "suffix": "orang", "required": True},
    {"name": "f6", "string": "Catatan", "type": "text"},
]
DECLARED = {
    "a1": f"Jambore {SCRIPT}",
    "b2": "camp",
    "c3": ["smd", "brt"],
    "d4": "2031-08-17",
    "e5": 1500,
    "f6": "Rahasia panitia",
}


@tagged("post_install", "-at_install")
class TestSecondService(PtspCase, HttpCase):
    """A third service beside those of the data: made by a manager, used by everybody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Visitors who read English.
        cls.env["res.lang"]._activate_lang("en_US")
        cls.first_service = cls.service
        cls.service = cls.make_service()
        cls.define_details(cls.service)

    @classmethod
    def make_service(cls):
        """Fill in the form of a service as a manager does."""
        form = Form(cls.env["ptsp.service"].with_user(cls.users["manager"]))
        form.name = "Rekomendasi Kegiatan Kepemudaan"
        form.code = "PMD-03"
        form.sop_number = "SOP-LP2N-PMD-03"
        form.sop_revision = "01"
        form.in_force_from = "2024-01-01"
        form.sla_days = 2
        form.calendar_id = cls.first_service.calendar_id
        form.registration_format = "{number:03d}/{code}/{year}"
        form.letter_format = "426/{number:03d}/{code}/{roman_month}/{year}"
        form.letter_template_recommended = (
            "<p>Rekomendasi <b>[[nama_kegiatan]]</b> mulai [[hari_pertama]] dengan [[peserta]]:</p><p>[[facts]]</p>"
        )
        form.letter_template_refused = "<p>Belum dapat diberikan untuk [[subject]]: [[refusal_reason]]</p>"
        for name in ("Fotokopi KTP penanggung jawab", "Proposal kegiatan"):
            with form.requirement_ids.new() as requirement:
                requirement.name = name
        with form.legal_basis_ids.new() as regulation:
            regulation.name = "Undang-undang No. 40 Tahun 2009 tentang Kepemudaan"
        states = [source for source, _role, _step, _target in DIRECT_WAY]
        for number, state in enumerate(states, start=1):
            with form.step_ids.new() as step:
                step.number = number
                step.name = f"Tahap {number}"
                step.state = state
                step.norm_max = 30
        return form.save()

    @classmethod
    def define_details(cls, service):
        """Define the details in the dialog of the service."""
        action = service.with_user(cls.users["manager"]).action_define_details()
        editor = cls.env[action["res_model"]].with_user(cls.users["manager"]).with_context(**action["context"])
        form = Form(editor)
        form.details = [{**detail, "definition_changed": True} for detail in DETAILS]
        form.save().action_done()

    def file_in_the_form(self):
        """File an application in the form, as the information officer does."""
        form = Form(self.env["ptsp.application"].with_user(self.users["information"]))
        form.partner_id = self.applicant
        form.service_id = self.service
        form.applicant_identity = "6472051203850001"
        form.details = [{**detail, "value": DECLARED[detail["name"]]} for detail in form.details]
        return form.save()

    def print_paper(self, key, records):
        content, _kind = self.env["ir.actions.report"]._ptsp_render_pdf(f"ptsp_exhibition.report_{key}", records.ids)
        return text_of_pdf(content)

    def test_made_through_the_forms(self):
        """The service has all that the forms were told, and goes by the procedure of the SOP."""
        self.assertEqual(self.service.about, "details")
        self.assertEqual(self.service.procedure, self.first_service.procedure)
        self.assertTrue(self.service.in_force)
        self.assertEqual([detail.label for detail in self.service._details()], [row["string"] for row in DETAILS])
        self.assertIn("[[nama_kegiatan]]", self.service.detail_overview)

    def test_from_the_form_to_the_letter(self):
        """An application goes from the form to its letter, and its details stand wherever somebody reads them."""
        application = self.file_in_the_form()
        self.assertEqual(application.subject, f"Jambore {SCRIPT}")
        self.assertEqual(application.checklist_ids.requirement_id, self.service.requirement_ids)
        self.check_guards(application)
        self.bring_to(application, "registration")
        self.check_portal(application)
        self.check_papers(application)
        self.register(self.as_role(application, "registration"))
        self.assertRegex(application.registration_number, r"^001/PMD-03/\d{4}$")
        self.check_promise(application)
        self.verify_direct(self.as_role(application, "verification"))
        self.check_letter(application)
        for source, role, step, _target in DIRECT_WAY[4:]:
            self.assertEqual(application.state, source)
            step(self, self.as_role(application, role))
        self.assertEqual(application.state, "done")
        self.assertRegex(application.letter_number, r"^426/001/PMD-03/[IVX]+/\d{4}$")
        self.check_page(application.sudo())
        self.check_portal_clock(application.sudo())
        self.check_search(application)

    def check_guards(self, application):
        """What is required is asked for by its label."""
        with self.undone():
            application.details = {**DECLARED, "d4": False, "e5": False}
            self.assert_refused(application, "submit", "Fill in before you submit .*: Hari Pertama, Peserta.$")

    def check_portal(self, application):
        """The applicant follows the application with all that was declared, and markup is text."""
        self.env.flush_all()
        self.authenticate("test_applicant", "test_applicant")
        page = self.url_open(f"/my/applications/{application.id}").text
        for text in ("Nama Kegiatan", "Perkemahan", "Samarinda, Berau", "Rahasia panitia", self.service.name):
            self.assertIn(text, page)
        self.assertIn("Jambore &lt;script&gt;", page)
        self.assertNotIn(SCRIPT, page)
        self.assertIn("Jambore &lt;script&gt;", self.url_open("/my/applications").text)

    def check_portal_clock(self, application):
        """The applicant reads the agency's time, to the minute, wherever he or she is."""
        self.env["res.users"].search([("login", "=", "test_applicant")]).tz = "America/Lima"
        self.env.flush_all()
        self.authenticate("test_applicant", "test_applicant")
        page = self.url_open(f"/my/applications/{application.id}").text
        for moment in (application.registered_at, application.deadline):
            local = application.service_id._local_time(moment)
            self.assertRegex(page, rf"\b{local.day} \w+ {local:%Y, %H.%M}")

    def check_papers(self, application):
        """The papers name subject and details, and no exhibition."""
        form = self.print_paper("application_form", application)
        for text in (f"Nama Kegiatan : Jambore {SCRIPT}", "Hari Pertama : 17 Agustus 2031", "Peserta : 1.500 orang"):
            self.assertIn(text, form)
        with self.undone():
            # As if what they certify had happened already.
            application._as_procedure().write({"registration_number": "REG/1", "invitation_number": "UND/1"})
            for key in ("checklist", "receipt", "control_sheet", "power_of_attorney_filing", "meeting_invitation"):
                with self.subTest(document=key):
                    text = self.print_paper(key, application)
                    self.assertIn(f"Jambore {SCRIPT}", text)
                    self.assertNotIn("pameran", text.lower())
        self.assertIn("Hari Pertama : ....", self.print_paper("blank_application_form", self.service))

    def check_promise(self, application):
        """The promise is the service's own: two working days."""
        second_day = self.service._end_of_working_day(application.clock_started_at, 2)
        self.assertEqual(application.deadline, second_day)

    def check_letter(self, application):
        """The letter is filled in from the service's text by the placeholders of its details."""
        body = self.as_role(application, "processing").letter_body
        self.assertIn(
            "<b>Jambore &lt;script&gt;alert(1)&lt;/script&gt;</b> mulai 17 Agustus 2031 dengan 1.500 orang:", body
        )
        self.assertIn("<td>Lokasi</td><td>:</td><td>Samarinda, Berau</td>", body)
        self.assertNotIn("[[", body)

    def check_page(self, application):
        """The public page tells what is public, in the visitor's language, and nothing else of the details."""
        self.env.flush_all()
        for lang, day in (("id", "17 Agustus 2031"), ("en", "17 August 2031")):
            page = self.url_open(f"/ptsp/verify/{application.letter_token}?lang={lang}").text
            for text in ("Nama Kegiatan", "Jambore &lt;script&gt;", "Hari Pertama", day, application.letter_number):
                self.assertIn(text, page)
            for text in (SCRIPT, "Perkemahan", "Berau", "1.500", "Rahasia panitia"):
                self.assertNotIn(text, page)
        self.assertIn(f"Jambore {SCRIPT}", text_of_pdf(application.letter_attachment_id.raw))

    def check_search(self, application):
        """Lists and figures are filtered and grouped by the service; the register by the code of its numbers."""
        own = {"service_id": self.service, "code": self.service.code}
        for model, field in (
            ("ptsp.application", "service_id"),
            ("ptsp.control.line", "service_id"),
            ("ptsp.technical.review", "service_id"),
            ("ptsp.register.entry", "code"),
            ("ptsp.alert", "service_id"),
            ("ptsp.figure.step", "service_id"),
            ("ptsp.figure.promise", "service_id"),
            ("ptsp.figure.bottleneck", "service_id"),
        ):
            with self.subTest(model=model):
                Model = self.env[model].with_user(self.users["auditor"])
                arch = Model.get_view(view_type="search")["arch"]
                self.assertIn(f'<field name="{field}"', arch)
                self.assertIn(f"'group_by': '{field}'", arch)
                domain = [("application_id", "=", application.id)] if "application_id" in Model._fields else []
                groups = [group for group, _count in Model._read_group(domain, [field], ["__count"])]
                if model in ("ptsp.control.line", "ptsp.register.entry", "ptsp.figure.promise"):
                    self.assertIn(own[field], groups)

    def test_next_revision(self):
        """The next SOP revision begins with the same details; the applications of before stay under theirs."""
        before = self.file_in_the_form()
        before.action_submit()
        action = self.service.with_user(self.users["manager"]).action_new_revision()
        revision = self.env["ptsp.service"].browse(action["res_id"])
        self.assertEqual(revision._details(), self.service._details())
        revision.with_user(self.users["manager"]).write(
            {"in_force_from": "2024-02-01", "detail_definition": DETAILS[1:], "requirement_ids": [Command.clear()]}
        )
        self.assertFalse(self.service.in_force)
        self.assertIn("Nama Kegiatan", [fact.label for fact in before._facts()])
