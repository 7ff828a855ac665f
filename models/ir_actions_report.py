import io
import logging

from odoo import models
from odoo.exceptions import UserError

from .application_document import OFFICIAL_LANG

REPORT_PREFIX = "ptsp_exhibition.report_"

# WeasyPrint tells every step of every page; the server's log is for what somebody must look at.
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)


class IrActionsReport(models.Model):
    """This addon's own documents are set by WeasyPrint; every other report keeps Odoo's engine."""

    _inherit = "ir.actions.report"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        if not self._ptsp_is_ours(report_ref):
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)
        content, _extension = self._ptsp_render_pdf(report_ref, res_ids, data)
        return {False: {"stream": io.BytesIO(content), "attachment": None}}

    def _ptsp_is_ours(self, report_ref):
        """Tell whether a report is a document of this addon."""
        return self._get_report(report_ref).report_name.startswith(REPORT_PREFIX)

    def _ptsp_render_pdf(self, report_ref, res_ids, data=None):
        """Set documents as one PDF, in Indonesian.

        :param report_ref: the report, as Odoo's own methods take it
        :param list res_ids: ids of the records
        :return: the PDF as bytes, and ``"pdf"``
        :raises UserError: the library is missing or fails
        """
        data = {**(data or {}), "report_type": "pdf"}
        html, _type = self.with_context(lang=OFFICIAL_LANG)._render_qweb_html(report_ref, res_ids, data=data)
        try:
            from weasyprint import HTML  # a missing library must not stop the rest
            from weasyprint.urls import URLFetcher
        except (ImportError, OSError) as error:
            raise UserError(
                self.env._("Documents cannot be printed: install the Python package weasyprint on the server.")
            ) from error
        # Nothing but what the document carries itself: no text can make the server read a file or an address.
        fetcher = URLFetcher(allowed_protocols=("data",))
        return HTML(string=html.decode(), url_fetcher=fetcher).write_pdf(), "pdf"
