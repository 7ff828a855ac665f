"""Another addon adds an official document: a report with a code, and a template."""

import io
from unittest.mock import patch

from pypdf import PdfReader

from odoo.tests import tagged

from ..common import PtspCase

TEMPLATE = """
<t t-name="another_addon.entry_pass">
    <t t-translation="off" t-call="ptsp_exhibition.document">
        <t t-foreach="docs" t-as="doc">
            <t t-set="service" t-value="doc.service_id"/>
            <t t-call="ptsp_exhibition.document_sheet">
                <t t-call="ptsp_exhibition.document_heading"/>
                <p>Berlaku untuk <t t-out="doc.partner_id.name or DOTS"/>.</p>
            </t>
        </t>
    </t>
</t>
"""


@tagged("post_install", "-at_install")
class TestAnotherDocument(PtspCase):
    """A record and a template are all it takes, and all there is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.ui.view"].create(
            {"name": "entry_pass", "key": "another_addon.entry_pass", "type": "qweb", "arch": TEMPLATE}
        )
        cls.report = cls.env["ir.actions.report"].create(
            {
                "name": "Entry Pass",
                "model": "ptsp.application",
                "report_name": "another_addon.entry_pass",
                "ptsp_code": "X-07",
                "ptsp_title": "Kartu Masuk",
            }
        )
        cls.application = cls.file()

    def render(self):
        Report = self.env["ir.actions.report"].with_user(self.users["auditor"])
        Report = Report.with_context(force_report_rendering=True)
        content, extension = Report._render_qweb_pdf(self.report.report_name, self.application.ids)
        self.assertEqual(extension, "pdf")
        return PdfReader(io.BytesIO(content))

    def test_document(self):
        """The new document is set like ours: Indonesian, with letterhead, title, code and revision of the SOP."""
        reader = self.render()
        text = " ".join(reader.pages[0].extract_text().split())
        service = self.application.service_id
        for fact in (
            self.env.company.name,
            "Kartu Masuk",
            f"X-07 Kartu Masuk · {service.sop_number} Rev. {service.sop_revision}",
            "Berlaku untuk PT Borneo Event Organizer",
        ):
            self.assertIn(fact.casefold(), text.casefold())
        self.assertEqual(reader.metadata.title, "Kartu Masuk")
        self.assertEqual(reader.trailer["/Root"]["/Lang"], "id")

    def test_kind_of_pdf(self):
        """What is to be archived is PDF/A-3b, what everybody is to read PDF/UA-1, as the record says."""
        for variant, mark in (("pdf/ua-1", "pdfuaid:part"), ("pdf/a-3b", "pdfaid:part")):
            self.report.ptsp_pdf_variant = variant
            self.assertIn(mark, self.render().trailer["/Root"]["/Metadata"].get_data().decode())

    def test_without_title(self):
        """A document without an official title is called like its report."""
        self.report.ptsp_title = False
        self.assertEqual(self.render().metadata.title, "Entry Pass")

    def test_downloaded_straight_away(self):
        """The browser learns from the report itself that it needs no other engine, and asks for no layout."""
        self.env.company.external_report_layout_id = False
        report = self.report.with_user(self.env.ref("base.user_admin"))
        self.assertEqual(report.report_action(self.application)["ptsp_code"], "X-07")
        self.assertEqual(report._get_action_dict()["ptsp_code"], "X-07")

    def test_other_reports(self):
        """A report without a code keeps Odoo's engine, whatever its name."""
        view = self.env["ir.ui.view"].search([("key", "=", "another_addon.entry_pass")])
        view.write(
            {
                "key": "ptsp_exhibition.report_entry_pass",
                "arch": "<t t-name='x'><t t-call='web.html_container'><main><p>Halo</p></main></t></t>",
            }
        )
        self.report.write({"report_name": "ptsp_exhibition.report_entry_pass", "ptsp_code": False})
        Report = self.env.registry["ir.actions.report"]
        with (
            patch.object(Report, "_ptsp_render_pdf") as ours,
            patch.object(Report, "_run_wkhtmltopdf", return_value=b"%PDF-1.4 theirs") as theirs,
            patch.object(Report, "get_wkhtmltopdf_state", lambda _report: "ok"),
        ):
            self.report.with_context(force_report_rendering=True)._render_qweb_pdf_prepare_streams(
                self.report, {"report_type": "pdf"}, self.application.ids
            )
        ours.assert_not_called()
        theirs.assert_called_once()
