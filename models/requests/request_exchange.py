import json

from odoo import api, fields, models


class RequestExchange(models.Model):
    """What was said about a request, once and for all: asked, answered, asked again, accepted."""

    _name = "ptsp.request.exchange"
    _description = "What Was Said about a Request"
    _inherit = ["ptsp.append.only.mixin", "ptsp.confined.mixin"]
    _order = "request_id, id"
    _rec_name = "kind"

    request_id = fields.Many2one("ptsp.request", required=True, ondelete="cascade", index=True, readonly=True)
    company_id = fields.Many2one(related="request_id.application_id.company_id")
    kind = fields.Selection(
        [("asked", "Asked"), ("answered", "Answered"), ("asked_again", "Asked Again"), ("accepted", "Accepted")],
        "What Was Done",
        required=True,
        readonly=True,
    )
    text = fields.Text(readonly=True, max_chars=5000, max_lines=100)
    value = fields.Text("Entered", readonly=True, help="What was entered anew in the application, as people read it.")
    # Officers are known to applicants by their desk.
    user_id = fields.Many2one(
        "res.users",
        "By",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        groups="base.group_user",
    )
    said_at = fields.Datetime("When", required=True, readonly=True)
    round = fields.Integer(readonly=True, aggregator=None, help="With which sending of the file it was asked.")
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "ptsp_request_exchange_new_rel",
        "exchange_id",
        "attachment_id",
        "Files",
        readonly=True,
        help="The files that came with an answer.",
    )
    replaced_ids = fields.Many2many(
        "ir.attachment",
        "ptsp_request_exchange_old_rel",
        "exchange_id",
        "attachment_id",
        "Files of Before",
        readonly=True,
        help="The files in whose place they came. They are kept.",
    )
    sha256 = fields.Text("Fingerprints", readonly=True, help="SHA-256 of each of the files by their numbers, as JSON.")

    @api.model
    def _digests(self, attachments):
        """Return the fingerprints of files as an exchange keeps them.

        :param attachments: ``ir.attachment``, as superuser
        :return: dict from ids, as texts, to hexadecimal digits
        """
        return {str(file.id): file._ptsp_fingerprint() for file in attachments.sorted("id")}

    def _content(self):
        """Return what the control sheet ties of an exchange, JSON-serialisable."""
        self.ensure_one()
        return [
            self.kind,
            self.text or "",
            self.value or "",
            self.user_id.id,
            fields.Datetime.to_string(self.said_at),
            self.round,
            json.loads(self.sha256 or "{}"),
        ]

    def _files_fit(self):
        """Tell whether the files are those of which the exchange has the fingerprints."""
        self.ensure_one()
        files_sudo = (self.attachment_ids | self.replaced_ids).sudo()
        return self._digests(files_sudo) == json.loads(self.sha256 or "{}")
