"""A manager defines what a service asks for; applicants declare it, and it stands wherever it is read."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ...models.details.detail import LABEL_LIMIT
from ..common_details import DEFINITION, DetailsCase
from ..common_documents import text_of_pdf

SCRIPT = "<script>alert(1)</script>"


@tagged("post_install", "-at_install")
class TestDetailDefinition(DetailsCase):
    """What may be defined, by whom, and what of it stays."""

    def assert_refused_definition(self, message, *definition):
        """A definition is refused with a message that says what to change."""
        with self.assertRaisesRegex(ValidationError, message):
            self.define(*definition)

    def test_managers_define(self):
        """Managers define the details; officers do not, neither at the service nor by way of an application."""
        self.define(*DEFINITION[:2])
        self.assertEqual([detail.label for detail in self.service._details()], ["Judul Penelitian", "Ringkasan"])
        for role in ("information", "agency_head", "auditor"):
            with self.assertRaises(AccessError):
                self.define(*DEFINITION, user=role)
        values = [{**DEFINITION[0], "value": "Lain", "string": "Judul Lain", "definition_changed": True}]
        with self.assertRaises(AccessError):
            self.file().details = values
        self.assertEqual(self.service._details()[0].label, "Judul Penelitian")

    def test_kinds(self):
        """A detail is a text, a number, a date, a choice or tags: nothing that leads to other records."""
        for kind in ("many2one", "many2many", "html", "boolean", "datetime", "separator"):
            name = "x_html" if kind == "html" else "x"
            with self.subTest(kind=kind):
                self.assert_refused_definition(
                    "^Rahasia is of a kind that no detail can have. Choose one of: Text, ",
                    {"name": name, "string": "Rahasia", "type": kind},
                )

    def test_labels(self):
        """A detail has a label of its own, from which its placeholder follows."""
        self.assertEqual(
            [detail.placeholder for detail in self.service._details()],
            [
                "judul_penelitian",
                "ringkasan",
                "bidang",
                "lokasi",
                "tanggal_mulai",
                "jumlah_peneliti",
                "biaya_juta_rupiah",
            ],
        )
        for label in ("", "  ", "?!", False):
            with self.subTest(label=label):
                self.assert_refused_definition("Give every detail a label", {**DEFINITION[0], "string": label})
        self.assert_refused_definition("at most 100", {**DEFINITION[0], "string": "P" * (LABEL_LIMIT + 1)})
        self.assert_refused_definition(
            "JUDUL: penelitian and Judul Penelitian would have the same placeholder",
            DEFINITION[0],
            {"name": "y", "string": "JUDUL: penelitian", "type": "date"},
        )

    def test_options(self):
        """A choice and tags have options, each with a name."""
        for kind, nameless in (("selection", [["a", " "]]), ("tags", [["a", " ", 1]])):
            for options in ([], nameless):
                with self.subTest(kind=kind, options=options):
                    self.assert_refused_definition(
                        "^Bidang: enter from what", {"name": "x", "string": "Bidang", "type": kind, kind: options}
                    )

    def test_flags_and_default(self):
        """Required and public are yes or no, and a default must be a value that the detail can have."""
        self.assert_refused_definition(
            "let Required and Public be either yes or no", {**DEFINITION[0], "public": "everybody"}
        )
        self.assert_refused_definition("longer than 500", {**DEFINITION[0], "default": "P" * 501})
        self.assert_refused_definition("does not fit", {"name": "n", "string": "N", "type": "integer", "default": "x"})
        self.define({"name": "n", "string": "Jumlah", "type": "integer", "default": 3, "required": True})
        self.assertEqual(self.file(details={})._facts()[0].value, "3")

    def test_what_filed_applications_use_stays(self):
        """A detail that filed applications use is not taken away and stays of its kind; so do its options."""
        draft = self.file()
        self.define(*self.changed("people"))
        self.define(*DEFINITION)
        draft.details = self.declared()
        draft.action_submit()
        for name, keys, label in (
            ("title", {}, "Judul Penelitian"),
            ("people", {}, "Jumlah Peneliti"),
            ("begins", {"type": "char"}, "Tanggal Mulai"),
            ("field", {"selection": [["law", "Hukum"]]}, "Kesehatan"),
            ("places", {"tags": [["smd", "Samarinda", 1], ["bpn", "Balikpapan", 2]]}, "Berau"),
        ):
            with self.subTest(detail=name), self.assertRaisesRegex(UserError, f"say something about {label}, so"):
                self.define(*self.changed(name, **keys))
        # Nobody said anything about these, and a better label loses nothing.
        self.define(*self.changed("summary"))
        self.define(*self.changed("places", tags=[["smd", "Samarinda", 1], ["brt", "Berau", 3]]))
        self.define(
            *self.changed("title", string="Judul Riset", public=False), {"name": "z", "string": "Z", "type": "char"}
        )
        self.assertEqual(draft._facts()[0][:], ("judul_riset", "Judul Riset", "Gizi Balita <Pesisir>"))

    def test_next_revision_takes_the_details_along(self):
        """The next SOP revision begins with the details of the one before, and may ask for others."""
        application = self.file()
        application.action_submit()
        revision = self.service.copy()
        self.assertEqual(revision._details(), self.service._details())
        revision.detail_definition = self.changed("title")
        self.assertEqual(application._facts()[0].value, "Gizi Balita <Pesisir>")

    def test_what_applications_are_about_stays(self):
        """A service under which applications were filed stays about the same; a draft binds nobody."""
        draft = self.file()
        self.service.about = "exhibition"
        self.service.about = "details"
        self.service.about = "details"
        draft.action_submit()
        self.service.about = "details"
        with self.assertRaisesRegex(UserError, "they stay about what they were about"):
            self.service.about = "exhibition"

    def test_overview(self):
        """The manager sees each detail with its kind and the placeholder that letters use."""
        self.define({**DEFINITION[0], "string": f"Judul {SCRIPT}"}, DEFINITION[4])
        overview = self.service.detail_overview
        self.assertIn("[[tanggal_mulai]]", overview)
        self.assertIn("Judul &lt;script&gt;", overview)
        self.assertNotIn("<script>", overview)
        self.define()
        self.assertFalse(self.service.detail_overview)


@tagged("post_install", "-at_install")
class TestDetails(DetailsCase):
    """What applications declare, when, and where it stands."""

    def facts(self, application, **kwargs):
        """Return the facts as a dict from placeholders to values."""
        return {fact.key: fact.value for fact in application._facts(**kwargs)}

    # What is declared

    def test_facts(self):
        """The facts are the details, written in the language of the reader."""
        application = self.file()
        self.assertEqual(
            self.facts(application),
            {
                "judul_penelitian": "Gizi Balita <Pesisir>",
                "ringkasan": "",
                "bidang": "Kesehatan",
                "lokasi": "Samarinda, Berau",
                "tanggal_mulai": "3 May 2031",
                "jumlah_peneliti": "1,200 orang",
                "biaya_juta_rupiah": "",
            },
        )
        application.details = self.declared(budget=12.5, people=0)
        indonesian = self.facts(application.with_context(lang="id_ID"))
        self.assertEqual(indonesian["tanggal_mulai"], "3 Mei 2031")
        self.assertEqual(indonesian["biaya_juta_rupiah"], "12,5")
        self.assertEqual(indonesian["jumlah_peneliti"], "0 orang")
        self.assertEqual(list(self.facts(application, public=True)), ["judul_penelitian", "bidang", "tanggal_mulai"])

    def test_subject_is_the_first_text(self):
        """The first text is the subject of the application."""
        application = self.file()
        self.assertEqual(application.subject, "Gizi Balita <Pesisir>")
        application.details = self.declared(title="Banjir Mahakam")
        self.assertEqual(application.subject, "Banjir Mahakam")
        self.assertEqual(application._subject(), "Banjir Mahakam")
        application.details = self.declared(title=False)
        self.assertEqual(application.subject, "Rekomendasi Penelitian")
        application.details = self.declared(title="", summary="Singkat")
        self.define(DEFINITION[1], *self.changed("summary"))
        self.assertEqual(application.subject, "Singkat")

    def test_required_details(self):
        """What is required is filled in before the application is submitted; all that is missing is named."""
        application = self.file(details={"title": "  ", "people": 0})
        self.assert_refused(
            application, "submit", "Fill in before you submit .*: Judul Penelitian, Bidang, Lokasi, Tanggal Mulai.$"
        )
        self.assertIn("Lokasi", str(application.what_is_missing))
        application.details = self.declared()
        application.action_submit()
        self.assertEqual(application.state, "cs_check")

    def test_values_that_do_not_fit(self):
        """A value is of the detail's kind, whatever a client sends."""
        draft = self.file()
        for name, value in (
            ("title", 5),
            ("title", ["x"]),
            ("field", "other"),
            ("field", ["health"]),
            ("field", {}),
            ("places", "smd"),
            ("places", ["smd", "moon"]),
            ("places", [["smd"]]),
            ("begins", "tomorrow"),
            ("begins", "0031-05-03"),
            ("begins", 7),
            ("people", "many"),
            ("people", 1.5),
            ("people", True),
            ("people", 10**13),
            ("budget", "1,5"),
            ("budget", 1e300),
        ):
            with (
                self.subTest(detail=name, value=value),
                self.assertRaisesRegex(ValidationError, "does not fit. It must be of the kind"),
            ):
                draft.details = self.declared(**{name: value})
        for name, limit in (("title", 500), ("summary", 10000)):
            draft.details = self.declared(**{name: "P" * limit})
            with self.assertRaisesRegex(ValidationError, f"longer than {limit}"):
                draft.details = self.declared(**{name: "P" * (limit + 1)})
        with self.assertRaisesRegex(ValidationError, "does not ask for this detail any more"):
            draft.details = self.declared(secret="x")

    def test_changed_while_it_was_a_draft(self):
        """What a draft declares counts no longer where the manager has made another kind or other options of it."""
        for name, keys in (
            ("title", {"type": "date"}),
            ("title", {"type": "integer"}),
            ("people", {"type": "date"}),
            ("people", {"type": "char"}),
            ("begins", {"type": "tags", "tags": [["smd", "Samarinda", 1]]}),
            ("field", {"selection": [["law", "Hukum"]]}),
            ("places", {"tags": [["bpn", "Balikpapan", 2]]}),
        ):
            with self.subTest(detail=name, **keys), self.undone():
                self.env.registry.clear_cache()
                draft = self.file()
                self.define(*self.changed(name, **keys))
                self.env.flush_all()
                self.env.invalidate_all()
                label = next(detail["string"] for detail in DEFINITION if detail["name"] == name)
                self.assertEqual([fact.value for fact in draft._facts() if fact.label == label], [""])
                self.assert_refused(draft, "submit", f"Fill in before you submit .*: {label}")

    def test_imported(self):
        """What does not fit is not imported, either."""
        draft = self.file()
        before = draft._declared_details()
        Application = self.env["ptsp.application"].with_user(self.users["information"])
        for name, value in (("title", "P" * 501), ("people", "banyak"), ("begins", "0031-05-03")):
            with self.subTest(detail=name):
                Application.load([".id", f"details.{name}"], [[str(draft.id), value]])
                self.env.invalidate_all()
                self.assertEqual(draft._declared_details(), before)

    def test_when_details_are_written(self):
        """Details are declared while the file is open, by whose turn it is; afterwards they stay."""
        application = self.file()
        application.action_submit()
        customer_service = self.as_role(application, "customer_service")
        customer_service.details = self.declared(title="Banjir Mahakam")
        with self.assertRaises(AccessError):
            self.as_role(application, "information").details = self.declared()
        self.bring_to_registration(application)
        for role in ("registration", "information", "manager"):
            with self.subTest(role=role), self.assertRaises(UserError):
                self.as_role(application, role).details = self.declared()
        with self.assertRaisesRegex(UserError, "Details can be entered only while the application is at"):
            application.sudo().details = self.declared()
        self.assertEqual(application.subject, "Banjir Mahakam")

    def bring_to_registration(self, application):
        """Declare a submitted application complete."""
        self.accept(self.as_role(application, "customer_service"))

    def test_copied_with_the_application(self):
        """Who applies again for the same may begin with a copy."""
        copy = self.file().copy()
        self.assertEqual(self.facts(copy)["lokasi"], "Samarinda, Berau")

    def test_found_and_grouped(self):
        """Officers find and group applications by their details, as Odoo does with properties."""
        health, law = self.file(), self.file(details=self.declared(field="law"))
        Application = self.env["ptsp.application"].with_user(self.users["verification"])
        mine = [("id", "in", (health | law).ids)]
        self.assertEqual(Application.search([("details.field", "=", "law"), *mine]), law)
        groups = Application.formatted_read_group(mine, ["details.field"], ["__count"])
        self.assertEqual([group["__count"] for group in groups], [1, 1])

    # Where it stands

    def print_form(self, key, records):
        content, _kind = self.env["ir.actions.report"]._ptsp_render_pdf(f"ptsp_exhibition.report_{key}", records.ids)
        return text_of_pdf(content)

    def test_letter(self):
        """A letter takes each detail by its placeholder, all of them as a table, and nothing as markup."""
        application = self.file(details=self.declared(summary=f"Baris satu\n{SCRIPT}"))
        body = self.as_role(self.bring_to(application, "drafting"), "processing").letter_body
        self.assertIn("<p>Untuk Gizi Balita &lt;Pesisir&gt;:</p>", body)
        self.assertIn("<td>Tanggal Mulai</td><td>:</td><td>3 Mei 2031</td>", body)
        self.assertIn("<td>Baris satu<br>&lt;script&gt;alert(1)&lt;/script&gt;</td>", body)
        self.assertNotIn("Biaya", body)

    def test_forms(self):
        """The application form has all details, the head of internal forms the subject; empty forms have dots."""
        application = self.file(details=self.declared(title=SCRIPT))
        text = self.print_form("application_form", application)
        for expected in ("mengajukan permohonan Rekomendasi Penelitian", f"Judul Penelitian : {SCRIPT}"):
            self.assertIn(expected, text)
        self.assertIn("Lokasi : Samarinda, Berau", text)
        self.assertIn("Ringkasan : ....", text)
        self.assertIn(f"Judul Penelitian : {SCRIPT}", self.print_form("checklist", application))
        self.assertNotIn("Lokasi", self.print_form("checklist", application))
        blank = self.print_form("blank_application_form", self.service)
        for detail in self.service._details():
            self.assertIn(f"{detail.label} : ....", blank)
        self.assertNotIn("pameran", blank)

    def test_officer_fills_in_the_form(self):
        """The officer chooses the service and finds its details to fill in, in place of those of exhibitions."""
        form = Form(self.env["ptsp.application"].with_user(self.users["information"]))
        self.assertEqual((form.about, form.details), ("exhibition", []))
        form.partner_id = self.applicant
        form.service_id = self.service
        self.assertEqual([detail["name"] for detail in form.details], [detail["name"] for detail in DEFINITION])
        self.assertEqual(form.about, "details")
        form.details = [{**detail, "value": self.declared().get(detail["name"], False)} for detail in form.details]
        self.assertEqual(self.facts(form.save())["jumlah_peneliti"], "1,200 orang")
