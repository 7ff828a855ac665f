from datetime import datetime

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .record_desk import KEEPERS

#: What is due in the end, by the final fate of the class.
_DUE_IN_THE_END = {"destroy": "destroy", "keep": "keep", "judge": "judge"}


class ArchiveRecordTerm(models.Model):
    """The term of a file: when it goes to the archive, and what becomes of it in the end.

    The job marks what is due. The class is changed by the registry, with a reason; that the table was changed moves
    nothing.
    """

    _inherit = "ptsp.archive.record"

    term_from = fields.Date(readonly=True)
    active_until = fields.Date("At Hand Until", readonly=True)
    inactive_until = fields.Date("In the Archive Until", readonly=True)
    due = fields.Selection(
        [
            ("transfer", "To Transfer"),
            ("destroy", "To Destroy"),
            ("keep", "To Keep for Good"),
            ("judge", "To Judge Anew"),
            ("class", "To Class"),
        ],
        "What Is Due",
        readonly=True,
        index="btree_not_null",
        help="What the term of the file asks for now. The job marks it every day.",
    )
    transferred_at = fields.Datetime("Transferred", readonly=True)
    differs_from_table = fields.Boolean(
        compute="_compute_differs_from_table",
        help="The row of the table was changed after the file had taken its copy. Change the class to take it anew.",
    )

    @api.depends("class_id", "active_years", "inactive_years", "fate", "begins_with", "class_code")
    def _compute_differs_from_table(self):
        for record in self:
            kept = record.class_id._as_copied() if record.class_id else {}
            names = kept.keys() - {"class_id", "class_name"}
            record.differs_from_table = any(record[name] != kept[name] for name in names)

    def _due_on(self, day):
        """Tell what the term of a file asks for on a day.

        :param date day: the agency's
        :return: a value of the field ``due``, or False
        """
        self.ensure_one()
        if self.state in ("permanent", "destroyed"):
            return False
        if not self.class_code:
            return "class"
        if self.state == "active":
            return "transfer" if day > self.active_until else False
        return _DUE_IN_THE_END[self.fate] if day > self.inactive_until else False

    def _agency_day(self):
        """Return the agency's day of now."""
        self.ensure_one()
        return self.sudo().service_id._local_day(fields.Datetime.now())

    def _mark_due(self):
        """Mark what is due of these files, in procedure mode."""
        for record in self._as_procedure():
            due = record._due_on(record._agency_day())
            if record.due != due:
                record.due = due

    @api.model
    def _domain_of_terms_ended(self, company):
        """Return the domain of the files of an agency that may have something due that is not marked yet.

        :param company: a ``res.company``
        """
        # A day ahead of anywhere; the agency's own day is looked at for each.
        today = datetime.now().date()
        tomorrow = fields.Date.add(today, days=1)
        ended = (Domain("state", "=", "active") & Domain("active_until", "<", tomorrow)) | (
            Domain("state", "=", "inactive") & Domain("inactive_until", "<", tomorrow)
        )
        return Domain("company_id", "=", company.id) & Domain("due", "=", False) & ended

    def action_transfer(self):
        """Take files from the desk to the archive (*pemindahan*), when their first term has ended.

        :return: True
        :raises AccessError: the user does not keep the archive
        :raises UserError: the term of a file has not ended
        """
        self._check_keeper(*KEEPERS)
        self._hold_records()
        for record in self:
            record._refuse_unless_due("transfer")
        records = self._as_procedure()
        records.write({"state": "inactive", "transferred_at": fields.Datetime.now()})
        for record in self:
            record._note_event("transferred", record.place_id.complete_name or "")
        records._mark_due()
        return True

    def action_keep(self):
        """Keep files for good, when their terms have ended and their class says so.

        :return: True
        :raises AccessError: the user does not keep the archive
        :raises UserError: the term of a file has not ended, or its class says otherwise
        """
        self._check_keeper(*KEEPERS)
        self._hold_records()
        for record in self:
            record._refuse_unless_due("keep")
        self._as_procedure().write({"state": "permanent", "due": False})
        self._note_event("kept")
        return True

    def _refuse_unless_due(self, what):
        """Refuse an act that the term of a file does not ask for today.

        :param str what: a value of the field ``due``
        :raises UserError: saying until when the file stays as it is
        """
        self.ensure_one()
        self._refuse_destroyed()
        if self._due_on(self._agency_day()) == what:
            return
        until = self.active_until if self.state == "active" else self.inactive_until
        raise UserError(
            self.env._(
                "%(name)s is not due for that: look at its class and at its term, which ends on %(day)s.",
                name=self.name,
                day=fields.Date.to_string(until) or "–",
            )
        )

    def action_reclass(self, class_id, reason):
        """Change the class of files, or take the row of the table as it is now (*penilaian kembali*).

        :param int class_id: id of the ``ptsp.retention.class``
        :param str reason: why
        :return: True
        :raises AccessError: the user does not keep the archive, or the class is another agency's
        :raises UserError: no reason, or a file is destroyed or kept for good
        """
        self._check_keeper(*KEEPERS)
        reason = self._given_reason(reason)
        row = self.env["ptsp.retention.class"].browse(class_id if isinstance(class_id, int) else False).exists()
        row.check_access("read")
        self._hold_records()
        self._refuse_destroyed()
        for record in self.filtered(lambda record: record.state == "permanent"):
            raise UserError(self.env._("%(name)s is kept for good. Its class does not change.", name=record.name))
        for record in self:
            if not row or row.company_id != record.company_id:
                raise UserError(self.env._("Choose a class of your own agency."))
            record._refuse_on_disposal()
            before = record.class_code or "–"
            record._as_procedure().write(
                {**row._as_copied(), "state": "inactive" if record.transferred_at else "active", **record._days_of(row)}
            )
            record._note_event("classed", f"{before} → {row.code}: {reason}", record._row_as_kept())
        self._mark_due()
        return True

    def _refuse_on_disposal(self):
        """Refuse to change what two people decide about. A file extends it that knows of proposals."""

    def _given_reason(self, reason):
        """Return a reason that came as an argument of a call.

        :param str reason: what was sent
        :raises UserError: there is none
        """
        reason = self.env["ptsp.archive.event"]._ptsp_text("text", reason)
        if not reason:
            raise UserError(self.env._("Write the reason: it stands in the record of the file."))
        return reason

    def _days_of(self, row):
        """Return the days of the term of a file by a row of the table, by names of fields.

        :param row: a ``ptsp.retention.class``
        """
        self.ensure_one()
        application_sudo = self.sudo().application_id
        return row._term_days(
            row.begins_with,
            row.active_years,
            row.inactive_years,
            self.closed_on,
            letter_on=application_sudo.letter_date or None,
            ended_on=application_sudo._ends_on() or None,
        )

    def _row_as_kept(self):
        """Return the copy of the row of the table, as the chain keeps it."""
        return {
            "code": self.class_code or "",
            "years": [self.active_years, self.inactive_years],
            "begins": self.begins_with or "",
            "from": fields.Date.to_string(self.term_from) or "",
            "fate": self.fate or "",
            "destroys": [self.destroys_letter, self.destroys_personal],
        }
