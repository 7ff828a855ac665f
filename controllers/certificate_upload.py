from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

#: Bytes of a whole post. Certificate files have a few thousand; so little is never laid down in a temporary file.
SIZE_LIMIT = 256 * 1024


class CertificateUpload(http.Controller):
    """Where the dialog *Upload Certificate* sends file and password."""

    @http.route(
        "/ptsp/certificate/<int:company_id>",
        type="http",
        auth="user",
        methods=["POST"],
        max_content_length=SIZE_LIMIT,
    )
    def upload_certificate(self, company_id, content=None, password=None, **kwargs):
        """Let an agency sign with a certificate; the model decides who may.

        :param int company_id: the agency
        :param content: the uploaded PKCS#12 file
        :param str password: what opens it
        :return: JSON with ``message``, or with ``problem`` where it was refused
        """
        company = request.env["res.company"].browse(company_id)
        try:
            with request.env.cr.savepoint():
                certificate_sudo = company._ptsp_upload_certificate(content.read() if content else b"", password)
        except UserError as error:
            return request.make_json_response({"problem": str(error)})
        message = request.env._(
            "The letters of %(agency)s are signed with the certificate %(name)s from now on.",
            agency=certificate_sudo.company_id.name,
            name=certificate_sudo.name,
        )
        return request.make_json_response({"message": message})
