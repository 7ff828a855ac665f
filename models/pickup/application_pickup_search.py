import re

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import escape_psql

#: The longest text that is sought: an address of a QR code has about a hundred characters.
LONGEST = 300
_ADDRESS = re.compile(r"/ptsp/(?:status|verify)/([A-Za-z0-9_-]{1,64})/?(?:[?#].*)?$")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,64}")
#: Where numbers and names stand.
_NUMBERS = ("registration_number", "letter_number")
_NAMES = ("partner_id.name", "commercial_partner_id.name", "representative_id.name", "recipient_name")


class ApplicationPickupSearch(models.Model):
    """One field finds a letter: by what a scanner reads off receipt or letter, by a number, or by a name (step 16)."""

    _inherit = "ptsp.application"

    pickup_sought = fields.Char(
        "Number, QR Code or Name",
        compute="_compute_pickup_sought",
        search="_search_pickup_sought",
        groups="ptsp_exhibition.group_reader",
        help="The address or code in the QR code of receipt or letter, the registration or letter number, or a name.",
    )

    def _compute_pickup_sought(self):
        self.pickup_sought = False

    def _search_pickup_sought(self, operator, value):
        # Odoo does not ask who may read a field that is searched by a method.
        if not self._has_field_access(self._fields["pickup_sought"], "read"):
            raise AccessError(self.env._("Letters are sought at the pick-up desk by officers of the agency."))
        if operator in ("ilike", "=", "like", "=ilike", "=like") and isinstance(value, str):
            return self._domain_of_pickup(value)
        if operator == "in" and all(isinstance(one, str) for one in value):
            return Domain.OR(self._domain_of_pickup(one) for one in value)
        return NotImplemented

    @api.model
    def _domain_of_pickup(self, sought):
        """Return which applications somebody means who scans or types something.

        :param str sought: as it was scanned or typed
        :return: ``Domain``; of nothing where there is nothing that could be sought
        """
        sought = " ".join(sought[:LONGEST].replace("\0", "").split())
        if not sought:
            return Domain.FALSE
        if address := _ADDRESS.search(sought):
            return self._domain_of_code(address[1])
        words = escape_psql(sought)
        found = Domain.OR(Domain(name, "ilike", words) for name in (*_NUMBERS, *_NAMES))
        return found | self._domain_of_code(sought) if _TOKEN.fullmatch(sought) else found

    @api.model
    def _domain_of_code(self, code):
        """Return the domain of the application whose receipt or letter bears a code. Only the whole code counts.

        :param str code: as it stands in the QR code
        """
        return Domain("status_token", "=", code) | Domain("letter_token", "=", code)
