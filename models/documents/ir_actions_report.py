import io

from markupsafe import Markup

from odoo import api, fields, models, tools
from odoo.exceptions import UserError
from odoo.tools import file_open

from ...tools import typesetter
from .application_document import DOTS, OFFICIAL_LANG
from .document import document_of

REPORT_PREFIX = "ptsp_exhibition.report_"
LETTER = f"{REPORT_PREFIX}letter"
#: Lines of a table for which a document may take a second more: registers are long.
ROWS_PER_SECOND = 100


class ReportAction(models.Model):
    """This addon's own documents are set by WeasyPrint; every other report keeps Odoo's engine."""

    _inherit = "ir.actions.report"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        report = self._get_report(report_ref)
        if not report.report_name.startswith(REPORT_PREFIX):
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)
        stored = self._ptsp_stored_letters(res_ids or []) if report.report_name == LETTER else {}
        if not stored:
            content, _extension = self._ptsp_render_pdf(report_ref, res_ids, data)
            return {False: {"stream": io.BytesIO(content), "attachment": None}}
        streams = {}
        for res_id in res_ids:
            content = stored.get(res_id) or self._ptsp_render_pdf(report_ref, [res_id], data)[0]
            streams[res_id] = {"stream": io.BytesIO(content), "attachment": None}
        return streams

    @api.model
    def _ptsp_stored_letters(self, res_ids):
        """Return the final letters of applications, as they were stored when they were numbered.

        :param list res_ids: ids of applications
        :return: dict from ids to bytes; drafts are missing in it
        :raises AccessError: an application is not for the user's eyes
        """
        applications = self.env["ptsp.application"].browse(res_ids)
        applications.check_access("read")
        numbered_sudo = applications.sudo().filtered("letter_attachment_id")
        return {application.id: application.letter_attachment_id.raw for application in numbered_sudo}

    def _get_rendering_context(self, report, docids, data):
        context = super()._get_rendering_context(report, docids, data)
        if report.report_name.startswith(REPORT_PREFIX):
            context |= {
                "document": document_of(report.report_name),
                "styles": self._ptsp_styles(),
                "blank": self.env["ptsp.application"],
                "now": fields.Datetime.now(),
                "DOTS": DOTS,
            }
        return context

    @api.model
    @tools.ormcache()
    def _ptsp_styles(self):
        """Return the style sheet of the documents."""
        with file_open("ptsp_exhibition/report/document.css") as file:
            return Markup(file.read())

    @api.model
    def _ptsp_render_pdf(self, report_ref, res_ids, data=None):
        """Set documents as one PDF, in Indonesian.

        :param report_ref: the report, as Odoo's own methods take it
        :param list res_ids: ids of the records
        :return: the PDF as bytes, and ``"pdf"``
        :raises UserError: the library is missing or fails, or the document takes too long
        """
        data = {**(data or {}), "report_type": "pdf"}
        report = self._get_report(report_ref)
        html, _type = self.with_context(lang=OFFICIAL_LANG)._render_qweb_html(report, res_ids, data=data)
        document = document_of(report.report_name)
        seconds = max(1, len(res_ids or []), html.count(b"<tr") // ROWS_PER_SECOND)
        try:
            return typesetter.typeset(html.decode(), document.variant, seconds), "pdf"
        except typesetter.TypesettingUnavailable as error:
            message = self.env._("Documents cannot be printed: install the Python package weasyprint on the server.")
            raise UserError(message) from error
        except typesetter.TypesettingTimeout as error:
            raise UserError(
                self.env._(
                    "%(document)s took longer than %(seconds)s seconds and was given up. Nothing has been changed: "
                    "shorten its text or its pictures, then try again.",
                    document=document.title,
                    seconds=typesetter.TIME_LIMIT,
                )
            ) from error
        except typesetter.TypesettingError as error:
            raise UserError(
                self.env._(
                    "%(document)s cannot be printed. Nothing has been changed: show a manager this message: %(error)s",
                    document=document.title,
                    error=error,
                )
            ) from error
