from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ..clock.service_periods import official_semester, semesters_over
from ..documents.application_document import OFFICIAL_LANG
from .kinds import CHANNELS, KINDS, OFFICIAL_CHANNELS, OFFICIAL_KINDS

#: Fewer than this are not told: they might tell of whom.
FEWEST = 5


class ComplaintPublication(models.Model):
    """Figures of a semester as the agency has published them: without persons, once, as they stood on that day."""

    _name = "ptsp.complaint.publication"
    _description = "Published Figures of Complaints"
    _inherit = ["ptsp.append.only.mixin", "ptsp.confined.mixin"]
    _order = "semester desc, id desc"
    _rec_name = "semester"

    company_id = fields.Many2one("res.company", "Agency", required=True, readonly=True, index=True)
    semester = fields.Char(required=True, readonly=True, help="Year and half of the year, such as 2026-I.")
    published_at = fields.Datetime("Published", required=True, readonly=True)
    user_id = fields.Many2one("res.users", "By", required=True, readonly=True, ondelete="restrict", index=True)
    tables = fields.Json(required=True, readonly=True)
    page_address = fields.Char("Page for Everybody", compute="_compute_page_address")

    _semester_unique = models.UniqueIndex(
        "(company_id, semester)", "The figures of this semester were published already."
    )

    @api.depends("semester")
    def _compute_page_address(self):
        for published in self:
            published.page_address = f"{published.get_base_url()}/ptsp/complaint/figures/{published.semester}"

    def action_open_page(self):
        """Open the page on which everybody reads these figures.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": self.page_address, "target": "new"}

    @api.model
    def action_publish(self, semester):
        """Publish the figures of a semester that is over.

        :param str semester: such as ``2026-I``
        :return: the action that opens what was published
        :raises AccessError: the user is no manager of complaints
        :raises UserError: the semester is not over, was published, or nothing came in it
        """
        if not self.env["ptsp.complaint"]._manages_complaints():
            raise AccessError(self.env._("The figures are published by the manager of complaints. Ask for it there."))
        company = self.env.company
        if semester not in self._semesters_over(company):
            raise UserError(self.env._("Only a semester that is over is published. Choose another one."))
        if self.search_count([("company_id", "=", company.id), ("semester", "=", semester)]):
            raise UserError(self.env._("The figures of this semester were published already."))
        tables = self._tables_of(company, semester)
        if not tables["total"]:
            raise UserError(self.env._("Nothing came in this semester. Choose another one."))
        published = self._as_procedure().create(
            {
                "company_id": company.id,
                "semester": semester,
                "published_at": fields.Datetime.now(),
                "user_id": self.env.uid,
                "tables": tables,
            }
        )
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.complaint_publication_action")
        return {**action, "views": [(False, "form")], "view_mode": "form", "res_id": published.id}

    @api.model
    def _semesters_over(self, company):
        """Return the last semesters that are over, the latest first, as a list such as ``2026-I``."""
        return semesters_over(company._ptsp_today(), 10)

    @api.model
    def _tables_of(self, company, semester):
        """Return what is published of a semester: numbers that name nobody.

        :return: dict with ``total`` and lists of rows ``kinds``, ``channels`` and ``services``; a row has its ``key``,
            how many came (``count``, None for fewer than five, or to hide such a number), and of kinds how many of a
            hundred were answered, and in time, and the median of working days
        """
        kinds = self._sums(company, semester, "kind")
        channels, services = (self._sums(company, semester, name) for name in ("channel", "service_id"))
        total = sum(row["count"] for row in kinds.values())
        # As paper and page name them, whatever language whoever publishes them reads.
        services_sudo = self.env["ptsp.service"].sudo().with_context(lang=OFFICIAL_LANG)
        names = {one.id: one.name for one in services_sudo.browse(filter(None, services))}
        rows = {
            "kinds": [{"key": key, **kinds.get(key, _NOTHING)} for key, _label in KINDS],
            "channels": [{"key": key, "count": channels.get(key, _NOTHING)["count"]} for key, _label in CHANNELS],
            "services": [
                {"key": names.get(key, ""), "count": row["count"]}
                for key, row in sorted(services.items(), key=lambda pair: names.get(pair[0], "~"))
            ],
        }
        for table in rows.values():
            _hide_few(table)
        return {"total": total if total >= FEWEST else None if total else 0, **rows}

    @api.model
    def _sums(self, company, semester, column):
        """Return figures of a semester by one column, whatever the user may see.

        :return: dict from values to dicts
        """
        Figure = self.env["ptsp.figure.complaint"].with_user(SUPERUSER_ID)
        self.env["ptsp.complaint"].flush_model()
        self.env.cr.execute(
            SQL(
                """SELECT %(column)s, %(sums)s FROM ptsp_complaint complaint
                    WHERE complaint.company_id = %(company)s AND %(its)s = %(semester)s GROUP BY %(column)s""",
                column=SQL.identifier("complaint", column),
                sums=Figure._sql_sums(),
                company=company.id,
                its=Figure._sql_semester_of_complaint(),
                semester=semester,
            )
        )
        found = {}
        for row in self.env.cr.dictfetchall():
            answered = row["answered_count"]
            enough = answered >= FEWEST
            found[row[column]] = {
                "count": row["received_count"],
                "answered": round(100 * answered / row["received_count"]),
                "in_time": round(row["in_time_rate"]) if enough else None,
                "median": float(row["median_days"]) if enough else None,
            }
        return found

    def _official_rows(self, name):
        """Return the rows of a table with the words of paper and page in front.

        :param str name: ``kinds``, ``channels`` or ``services``
        """
        words = {"kinds": OFFICIAL_KINDS, "channels": OFFICIAL_CHANNELS}.get(name, {})
        return [
            {**row, "label": words.get(row["key"], row["key"] or "Tanpa layanan tertentu")} for row in self.tables[name]
        ]

    def _official_semester(self):
        """Return the semester as it stands on paper."""
        return official_semester(self.semester)

    @api.model
    def _show_published(self, address, semester=None):
        """Tell what the page of the figures shows, and count the visit.

        :param str address: the visitor's network address
        :param str semester: which; all where none is named
        :return: dict with ``status``: ``limited``, ``unknown`` or ``found``; ``one``, the semester that was named and
            is published, else ``published``, all that are
        """
        if not self.env["ptsp.complaint.visit"]._is_reading_counted(address):
            return {"status": "limited"}
        one_sudo = self._published(semester) if semester else None
        if one_sudo:
            return {"status": "found", "one": one_sudo}
        return {"status": "unknown" if semester else "found", "one": None, "published": self._published()}

    @api.model
    def _published(self, semester=None):
        """Return what the agency of this address has published, as superuser: it is for everybody.

        :param str semester: which; all where none is named
        """
        if not self.env["ptsp.complaint"]._takes_by_page():
            return self.sudo().browse()
        domain = [("company_id", "=", self.env.company.id)]
        return self.sudo().search([*domain, ("semester", "=", semester)] if semester else domain, limit=50)


_NOTHING = {"count": 0, "answered": None, "in_time": None, "median": None}


def _hide_few(rows):
    """Hide numbers that are small, and as many others as it takes that none can be found by subtraction.

    :param list rows: dicts with ``count``, which becomes None; what else they say goes with it
    """
    hidden = [row for row in rows if 0 < row["count"] < FEWEST]
    shown = sorted((row for row in rows if row["count"] >= FEWEST), key=lambda row: row["count"])
    while hidden and shown and (len(hidden) < 2 or sum(row["count"] for row in hidden) < FEWEST):
        hidden.append(shown.pop(0))
    for row in hidden:
        row.update({name: None for name in row if name != "key"})
