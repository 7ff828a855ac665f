from collections import defaultdict

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools import number_format


class RegisterEntry(models.Model):
    """A number that was given: the register book, one page for each kind of number, service and year.

    Numbers are gapless. A number is taken by inserting it, so the unique index is the queue: whoever
    wants a number that another transaction is taking waits for it, and takes the same number if that
    transaction is rolled back, the next one if it is committed. Nothing is read before it is certain.
    """

    _name = "ptsp.register.entry"
    _description = "Register Entry"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "year desc, kind, number desc"

    name = fields.Char(required=True, readonly=True)
    kind = fields.Selection(
        [
            ("registration", "Registration"),
            ("cover_letter", "Cover Letter"),
            ("invitation", "Invitation"),
            ("letter", "Letter"),
        ],
        required=True,
        readonly=True,
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    code = fields.Char("Service", required=True, readonly=True)
    year = fields.Integer(required=True, readonly=True, aggregator=None)
    number = fields.Integer(required=True, readonly=True, aggregator=None)
    application_id = fields.Many2one("ptsp.application", readonly=True, ondelete="restrict", index=True)

    _number_unique = models.UniqueIndex("(company_id, kind, code, year, number)", "This number was given already.")

    @api.model
    def _number_of(self, kind, application):
        """Return the last number of a kind that an application was given, as printed; False where it has none.

        :param str kind: a value of the field ``kind``
        :param application: a ``ptsp.application``
        """
        entries = self.search([("kind", "=", kind), ("application_id", "=", application.id)], order="id desc", limit=1)
        return entries.name

    @api.model
    def _take_numbers(self, kind, applications, moment):
        """Give one number to each element of ``applications``, in their order.

        :param str kind: a value of the field ``kind``
        :param list applications: ``ptsp.application`` records, one for each number wanted
        :param datetime moment: naive UTC; the agency's date at that moment stands in the number
        :return: list of numbers as printed, in the same order
        """
        names = [""] * len(applications)
        pages = defaultdict(list)
        for position, application in enumerate(applications):
            service = application.service_id
            day = service._local_day(moment)
            pages[service.company_id, service.code, day].append(position)
        # In a fixed order, so that two transactions never wait for each other.
        for (company, code, day), positions in sorted(pages.items(), key=lambda page: (page[0][0].id, page[0][1])):
            rows = [(applications[position], day) for position in positions]
            for position, name in zip(positions, self._take_page(kind, company, code, rows), strict=True):
                names[position] = name
        return names

    @api.model
    def _take_page(self, kind, company, code, rows):
        """Take the next numbers of one page of the register.

        :param rows: list of pairs of application and date
        :return: list of numbers as printed
        """
        year = rows[0][1].year
        [[last]] = self._read_group(
            [("company_id", "=", company.id), ("kind", "=", kind), ("code", "=", code), ("year", "=", year)],
            aggregates=["number:max"],
        )
        first = (last or 0) + 1
        now = fields.Datetime.now()
        while True:
            names = [
                number_format.render(application.service_id[f"{kind}_format"], number, code, day)
                for number, (application, day) in enumerate(rows, start=first)
            ]
            values = [
                (name, kind, company.id, code, year, number, application.id, self.env.uid, now, self.env.uid, now)
                for number, (name, (application, _day)) in enumerate(zip(names, rows, strict=True), start=first)
            ]
            try:
                with self.env.cr.savepoint():
                    # Straight to the database: that a number is taken already is no error to be logged.
                    self.env.cr.execute(
                        SQL(
                            """INSERT INTO ptsp_register_entry
                                (name, kind, company_id, code, year, number, application_id,
                                 create_uid, create_date, write_uid, write_date)
                               VALUES %s""",
                            SQL(", ").join(SQL("%s", row) for row in values),
                        ),
                        log_exceptions=False,
                    )
                return names
            except UniqueViolation as error:
                if error.diag.constraint_name != "ptsp_register_entry_number_unique":
                    raise
                first += 1
