from odoo import api, fields, models

from .complaint import _CORRECTED
from .kinds import FILE_LIMIT, TEXT_CHARS, TEXT_LINES

WHAT = [
    ("received", "Received"),
    ("screened", "Passed On"),
    ("taken", "Taken into Handling"),
    ("changed", "Set Right"),
    ("note", "Note"),
    ("answered", "Answered"),
    ("said", "Complainant Adds"),
    ("reopened", "Reopened"),
    ("content", "Complainant Is Content"),
    ("closed", "Closed"),
    ("warned", "Warned"),
    ("ticket", "New Code Given"),
]
#: What the complainant sees of the history.
PUBLIC = ("answered", "said", "reopened", "content", "closed")


class ComplaintEntry(models.Model):
    """What happened to a complaint: written once, and kept."""

    _name = "ptsp.complaint.entry"
    _description = "History of a Complaint"
    _inherit = ["ptsp.append.only.mixin", "ptsp.confined.mixin"]
    _order = "id"
    _rec_name = "what"

    complaint_id = fields.Many2one("ptsp.complaint", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="complaint_id.company_id")
    what = fields.Selection(WHAT, required=True, readonly=True)
    written_at = fields.Datetime("When", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users",
        "By",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="Empty for the complainant, and for what happens by itself.",
    )
    text = fields.Text(readonly=True, max_chars=TEXT_CHARS, max_lines=TEXT_LINES)
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "ptsp_complaint_entry_attachment_rel",
        "entry_id",
        "attachment_id",
        "Files",
        readonly=True,
        bypass_search_access=True,
    )


class ComplaintHistory(models.Model):
    """A complaint tells what happened to it."""

    _inherit = "ptsp.complaint"

    def _note_entry(self, what, text="", user=None, files=()):
        """Add to the history of each complaint, in procedure mode.

        :param str what: a key of ``WHAT``
        :param str text: what was said
        :param user: who did it; the user where nothing is given, nobody for an empty one
        :param files: pairs of the name and content of a file
        :return: the entries
        :raises UserError: a file is not of an allowed kind or size
        """
        user = self.env.user if user is None else user
        entries = (
            self.env["ptsp.complaint.entry"]
            ._as_procedure()
            .create(
                [
                    {
                        "complaint_id": complaint.id,
                        "what": what,
                        "written_at": fields.Datetime.now(),
                        "user_id": user.id,
                        "text": text,
                    }
                    for complaint in self
                ]
            )
        )
        for entry in entries:
            entry.attachment_ids = entry.complaint_id._keep_files(entry, files)
        return entries

    def _keep_files(self, record, files):
        """Keep files that came with a text, in procedure mode.

        Photos are made smaller; of whoever is not named what the camera has added is taken off.

        :param record: to which they belong: the complaint or an entry
        :param files: pairs of name and content
        :return: ``ir.attachment``, as superuser
        :raises UserError: one is not of an allowed kind or size, or there are too many
        """
        files_sudo = self.env["ir.attachment"].sudo()
        return files_sudo._ptsp_keep_with_complaint(self, record, files, FILE_LIMIT)

    def _as_corrected(self):
        """Return what may be set right, as it stands: texts by names of fields."""
        self.ensure_one()
        complaint_sudo = self.sudo()
        return {
            name: complaint_sudo._fields[name].convert_to_export(complaint_sudo[name], complaint_sudo)
            if not complaint_sudo._fields[name].relational
            else ", ".join(complaint_sudo[name].mapped("display_name"))
            for name in sorted(_CORRECTED)
        }

    def _note_correction(self, before):
        """Keep in the history what was set right.

        :param dict before: from :meth:`_as_corrected`
        """
        after = self._as_corrected()
        lines = [
            f"{self._fields[name]._description_string(self.env)}: {before[name] or '–'} → {after[name] or '–'}"
            for name in after
            # By an application its applicant is known.
            if before[name] != after[name] and not (self.confidential and name == "application_id")
        ]
        if lines:
            self._note_entry("changed", "\n".join(lines)[:TEXT_CHARS])

    @api.model
    def _entries_for_complainant(self):
        """Return the keys of entries that the complainant sees."""
        return PUBLIC
