import ipaddress
import re
from contextlib import suppress
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, hmac
from odoo.tools.constants import GC_UNLINK_LIMIT

#: How many lookups one address may make in a minute before it has to wait.
LOOKUPS_PER_MINUTE = 30
#: After how many days a lookup is forgotten.
DAYS_KEPT = 90

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")
#: Looked up in place of what cannot be a code, so that the database has the same work. No letter has it.
_NO_TOKEN = "?"


class LetterLookup(models.Model):
    """One visit to the public page of a letter: which letter, what the page said, and from where.

    Lookups are only ever inserted. There is no counter that visitors at the same moment would have to wait for.
    Who the visitor was cannot be told: the address is kept only as a keyed fingerprint, enough to count by.
    """

    _name = "ptsp.letter.lookup"
    _description = "Lookup of a Letter"
    _order = "id desc"
    _rec_name = "result"
    # No row shall name the officer or the applicant who was logged in.
    _log_access = False

    application_id = fields.Many2one("ptsp.application", readonly=True, index="btree_not_null")
    result = fields.Selection(
        [("valid", "Valid"), ("revoked", "Revoked"), ("unknown", "Unknown")], required=True, readonly=True
    )
    address_hash = fields.Char(
        "Visitor",
        required=True,
        readonly=True,
        help="Fingerprint of the visitor's network address under this database's secret. The address is not stored.",
    )
    create_date = fields.Datetime(
        "Looked up at", required=True, readonly=True, default=lambda self: self.env.cr.now().replace(microsecond=0)
    )

    _address_hash_create_date = models.Index("(address_hash, create_date)")

    @api.model
    def _look_up(self, token, address):
        """Tell the public what became of the letter with a verification code, and count the visit (SOP section R).

        Whatever is no code of a letter goes the same way as one that is: nobody learns from the answer, or from
        how long it takes, what a code looks like.

        :param str token: what the visitor scanned or typed
        :param str address: the visitor's network address
        :return: dict with ``status`` ``valid``, ``revoked``, ``unknown`` or ``limited`` (too many lookups), and for the
            first two the facts of :meth:`_facts`
        """
        address_hash = self._address_hash(address)
        found = self._find(token, address_hash)
        if found["visits"] >= LOOKUPS_PER_MINUTE:
            return {"status": "limited"}
        status = "unknown" if not found["id"] else "revoked" if found["revoked_at"] else "valid"
        # The public may neither read nor enter lookups.
        lookup_sudo = self.sudo()
        lookup_sudo.create({"application_id": found["id"], "address_hash": address_hash, "result": status})
        return {"status": status, **(self._facts(found) if found["id"] else {})}

    @api.model
    def _address_hash(self, address):
        """Return the fingerprint under which an address is counted; an IPv6 network counts as one visitor."""
        with suppress(ValueError):
            ip = ipaddress.ip_address(address or "")
            ip = getattr(ip, "ipv4_mapped", None) or ip
            # A single connection commands a whole /64 and could take a new address for each lookup.
            address = str(ip if ip.version == 4 else ipaddress.ip_network((int(ip), 64), strict=False))
        # The database's secret is for the superuser only.
        return hmac(self.env(su=True), "ptsp-letter-lookup", address or "")

    @api.model
    def _find(self, token, address_hash):
        """Return the letter with a code and the number of recent ``visits`` from an address.

        :return: dict of columns; all but ``visits`` are ``None`` where no letter has the code
        """
        # The whole address of the page may have been pasted into the form.
        token = "".join((token or "").rsplit("/ptsp/verify/", 1)[-1].split())
        self.env["ptsp.application"].flush_model()
        query = self._find_query(token if _TOKEN.fullmatch(token) else _NO_TOKEN, address_hash)
        return self.env.execute_query_dict(query)[0]

    @api.model
    def _find_query(self, token, address_hash):
        """Return the statement of :meth:`_find`, which uses the unique index on the code and the one on visits.

        It reads past the access rights: the visitor has none, the code is the permission. It is one statement, so that
        every visit costs the same and few, and only columns that the page needs leave the database.
        """
        return SQL(
            """SELECT recent.visits, letter.*
                 FROM (SELECT count(*) AS visits
                         FROM (SELECT FROM ptsp_letter_lookup
                                WHERE address_hash = %(address_hash)s AND create_date > %(since)s
                                LIMIT %(limit)s) lookup) recent
            LEFT JOIN (SELECT a.id, a.letter_token, a.letter_number, a.letter_date, a.letter_sha256, a.decision,
                              a.organizer_name, a.event_name, a.venue, a.city, a.date_start, a.date_end,
                              a.revoked_at, a.revocation_reason, company.name AS agency, calendar.tz,
                              COALESCE(NULLIF(office.name, ''), person.name) AS signatory, office.title, office.capacity
                         FROM ptsp_application a
                         JOIN res_company company ON company.id = a.company_id
                         JOIN ptsp_service service ON service.id = a.service_id
                    LEFT JOIN resource_calendar calendar ON calendar.id = service.calendar_id
                    LEFT JOIN ptsp_signatory office ON office.id = a.signatory_office_id
                    LEFT JOIN res_users account ON account.id = a.signatory_id
                    LEFT JOIN res_partner person ON person.id = account.partner_id
                        WHERE a.letter_token = %(token)s) letter ON TRUE""",
            token=token,
            address_hash=address_hash,
            since=self.env.cr.now() - timedelta(minutes=1),
            limit=LOOKUPS_PER_MINUTE,
        )

    @api.model
    def _facts(self, letter):
        """Return what the public may know about a letter, which stands on the paper anyway.

        :param dict letter: from :meth:`_find`
        :return: dict; dates are the agency's
        """
        public = ("letter_token", "letter_number", "letter_date", "letter_sha256", "decision", "organizer_name")
        public += ("event_name", "date_start", "date_end", "revocation_reason", "agency", "signatory")
        # Records in memory: they know how titles and local days are made, and cost no further query.
        office = self.env["ptsp.signatory"].new({"title": letter["title"], "capacity": letter["capacity"]})
        calendar = self.env["resource.calendar"].new({"tz": letter["tz"]})
        service = self.env["ptsp.service"].new({"calendar_id": calendar})
        return {
            **{name: letter[name] for name in public},
            "place": ", ".join(filter(None, (letter["venue"], letter["city"]))),
            "signatory_title": office._official_title(),
            "revoked_on": letter["revoked_at"] and service._local_day(letter["revoked_at"]),
        }

    @api.autovacuum
    def _gc_lookups(self):
        """Forget lookups after their time, some at a time."""
        before = self.env.cr.now() - timedelta(days=DAYS_KEPT)
        lookups = self.search([("create_date", "<", before)], limit=GC_UNLINK_LIMIT)
        lookups.unlink()
        return len(lookups), len(lookups) == GC_UNLINK_LIMIT
