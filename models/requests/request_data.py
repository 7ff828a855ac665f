from psycopg2 import IntegrityError

from odoo import models
from odoo.exceptions import ValidationError
from odoo.fields import Date, Datetime
from odoo.tools import mute_logger

#: The largest whole number that a column holds.
_NUMBER_LIMIT = 2**31 - 1


class RequestData(models.Model):
    """A detail of the application that the applicant enters anew, by the checks of whoever files (step 8)."""

    _inherit = "ptsp.request"

    def _enter_detail(self, value):
        """Enter a detail of the application anew, as superuser and not in procedure mode: by the ordinary checks.

        :param value: as a client sends it
        :return: what the application says now, as people read it
        :raises ValidationError: it does not fit
        """
        self.ensure_one()
        application_sudo = self.application_id
        name, _comma, detail = self.field_name.partition(",")
        if detail:
            entered = {**application_sudo._declared_details(), detail: self._value_of_detail(value)}
        else:
            entered = self._value_of_field(application_sudo._fields[name], value)
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                application_sudo.write({name: entered})
                application_sudo.flush_recordset([name])
        except IntegrityError as error:
            # What only the database refuses, such as a last day before the first.
            raise ValidationError(application_sudo._sql_error_to_message(error)) from error
        said = application_sudo.with_context(lang=application_sudo._lang_of_changes())
        return said._told_by({name})[self.field_name][1]

    def _value_of_detail(self, value):
        """Return a value for a detail of the service, as Odoo's properties keep it.

        :param value: as a client sends it
        """
        kind = next(
            (detail.kind for detail in self.service_id._details() if f"details,{detail.name}" == self.field_name), None
        )
        try:
            return {"integer": int, "float": float}[kind](value) if kind in ("integer", "float") else value
        except (TypeError, ValueError) as error:
            raise self._does_not_fit(value) from error

    def _value_of_field(self, field, value):
        """Return a value for a field of the application.

        :param Field field: the field
        :param value: as a client sends it
        :raises ValidationError: it is of another kind
        """
        reader = {
            "char": self._text_of,
            "text": self._text_of,
            "integer": int,
            "float": float,
            "date": Date.to_date,
            "datetime": Datetime.to_datetime,
            "selection": self._text_of,
        }[field.type]
        try:
            read = reader(value)
            if field.type == "integer" and abs(read) > _NUMBER_LIMIT:
                raise ValueError
            if field.type == "selection" and read not in field.get_values(self.env):
                raise ValueError
        except (TypeError, ValueError, OverflowError) as error:
            raise self._does_not_fit(value) from error
        return read

    @staticmethod
    def _text_of(value):
        if not isinstance(value, str):
            raise TypeError
        return value.strip()

    def _does_not_fit(self, value):
        """Return the error that tells that a value does not fit.

        :param value: as a client sends it
        """
        return ValidationError(
            self.env._("%(field)s: %(value)s does not fit. Enter it anew.", field=self.name, value=str(value)[:100])
        )
