from odoo import api, fields, models
from odoo.exceptions import ValidationError


def is_employee_number(text):
    """Tell whether a text is an employee number (*NIP*): 18 digits, perhaps in groups.

    :param str text: what somebody entered
    """
    number = text.replace(" ", "")
    return number.isascii() and number.isdigit() and len(number) == 18


class UserEmployeeNumber(models.Model):
    """The employee number that stands under the name of an officer who signs a form."""

    _inherit = "res.users"

    ptsp_employee_number = fields.Char(
        "Employee Number (NIP)", help="Stands under the name of the officer in forms and letters."
    )

    @api.constrains("ptsp_employee_number")
    def _check_ptsp_employee_number(self):
        for user in self:
            if user.ptsp_employee_number and not is_employee_number(user.ptsp_employee_number):
                raise ValidationError(
                    self.env._("An employee number (NIP) has 18 digits. Check it on the appointment.")
                )
