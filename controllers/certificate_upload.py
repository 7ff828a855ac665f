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
    def upload_certificate(self, company_id, **kwargs):
        """Let an agency sign with a certificate; the model decides who may.

        The form holds ``content``, the PKCS#12 file, and ``password``, which opens it. Neither is taken from the
        address: that stands in the log of the web server.

        :param int company_id: the agency
        :return: JSON with ``message``, or with ``problem`` where it was refused
        """
        company = request.env["res.company"].browse(company_id)
        file = request.httprequest.files.get("content")
        password = request.httprequest.form.get("password")
        try:
            with request.env.cr.savepoint():
                certificate_sudo = company._ptsp_upload_certificate(file.read() if file else b"", password)
        except UserError as error:
            return request.make_json_response({"problem": str(error)})
        message = request.env._(
            "The letters of %(agency)s are signed with the certificate %(name)s from now on.",
            agency=certificate_sudo.company_id.name,
            name=certificate_sudo.name,
        )
        return request.make_json_response({"message": message})
