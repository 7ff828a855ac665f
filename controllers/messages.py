import base64

from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request

from ..models.messages.message import APPLICANT_WROTE
from ..models.procedure.types import APPLICANT
from ..tools import paper
from .portal import ApplicantPortal

#: What a browser may do with a file of a message.
FILE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
}


class ApplicantMessages(ApplicantPortal):
    """Applicants write to the agency on the page of their application, and read there what it writes."""

    @http.route(
        "/my/applications/<int:application_id>/messages",
        type="http",
        auth="user",
        website=True,
        methods=["GET", "POST"],
    )
    def portal_write_message(self, application_id, body="", **kwargs):
        """Write to the agency; what is refused is told at the field, and what was typed stays.

        Who had to log in meanwhile comes back without what was entered, and sees the page.
        """
        application = self._own_or_none(application_id)
        if not application:
            return request.redirect("/my/applications")
        page = f"/my/applications/{application.id}"
        if request.httprequest.method != "POST":
            return request.redirect(f"{page}#messages")
        body = body.replace("\r\n", "\n").strip()
        try:
            with request.env.cr.savepoint():
                application.action_write_message(body, self._files_sent())
        except UserError as error:
            return self._render_application(application, message_refused=str(error), message_body=body)
        return request.redirect(f"{page}?written=1#messages")

    @http.route(
        "/my/applications/<int:application_id>/messages/files/<int:file_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
        readonly=True,
    )
    def portal_file_of_message(self, application_id, file_id, **kwargs):
        """Hand out a file of the thread to whom the application belongs."""
        try:
            application = self._own_application(application_id)
            file_sudo = application._file_of_message(file_id)
        except (AccessError, MissingError):
            return request.not_found()
        if not file_sudo:
            return request.not_found()
        response = request.env["ir.binary"]._get_stream_from(file_sudo).get_response(as_attachment=True)
        response.headers.update(FILE_HEADERS)
        return response

    @staticmethod
    def _files_sent():
        """Return the files of the form as the model takes them."""
        files = []
        for file in request.httprequest.files.getlist("files"):
            if file.filename:
                # After a conflict in the database the request is read once more.
                file.seek(0)
                files.append({"name": file.filename, "datas": base64.b64encode(file.read())})
        return files

    def _application_values(self, application, message_refused=None, message_body="", **kwargs):
        values = super()._application_values(application, **kwargs)
        conversation = application._conversation()
        application._seen_by_applicant(conversation)
        Message = request.env["ptsp.message"]
        limit = application.company_id.sudo().ptsp_attachment_limit or paper.DEFAULT_LIMIT
        return {
            **values,
            "conversation": conversation,
            "own_message": lambda message: message.writer == APPLICANT_WROTE,
            "message_refused": message_refused,
            "message_body": message_body,
            "message_written": bool(request.httprequest.args.get("written")) and not message_refused,
            "message_limit": Message._ptsp_limits()["body"].chars,
            "message_closed": application._why_no_message(),
            "message_writes": application._holds_any_role((APPLICANT,)),
            "message_files": ",".join(ending for endings in paper.KINDS.values() for ending in endings),
            "message_files_help": request.env._("PDF, JPEG or PNG, at most %(limit)s MB each.", limit=limit),
        }
