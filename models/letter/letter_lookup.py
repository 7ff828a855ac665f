import re
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

#: How many lookups one address may make in a minute before it has to wait.
LOOKUPS_PER_MINUTE = 30
#: After how many days a lookup is forgotten.
DAYS_KEPT = 90

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")
#: Looked up in place of what cannot be a code, so that the database has the same work. No letter has it.
_NO_TOKEN = "?"  # nosec B105


class LetterLookup(models.Model):
    """One visit to the public page of a letter: which letter, what the page said, and from where."""

    _name = "ptsp.letter.lookup"
    _description = "Lookup of a Letter"
    _inherit = ["ptsp.visitor.mixin"]
    _order = "id desc"
    _rec_name = "result"
    # No row shall name the officer or the applicant who was logged in.
    _log_access = False

    application_id = fields.Many2one("ptsp.application", readonly=True, index="btree_not_null")
    result = fields.Selection(
        [("valid", "Valid"), ("revoked", "Revoked"), ("void", "Void"), ("unknown", "Unknown")],
        required=True,
        readonly=True,
    )
    _number_unique = models.UniqueIndex("(address_hash, number)", "This visit was counted already.")

    @api.model
    def _visits_allowed(self):
        return LOOKUPS_PER_MINUTE, timedelta(minutes=1)

    @api.model
    def _look_up(self, token, address):
        """Tell the public what became of the letter with a verification code, and count the visit (SOP section R).

        Whatever is no code of a letter goes the same way as one that is: nobody learns from the answer, or from
        how long it takes, what a code looks like.

        :param str token: what the visitor scanned or typed
        :param str address: the visitor's network address
        :return: dict with ``status`` ``valid``, ``revoked``, ``void``, ``unknown`` or ``limited`` (too many lookups),
            and for the first three what ``ptsp.application._public_facts`` tells
        """
        address_hash = self._address_hash(address)
        numbers = self._free_numbers(address_hash)
        if not numbers:
            return {"status": "limited"}
        application_sudo, token = self._letter_with_code(token)
        letter_sudo = application_sudo
        if not application_sudo:
            status = "unknown"
        elif application_sudo.letter_token != token:
            status = "void"
            letter_sudo = application_sudo.voided_letter_ids.filtered(lambda letter: letter.letter_token == token)
        else:
            status = "revoked" if application_sudo.revoked_at else "valid"
        visit = {"application_id": application_sudo.id or None, "address_hash": address_hash, "result": status}
        if not self._count_visit(numbers, **visit):
            return {"status": "limited"}
        return {"status": status, **(letter_sudo._public_facts() if letter_sudo else {})}

    @api.model
    def _letter_with_code(self, token):
        """Return the application that has or had a letter with a code, as superuser: the code is the permission.

        :param str token: what the visitor scanned or typed
        :return: the application, possibly none, and the code that was looked up
        """
        # The whole address of the page may have been pasted into the form.
        token = "".join((token or "").rsplit("/ptsp/verify/", 1)[-1].split())
        token = token if _TOKEN.fullmatch(token) else _NO_TOKEN
        application_sudo = self.env["ptsp.application"].sudo()
        for model in (application_sudo, application_sudo.voided_letter_ids):
            model.flush_model(["letter_token"])
        found = SQL(
            """SELECT id FROM ptsp_application WHERE letter_token = %(token)s
               UNION ALL SELECT application_id FROM ptsp_voided_letter WHERE letter_token = %(token)s""",
            token=token,
        )
        application_sudo = application_sudo.search_fetch(
            Domain("id", "any!", found), application_sudo._public_fields(), order="id", limit=1
        )
        return application_sudo, token

    @api.autovacuum
    def _gc_lookups(self):
        """Forget lookups after their time, some at a time."""
        return self._forget_visits(self.env.cr.now() - timedelta(days=DAYS_KEPT))
