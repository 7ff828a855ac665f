import re
from contextlib import suppress
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import consteq

from .application_tracking import DIGITS

#: How many lookups one address may make in a minute before it has to wait.
LOOKUPS_PER_MINUTE = 20
#: After how many days a lookup is forgotten.
DAYS_KEPT = 90
#: The longest registration number that is looked for.
LONGEST_NUMBER = 64

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")
#: Looked up in place of what cannot be a code or a number, so that the database has the same work.
_NOTHING = "?"


class _Right(Exception):
    """Raised to take a trial back: the digits were right."""


class StatusLookup(models.Model):
    """One visit to the page that tells where an application stands: of which, and from where."""

    _name = "ptsp.status.lookup"
    _description = "Lookup of an Application"
    _inherit = ["ptsp.visitor.mixin"]
    _order = "id desc"
    _rec_name = "result"
    # No row shall name the officer or the applicant who was logged in.
    _log_access = False

    application_id = fields.Many2one("ptsp.application", readonly=True, index="btree_not_null")
    result = fields.Selection([("found", "Found"), ("unknown", "Unknown")], required=True, readonly=True)

    _number_unique = models.UniqueIndex("(address_hash, number)", "This visit was counted already.")

    @api.model
    def _visits_allowed(self):
        return LOOKUPS_PER_MINUTE, timedelta(minutes=1)

    @api.model
    def _look_up(self, address, token=None, number="", digits=""):
        """Tell where an application stands, and count the visit.

        Wrong code, unknown number, wrong digits and another agency's number have the same answer.

        :param str address: the visitor's network address
        :param str token: the code of the receipt; None where the number was typed
        :param str number: the registration number
        :param str digits: the last four digits of the telephone number
        :return: dict with ``status`` ``found``, ``unknown`` or ``limited`` (too many lookups), and for the first what
            ``ptsp.application._status_facts`` tells
        """
        address_hash = self._address_hash(address)
        numbers = self._free_numbers(address_hash)
        if not numbers:
            return {"status": "limited"}
        by_code = token is not None
        application_sudo = self._with_code(token) if by_code else self._with_number(number, digits)
        status = "found" if application_sudo else "unknown"
        visit = {"application_id": application_sudo.id or None, "address_hash": address_hash, "result": status}
        if not self._count_visit(numbers, **visit):
            return {"status": "limited"}
        return {"status": status, **(application_sudo._status_facts() if application_sudo else {})}

    @api.model
    def _with_code(self, token):
        """Return the application whose receipt bears a code, as superuser: the code is the permission.

        :param str token: what was scanned
        """
        token = token if _TOKEN.fullmatch(token) else _NOTHING
        return self._applications_sudo([("status_token", "=", token)])

    @api.model
    def _with_number(self, number, digits):
        """Return the application of a number whose telephone number ends in some digits, as superuser.

        :param str number: as it was typed
        :param str digits: as they were typed
        """
        number = " ".join(number.split())
        # What is not registered yet has an empty number.
        number = number if 0 < len(number) <= LONGEST_NUMBER and "\0" not in number else _NOTHING
        digits = "".join(digits.split())
        found_sudo = self._applications_sudo(
            # The page is the agency's under whose address it stands.
            [("registration_number", "in", [number, number.upper()]), ("company_id", "=", self.env.company.id)]
        )
        Trial = self.env["ptsp.status.trial"]
        number_hash = self._fingerprint(number.upper())
        free = Trial._free_numbers(number_hash)
        known_sudo = found_sudo.filtered(lambda application: _is_one_of(digits, application._phone_endings()))
        # What was read stays read: only the trial is taken back.
        with suppress(_Right), self.env.cr.savepoint(flush=False):
            # Counted before it is answered: of many trials at the same moment none is free.
            counted = Trial._count_visit(free, number_hash=number_hash)
            if counted and known_sudo:
                raise _Right
            return known_sudo.browse()
        return known_sudo

    @api.model
    def _applications_sudo(self, domain):
        Application = self.env["ptsp.application"]
        return Application.sudo().search_fetch(domain, Application._status_fields(), order="id", limit=1)

    @api.autovacuum
    def _gc_lookups(self):
        """Forget lookups after their time, some at a time."""
        return self._forget_visits(self.env.cr.now() - timedelta(days=DAYS_KEPT))


def _is_one_of(digits, endings):
    """Tell whether digits end a telephone number.

    :param str digits: as they were typed
    :param endings: texts of ``DIGITS`` digits
    """
    return digits.isascii() and len(digits) == DIGITS and any(consteq(ending, digits) for ending in endings)
