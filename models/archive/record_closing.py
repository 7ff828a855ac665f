import logging
from functools import partial

from odoo import api, models
from odoo.fields import Domain

from ...tools.attempt import attempt

_logger = logging.getLogger(__name__)
#: How many applications come into the archive at once.
_BATCH = 100


class ArchiveRecordClosing(models.Model):
    """The job: closed applications come into the archive, those of before it was used too, and what is due is marked.

    No application waits for it, and one that cannot be taken in holds up no other; nor does one agency another.
    """

    _inherit = "ptsp.archive.record"

    @api.model
    def _cron_archive(self):
        """Take in closed applications and mark what is due, for the agencies that use the archive."""
        companies = self.env["res.company"].search([("ptsp_uses_archive", "=", True)])
        for company in companies:
            for count in self._take_in(company):
                self.env["ir.cron"]._commit_progress(count)
            for do in (
                partial(self._mark_ended_terms, company),
                partial(self.env["ptsp.archive.loan"]._remind, company),
                company._tell_what_is_due,
            ):
                attempt(company, do, _logger, "The archive of agency %s was not looked after")
            self.env["ir.cron"]._commit_progress()

    @api.model
    def _take_in(self, company):
        """Take in the closed applications of an agency that are not in the archive, some at a time.

        :param company: a ``res.company``
        :return: generator of how many were looked at
        """
        Application = self.env["ptsp.application"]
        closed = (
            Domain("company_id", "=", company.id)
            & Application._domain_of_states(lambda procedure: procedure.final_states)
            & Domain("archive_record_ids", "=", False)
        )
        last = 0
        while waiting := Application.search(closed & Domain("id", ">", last), order="id", limit=_BATCH):
            last = waiting[-1].id
            try:
                with self.env.cr.savepoint():
                    self._file_applications(waiting)
            except Exception:
                # One of them: the others must not wait for it.
                self.env.invalidate_all()
                self._file_one_by_one(waiting)
            yield len(waiting)

    @api.model
    def _file_one_by_one(self, applications):
        """Take in applications, and leave out and log those that cannot be.

        :param applications: ``ptsp.application`` records
        """
        for application in applications:
            self._file_one(application)

    @api.model
    def _file_one(self, application):
        try:
            with self.env.cr.savepoint():
                self._file_applications(application)
        except Exception:
            self.env.invalidate_all()
            _logger.exception("Application %s could not be taken into the archive", application.id)

    @api.model
    def _file_applications(self, applications):
        """Take in closed applications.

        :param applications: ``ptsp.application`` records of one agency
        :return: their files
        """
        Class = self.env["ptsp.retention.class"]
        rows, vals_list = {}, []
        for application in applications.sudo():
            outcome = self._outcome_of(application)
            key = (application.company_id, application.service_id, outcome)
            if key not in rows:
                rows[key] = Class._class_for(*key)
            closed_at = application.control_ids.sorted("sequence")[-1:].started_at or application.write_date
            vals_list.append(
                {
                    "application_id": application.id,
                    "closed_at": closed_at,
                    "closed_on": application.service_id._local_day(closed_at),
                    "outcome": outcome,
                    **(rows[key]._as_copied() if rows[key] else {}),
                }
            )
        records = self._as_procedure().create(vals_list)
        for record in records:
            if record.class_id:
                record.write(record._days_of(record.class_id))
            record._note_event("filed", record.class_code or "", record._row_as_kept())
        records._mark_due()
        return records

    @api.model
    def _outcome_of(self, application):
        """Return with what an application was closed, a value of the field ``outcome``.

        :param application: a ``ptsp.application`` in a final state
        """
        if application._state().given_up:
            return "given_up"
        return application.decision or "other"

    @api.model
    def _mark_ended_terms(self, company):
        """Mark the files of an agency whose terms have ended since.

        :param company: a ``res.company``
        """
        ended = self.search(self._domain_of_terms_ended(company), order="id", limit=1000)
        ended._mark_due()
