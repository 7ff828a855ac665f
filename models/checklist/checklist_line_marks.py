from odoo import api, fields, models
from odoo.tools import format_date

from .checklist_line import COLUMNS

#: What a desk says of a paper: each time it is kept as a mark.
_MARKED = frozenset((*COLUMNS, "note", "paper_seen"))


class ChecklistLineMarks(models.Model):
    """What the desks say of a paper: each mark with its reason, and which of them counts (steps 4 to 7)."""

    _inherit = "ptsp.checklist.line"

    mark_ids = fields.One2many(
        "ptsp.checklist.mark",
        "line_id",
        "Marks",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
    )
    note = fields.Char(
        compute="_compute_note",
        compute_sudo=True,
        readonly=False,
        groups="base.group_user",
        help="What is wrong with the paper, as the finding says that counts. The applicant reads it.",
    )
    earlier_notes = fields.Text(
        "Said Before",
        compute="_compute_earlier_notes",
        groups="ptsp_exhibition.group_reader",
        help="What desks have said of the paper before: who, when and why.",
    )

    @api.depends("service_result", "registration_result", "verification_result", "application_id.state", "mark_ids")
    def _compute_note(self):
        for line in self:
            line.note = line._counting_mark().note

    @api.depends("mark_ids", "application_id.state")
    @api.depends_context("lang")
    def _compute_earlier_notes(self):
        for line in self:
            said = line.mark_ids.filtered("note") - line._counting_mark()
            line.earlier_notes = "\n".join(line._told_mark(mark) for mark in said)

    def _told_mark(self, mark):
        """Return what a mark says, with who marked and when, in the user's language.

        :param mark: a ``ptsp.checklist.mark`` of this line
        """
        desk = self._fields[mark.desk]._description_string(self.env)
        # Whoever reads the file knows the names of those who looked at it.
        name = mark.sudo().user_id.name
        day = format_date(self.env, self.application_id.service_id._local_day(mark.marked_at))
        return f"{', '.join(filter(None, (desk, name, day)))}: {mark.note}"

    def _mark_of(self, column):
        """Return the mark that says why the finding of a desk is what it is; none where the finding was cleared since.

        :param str column: the column of the desk
        """
        self.ensure_one()
        last = self.mark_ids.filtered(lambda mark: mark.desk == column)[-1:]
        return last.filtered(lambda mark: (mark.result or False) == (self[column] or False))

    def _counting_mark(self):
        """Return the mark whose finding counts, see ``current_result``, possibly none.

        A desk that has said something of a paper and not found on it yet is heard, too.
        """
        self.ensure_one()
        if column := self.application_id._state().finding:
            return self._mark_of(column)
        columns = (name for name in COLUMNS if self[name] or self._mark_of(name).note)
        return self._mark_of(next(columns, COLUMNS[-1]))

    @api.onchange(*COLUMNS)
    def _onchange_result(self):
        column = self.application_id._state().column
        if column and self[column] != "deficient":
            self.note = False

    def write(self, vals):
        if self._is_procedure or not _MARKED.intersection(vals):
            return super().write(vals)
        said = {line: line._mark_of(line._present_desk()) for line in self}
        note = self.env["ptsp.checklist.mark"]._ptsp_text("note", vals["note"]) if "note" in vals else None
        result = super().write(vals)
        self._keep_marks(said, note)
        return result

    def _say_why(self, reason):
        """Give a paper that the present desk has marked deficient another reason.

        :param str reason: what is wrong, as the applicant will read it
        """
        self.write({"note": reason})

    def _present_desk(self):
        """Return the column of which the present desk says what it finds; empty where no desk checks papers."""
        state = self.application_id._state()
        return state.column or state.finding

    def _keep_marks(self, said, note):
        """Keep what the present desk has found: a mark for each paper of which it says something else than before.

        A reason ends with the finding that it was given for, unless the desk gives it anew.

        :param dict said: from lines to the mark of the desk that held until now
        :param str note: the reason that the desk gives; None where it gives none
        """
        vals_list = []
        for line, last in said.items():
            desk = line._present_desk()
            stays = line[desk] == "deficient" or (last.result or False) == (line[desk] or False)
            vals = {
                "result": line[desk],
                "note": (stays and last.note) if note is None else note,
                "paper_seen": line.paper_seen,
            }
            if last.user_id == self.env.user and all((last[name] or False) == (vals[name] or False) for name in vals):
                continue
            vals_list.append(
                {
                    **vals,
                    "line_id": line.id,
                    "desk": desk,
                    "user_id": self.env.uid,
                    "marked_at": fields.Datetime.now(),
                }
            )
        if vals_list:
            self.env["ptsp.checklist.mark"]._as_procedure().create(vals_list)


class ApplicationMarks(models.Model):
    """Whether desks have said something of the papers that no longer counts."""

    _inherit = "ptsp.application"

    has_earlier_notes = fields.Boolean(
        compute="_compute_has_earlier_notes",
        groups="ptsp_exhibition.group_reader",
        help="Desks have said something of the papers before.",
    )

    @api.depends("checklist_ids.earlier_notes")
    def _compute_has_earlier_notes(self):
        for application in self:
            application.has_earlier_notes = any(line.earlier_notes for line in application.checklist_ids)
