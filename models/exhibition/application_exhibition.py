from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.translate import LazyTranslate

#: More visitors or booths than any hall of the province holds are a slip of the keyboard.
SIZE_LIMITS = {"expected_visitors": 10_000_000, "booth_count": 100_000}

EXHIBITION_FIELDS = (
    "organizer_name",
    "event_name",
    "event_theme",
    "venue",
    "venue_address",
    "city",
    "date_start",
    "date_end",
    "expected_visitors",
    "booth_count",
)

_lt = LazyTranslate(__name__)
#: What the group is called of applications that do not say it yet.
_NOT_FILLED_IN = _lt("Not Filled In Yet")


class ApplicationExhibition(models.Model):
    """What an applicant declares about an exhibition, and what of it can be meant."""

    _inherit = "ptsp.application"

    organizer_name = fields.Char(
        "Organiser",
        index="trigram",
        falsy_value_label=_NOT_FILLED_IN,
        help="Name of the exhibition organiser (EO), as it shall stand in the letter.",
        editable_in="file",
    )
    event_name = fields.Char(
        "Exhibition", help="Name of the exhibition, as it shall stand in the letter.", editable_in="file"
    )
    event_theme = fields.Char("Theme", editable_in="file")
    venue = fields.Char(help="Hall, square or building.", editable_in="file")
    venue_address = fields.Char("Address of Venue", editable_in="file")
    city = fields.Char(
        "City or Regency",
        index=True,
        falsy_value_label=_NOT_FILLED_IN,
        help="Kota or kabupaten where the exhibition is held.",
        editable_in="file",
    )
    date_start = fields.Date("First Day", falsy_value_label=_NOT_FILLED_IN, editable_in="file")
    date_end = fields.Date("Last Day", editable_in="file")
    expected_visitors = fields.Integer(help="Visitors expected over all days.", aggregator="sum", editable_in="file")
    booth_count = fields.Integer("Booths", aggregator="sum", editable_in="file")

    _dates_ordered = models.Constraint(
        "CHECK (date_end >= date_start)",
        "Last Day lies before First Day: an exhibition cannot end before it begins. Correct the dates.",
    )

    @api.onchange("partner_id")
    def _onchange_organizer(self):
        if not self.organizer_name:
            self.organizer_name = self.partner_id.commercial_partner_id.name

    @api.constrains(*SIZE_LIMITS)
    def _check_sizes(self):
        for application in self:
            for name in SIZE_LIMITS:
                self._check_size(name, application[name])

    @api.model
    def _check_size(self, name, value):
        """Refuse a number that cannot be meant.

        :param str name: name of the field
        :param int value: the number
        :raises ValidationError: naming the field
        """
        limit = SIZE_LIMITS[name]
        if not 0 <= value <= limit:
            raise ValidationError(
                self.env._(
                    "%(field)s must be a number between 1 and %(limit)s. Correct it.",
                    field=self._fields[name]._description_string(self.env),
                    limit=limit,
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        # A number that no column holds would fail in the database, before any constraint can say what is wrong.
        for vals in vals_list:
            for name in SIZE_LIMITS.keys() & vals.keys():
                self._check_size(name, int(vals[name] or 0))
        return super().create(vals_list)

    def _place_of_visit(self):
        place = ", ".join(filter(None, (self.venue, self.venue_address, self.city)))
        return super()._place_of_visit() or place[:200]

    @api.model
    def _asked_fields(self):
        return [*super()._asked_fields(), *EXHIBITION_FIELDS]

    def _names_to_ask(self):
        names = super()._names_to_ask()
        return names if self.about == "exhibition" else names.difference(EXHIBITION_FIELDS)

    def _missing_details(self):
        """Return the labels of what must be filled in about the exhibition before it is submitted (step 3)."""
        missing = super()._missing_details()
        if self.about != "exhibition":
            return missing
        blank = [name for name in EXHIBITION_FIELDS if self._is_blank(name)]
        return [*(self._fields[name]._description_string(self.env) for name in blank), *missing]

    def _guard_still_ahead(self):
        """The exhibition does not end before today."""
        if self.about != "exhibition" or not self.date_end or self.date_end >= self._document_day():
            return None
        return self.env._("The exhibition of %(name)s has ended already. Correct the field Last Day.", name=self.name)
