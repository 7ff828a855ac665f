from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import content_disposition, request

from ..models.archive.record_bundle import KINDS


class ArchiveBundle(http.Controller):
    """The whole file of an application for auditor, registry and manager; the model decides who takes it."""

    @http.route("/ptsp/archive/<int:record_id>/<string:kind>", type="http", auth="user", methods=["GET"])
    def archive_bundle(self, record_id, kind, **kwargs):
        """Send the whole file piece by piece, and write down who took it.

        :param int record_id: id of the ``ptsp.archive.record``
        :param str kind: ``zip`` or ``pdf``
        """
        record = request.env["ptsp.archive.record"].browse(record_id)
        if kind not in KINDS or not record.has_access("read") or not record.exists():
            return request.not_found()
        if request.httprequest.method == "HEAD":
            # Who only asks takes nothing along.
            return request.make_response(b"", [("Content-Type", KINDS[kind])])
        try:
            name, stream = record._take_bundle(kind)
        except (AccessError, MissingError, UserError):
            return request.not_found()
        headers = {
            "Content-Type": KINDS[kind],
            "Content-Disposition": content_disposition(name),
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        }
        return request.make_response(stream, list(headers.items()))
