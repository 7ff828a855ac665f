from psycopg2.errors import UniqueViolation

from odoo import models
from odoo.tools import SQL

from ...tools import number_format

#: How tickets are numbered, by agency and year.
FORMAT = "{number:04d}/ADUAN/{year}"


class ComplaintNumber(models.Model):
    """Complaints of an agency are numbered within the year, without gaps.

    A number is taken by writing it, so the unique index is the queue: whoever wants a number that another transaction
    is taking waits for it, and takes the same number if that transaction is rolled back, the next one if it is
    committed. No complaint is ever deleted.
    """

    _inherit = "ptsp.complaint"

    def _take_numbers_of_tickets(self):
        """Give each complaint the next number, in procedure mode."""
        # Before the number, so that the row is there.
        self.flush_recordset()
        for complaint in self.sorted("id"):
            # The day of entry: what was found in the box late has no number of before.
            day = complaint.company_id._ptsp_local_day(complaint.create_date)
            [[last]] = self.sudo()._read_group(
                [("company_id", "=", complaint.company_id.id), ("year", "=", day.year)], aggregates=["number:max"]
            )
            complaint._take_number_of_ticket((last or 0) + 1, day)

    def _take_number_of_ticket(self, first, day):
        """Take a number, or the next one that is free.

        :param int first: the one to begin with
        :param date day: the agency's date
        """
        number = first
        while True:
            name = number_format.render(FORMAT, number, "", day)
            try:
                with self.env.cr.savepoint():
                    # Straight to the database: that a number is taken already is no error to be logged.
                    self.env.cr.execute(
                        SQL(
                            "UPDATE ptsp_complaint SET number = %s, year = %s, name = %s WHERE id = %s",
                            number,
                            day.year,
                            name,
                            self.id,
                        ),
                        log_exceptions=False,
                    )
                break
            except UniqueViolation:
                number += 1
        self.invalidate_recordset(["number", "year", "name", "display_name"])
