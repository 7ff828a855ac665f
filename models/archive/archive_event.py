from odoo import api, fields, models

from ...tools import hash_chain

#: With which list of values lines are hashed now; a list that was used never changes.
_VERSION = 1
_HASHED = {1: ("sequence", "kind", "text", "detail", "user_id", "happened_at")}


class ArchiveEvent(models.Model):
    """A line of what happened to a file in the archive, tied into a chain with those before it. Nobody changes one."""

    _name = "ptsp.archive.event"
    _description = "What Happened to a File"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "record_id, sequence desc"
    _rec_name = "kind"

    record_id = fields.Many2one("ptsp.archive.record", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="record_id.company_id")
    sequence = fields.Integer("Line", required=True, readonly=True, aggregator=None)
    kind = fields.Selection(
        [
            ("filed", "Came into the Archive"),
            ("classed", "Class Changed"),
            ("placed", "Moved"),
            ("attached", "Scan Attached"),
            ("downloaded", "Whole File Taken"),
            ("lent", "Lent"),
            ("returned", "Returned"),
            ("transferred", "Transferred"),
            ("kept", "Kept for Good"),
            ("held", "Hold Set"),
            ("released", "Hold Lifted"),
            ("destroyed", "Destroyed"),
        ],
        "What Was Done",
        required=True,
        readonly=True,
    )
    text = fields.Text("In Words", readonly=True, max_chars=5000)
    detail = fields.Text(
        readonly=True, max_chars=1_000_000, help="What goes with it, as JSON: fingerprints, the row of the table."
    )
    user_id = fields.Many2one("res.users", "By", required=True, readonly=True, ondelete="restrict", index=True)
    happened_at = fields.Datetime("When", required=True, readonly=True)
    line_hash = fields.Char("Chain", readonly=True, help="SHA-256 over this line and all before it.")

    _sequence_unique = models.UniqueIndex("(record_id, sequence)", "Each line has its own number.")

    def _hash_content(self, version):
        """Return what the hash of a line covers.

        :param int version: of the hash
        :return: JSON-serialisable values
        """
        self.ensure_one()
        values = [self.record_id.application_id.id]
        for name in _HASHED[version]:
            value = self[name]
            if name == "user_id":
                value = value.id
            elif name == "happened_at":
                value = fields.Datetime.to_string(value)
            values.append(value or "" if name in ("text", "detail") else value)
        return values


class ArchiveRecordEvents(models.Model):
    """A file knows what happened to it in the archive."""

    _inherit = "ptsp.archive.record"

    history_ids = fields.One2many("ptsp.archive.event", "record_id", "What Happened", readonly=True)

    def _note_event(self, kind, text="", detail=None):
        """Write a line of what happened to each of these files, in procedure mode.

        Of two that come at the same moment the second one begins anew.

        :param str kind: a value of ``ptsp.archive.event.kind``
        :param str text: in words
        :param dict detail: JSON-serialisable
        """
        self.env.flush_all()
        for record in self._as_procedure().sorted("id"):
            line = record.env["ptsp.archive.event"].create(
                {
                    "record_id": record.id,
                    "sequence": record.line_count + 1,
                    "kind": kind,
                    "text": text,
                    "detail": hash_chain.canonical(detail or {}),
                    "user_id": self.env.uid,
                    "happened_at": fields.Datetime.now(),
                }
            )
            previous = record.chain_hash or hash_chain.GENESIS
            line.line_hash = hash_chain.link(previous, line._hash_content(_VERSION), _VERSION)
            record.write({"chain_hash": line.line_hash, "line_count": line.sequence})

    def _broken_event(self):
        """Verify what happened to a file in the archive.

        :return: number of the first line that is missing or not as it was written; 0 where all are sound
        """
        self.ensure_one()
        record_sudo = self.sudo()
        previous, lines = hash_chain.GENESIS, record_sudo.history_ids.sorted("sequence")
        for position, line in enumerate(lines, start=1):
            version = hash_chain.version_of(line.line_hash)
            if line.sequence != position or version not in _HASHED:
                return position
            previous = hash_chain.link(previous, line._hash_content(version), version)
            if previous != line.line_hash:
                return position
        if len(lines) != record_sudo.line_count or previous != (record_sudo.chain_hash or hash_chain.GENESIS):
            return len(lines) + 1
        return 0

    @api.model
    def _kinds_of_events(self):
        """Return a dict from kinds of lines to their names, in the user's language."""
        return dict(self.env["ptsp.archive.event"]._fields["kind"]._description_selection(self.env))
