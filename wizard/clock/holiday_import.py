from datetime import date, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.client_action import notification

#: The years that an agency can sensibly enter: what lies further away has not been decreed.
FIRST_YEAR, LAST_YEAR = 2010, 2099
#: As the package calls them: public holidays, and joint leave (cuti bersama).
_CATEGORIES = ("public", "government")


class PtspHolidayImport(models.TransientModel):
    """The dialog that enters the public holidays and joint leave (*cuti bersama*) of a year into service hours."""

    _name = "ptsp.holiday.import"
    _description = "Entry of Public Holidays"
    _check_company_auto = True

    year = fields.Integer(required=True, default=lambda self: self.env.company._ptsp_today().year)
    company_id = fields.Many2one("res.company", "Agency", required=True, default=lambda self: self.env.company)
    calendar_id = fields.Many2one(
        "resource.calendar",
        "Service Hours",
        required=True,
        check_company=True,
        domain="[('company_id', 'in', (company_id, False))]",
        default=lambda self: self._default_calendar_id(),
    )
    line_ids = fields.One2many(
        "ptsp.holiday.import.line",
        "import_id",
        "Holidays",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
        help="Untick what does not apply; add regional holidays of your own.",
    )

    @api.model
    def _default_calendar_id(self):
        return self.env["ptsp.service"].search([("company_id", "=", self.env.company.id)], limit=1).calendar_id

    @api.constrains("year")
    def _check_year(self):
        for wizard in self:
            if not FIRST_YEAR <= wizard.year <= LAST_YEAR:
                raise ValidationError(
                    self.env._("Enter a year from %(first)s to %(last)s.", first=str(FIRST_YEAR), last=str(LAST_YEAR))
                )

    @api.depends("year", "calendar_id", "company_id")
    def _compute_line_ids(self):
        for wizard in self:
            lines = [fields.Command.clear()]
            if FIRST_YEAR <= wizard.year <= LAST_YEAR and wizard.calendar_id:
                entered = wizard._days_entered()
                lines += [
                    fields.Command.create({"day": day, "name": name, "kind": kind, "selected": day not in entered})
                    for day, name, kind in wizard._national_holidays()
                ]
            wizard.line_ids = lines

    def _national_holidays(self):
        """Return the holidays of the year as sorted list of day, name and kind.

        :raises UserError: the package is missing
        """
        self.ensure_one()
        try:
            from holidays import country_holidays
        except ImportError as error:
            raise UserError(
                self.env._(
                    "The holidays of Indonesia are not on this server: ask for the Python package holidays, "
                    "or enter the days by hand under Configuration, Public Holidays."
                )
            ) from error
        days = {}
        for kind in _CATEGORIES:
            for day, name in country_holidays("ID", years=self.year, categories=(kind,), language="id").items():
                # A day that is both is a public holiday.
                days.setdefault(day, (name, kind))
        return [(day, *days[day]) for day in sorted(days)]

    def _days_entered(self):
        """Return the days of the year that the calendar already knows as holidays, as a set."""
        self.ensure_one()
        Leaves = self.env["resource.calendar.leaves"]
        days = [date(self.year, 1, 1) + timedelta(days=number) for number in range(366)]
        spans = {day: Leaves._ptsp_day_span(self.calendar_id, day) for day in days if day.year == self.year}
        since, until = min(begin for begin, _end in spans.values()), max(end for _begin, end in spans.values())
        leaves = Leaves.search(
            [
                ("resource_id", "=", False),
                ("calendar_id", "in", (self.calendar_id.id, False)),
                ("company_id", "in", (self.company_id.id, False)),
                ("date_from", "<", until),
                ("date_to", ">", since),
            ]
        )
        # A day counts from its first to its last minute.
        slack = timedelta(minutes=1)
        return {
            day
            for day, (begin, end) in spans.items()
            if any(leave.date_from <= begin + slack and leave.date_to >= end - slack for leave in leaves)
        }

    def action_add(self):
        """Enter the ticked days that the calendar does not know yet. A second time nothing is added.

        :return: a notification that tells how many days were entered
        """
        self.ensure_one()
        entered = self._days_entered()
        days = {}
        for line in self.line_ids.filtered("selected").sorted("day"):
            if line.day not in entered:
                days.setdefault(line.day, line.name)
        self.env["resource.calendar.leaves"]._ptsp_enter(self.calendar_id, self.company_id, days.items())
        message = self.env._(
            "%(count)s holidays of %(year)s were entered into %(calendar)s.",
            count=len(days),
            year=str(self.year),
            calendar=self.calendar_id.display_name,
        )
        return notification(message, next_action={"type": "ir.actions.act_window_close"})


class PtspHolidayImportLine(models.TransientModel):
    """One day in the dialog."""

    _name = "ptsp.holiday.import.line"
    _description = "Public Holiday to Enter"
    _order = "day, id"

    import_id = fields.Many2one("ptsp.holiday.import", required=True, ondelete="cascade", index=True)
    day = fields.Date(required=True)
    name = fields.Char(required=True)
    kind = fields.Selection(
        [("public", "Public Holiday"), ("government", "Joint Leave"), ("regional", "Regional Holiday")],
        default="regional",
        required=True,
    )
    selected = fields.Boolean("Enter", default=True, help="Not ticked where the calendar knows the day already.")
