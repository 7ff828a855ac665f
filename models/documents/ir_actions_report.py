import io
from ast import literal_eval
from types import SimpleNamespace

from markupsafe import Markup

from odoo import api, fields, models, tools
from odoo.exceptions import AccessError, UserError
from odoo.tools import file_open

from ...tools import typesetter
from .application_document import DOTS, OFFICIAL_LANG

#: Seconds more that many documents, or a register over many records, may take in all. What one document says gives
#: it no more.
SECONDS_MORE = 60


class ReportAction(models.Model):
    """Reports with a code are official documents: set by WeasyPrint, in Indonesian. All others keep Odoo's engine.

    Another addon adds a document with a record of this model and a template that calls ``ptsp_exhibition.document``.
    """

    _inherit = "ir.actions.report"

    ptsp_code = fields.Char(
        "Document Code",
        help="Code of an official document, such as F-05. A report that has one is set as a document of the agency.",
    )
    ptsp_title = fields.Char(
        "Official Title", help="Title of the document as it stands on paper: Indonesian, whatever the user's language."
    )
    ptsp_pdf_variant = fields.Selection(
        [("pdf/ua-1", "For everybody to read (PDF/UA-1)"), ("pdf/a-3b", "To be archived (PDF/A-3b)")],
        "Kind of PDF",
        default="pdf/ua-1",
    )

    ptsp_states = fields.Char(
        "Offered First At",
        help="Keys of the states at which the document is at the head of the print menu, separated by commas.",
    )
    ptsp_needs = fields.Char(
        "Needs First",
        translate=True,
        help="What must be done before a record comes under the filter of the document, as a sentence that says so.",
    )

    def get_valid_action_reports(self, model, record_ids):
        """Return the documents that can be printed of some records, those that fit where the records stand first."""
        valid = super().get_valid_action_reports(model, record_ids)
        if "state" not in self.env[model]._fields or not (documents := self.browse(valid).filtered("ptsp_code")):
            return valid
        states = set(self.env[model].browse(record_ids).mapped("state"))
        fitting = documents.filtered(lambda report: states.intersection((report.ptsp_states or "").split(",")))
        first = fitting.sorted("ptsp_code") | (documents - fitting).sorted("ptsp_code")
        return [*first.ids, *(report_id for report_id in valid if report_id not in set(first.ids))]

    def _get_readable_fields(self):
        # The browser downloads these straight away, see document_download.js.
        return super()._get_readable_fields() | {"ptsp_code"}

    def report_action(self, docids, data=None, config=True):
        if not self.ptsp_code:
            return super().report_action(docids, data=data, config=config)
        # Documents have a letterhead of their own, and no use for Odoo's layouts.
        return {**super().report_action(docids, data=data, config=False), "ptsp_code": self.ptsp_code}

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        report = self._get_report(report_ref)
        if not report.ptsp_code:
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)
        self.browse(report.id)._ptsp_check_readers()
        self.browse(report.id)._ptsp_check_in_time(res_ids or [])
        stored = self._ptsp_stored_documents(report, res_ids or [])
        if not stored:
            content, _extension = self._ptsp_render_pdf(report_ref, res_ids, data)
            return {False: {"stream": io.BytesIO(content), "attachment": None}}
        streams = {}
        for res_id in res_ids:
            content = stored.get(res_id) or self._ptsp_render_pdf(report_ref, [res_id], data)[0]
            streams[res_id] = {"stream": io.BytesIO(content), "attachment": None}
        return streams

    @api.model
    def _ptsp_stored_documents(self, report, res_ids):
        """Return the documents that are printed as they were stored once, instead of being set again.

        :param report: the report, as superuser
        :param list res_ids: ids of its records
        :return: dict from ids to PDF as bytes; what is to be set is missing in it
        :raises AccessError: a record is not for the user's eyes
        """
        name = self._ptsp_stored_in().get(report.report_name)
        if not name:
            return {}
        records = self.env[report.model].browse(res_ids)
        records.check_access("read")
        return {record.id: record[name].raw for record in records.sudo().filtered(name)}

    @api.model
    def _ptsp_stored_in(self):
        """Return in which field of its records a report is stored once and for all: of letters, of minutes, …

        :return: dict from names of reports to names of fields with an ``ir.attachment``
        """
        return {}

    def _get_rendering_context(self, report, docids, data):
        if report.ptsp_code:
            self.browse(report.id)._ptsp_check_readers()
            self.browse(report.id)._ptsp_check_in_time(docids or [])
            # What an address of a print says beside the records does not become part of the document.
            data = {name: value for name, value in (data or {}).items() if name == "report_type"}
        context = super()._get_rendering_context(report, docids, data)
        if report.ptsp_code:
            context |= {
                "document": SimpleNamespace(code=report.ptsp_code, title=report.ptsp_title or report.name),
                "styles": self._ptsp_styles(),
                "blank": self.env["ptsp.application"],
                "now": fields.Datetime.now(),
                "DOTS": DOTS,
            }
        return context

    def _ptsp_check_readers(self):
        """Refuse whoever is not offered a document in the menu: Odoo's addresses of reports do not look at that.

        :raises AccessError: saying who prints it
        """
        # The procedure itself prints letters, for nobody in particular.
        # nosemgrep: superuser-mode-is-no-permission
        if self.env.su:
            return
        report_sudo = self.sudo()
        if report_sudo.group_ids and not report_sudo.group_ids & self.env.user.all_group_ids:
            raise AccessError(
                self.env._(
                    "%(document)s is printed by officers of the agency. Ask one of them.", document=report_sudo.name
                )
            )

    def _ptsp_check_in_time(self, res_ids):
        """Refuse a document that would certify what has not happened yet: the menu does not offer it either.

        :param list res_ids: ids of the records
        :raises UserError: naming the records and what must be done first
        """
        report_sudo = self.sudo()
        if not report_sudo.domain:
            return
        records = self.env[report_sudo.model].browse(res_ids)
        early = records - records.filtered_domain(literal_eval(report_sudo.domain))
        if early:
            raise UserError(
                self.env._(
                    "%(document)s of %(names)s cannot be printed yet: %(needs)s",
                    document=report_sudo.name,
                    names=", ".join(early.mapped("display_name")),
                    needs=report_sudo.ptsp_needs or self.env._("it comes later in the procedure."),
                )
            )

    @api.model
    @tools.ormcache()
    def _ptsp_styles(self):
        """Return the style sheet of the documents."""
        with file_open("ptsp_exhibition/report/document.css") as file:
            # A file of this addon, written by its developers.
            return Markup(file.read())  # nosec B704  # nosemgrep: markup-is-written-out

    @api.model
    def _ptsp_seconds_more(self, report, res_ids):
        """Return how many seconds more than one document a print may take; ``SECONDS_MORE`` at most are given.

        :param report: the report
        :param list res_ids: ids of its records
        :return: a second for each further record; a room says more for its registers
        """
        return max(0, len(res_ids) - 1)

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
        title = report.ptsp_title or report.name
        html, _type = self.with_context(lang=OFFICIAL_LANG)._render_qweb_html(report, res_ids, data=data)
        seconds_more = min(self._ptsp_seconds_more(report, res_ids or []), SECONDS_MORE)
        try:
            return typesetter.typeset(html.decode(), report.ptsp_pdf_variant, seconds_more), "pdf"
        except typesetter.TypesettingUnavailable as error:
            message = self.env._("Documents cannot be printed: install the Python package weasyprint on the server.")
            raise UserError(message) from error
        except typesetter.TypesettingTimeout as error:
            raise UserError(
                self.env._(
                    "%(document)s took longer than %(seconds)s seconds and was given up. Nothing has been changed: "
                    "shorten its text or its pictures, then try again.",
                    document=title,
                    seconds=typesetter.TIME_LIMIT + seconds_more,
                )
            ) from error
        except typesetter.TypesettingError as error:
            raise UserError(
                self.env._(
                    "%(document)s cannot be printed. Nothing has been changed: show a manager this message: %(error)s",
                    document=title,
                    error=error,
                )
            ) from error
