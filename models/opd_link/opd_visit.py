import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, consteq, hmac

#: How many codes are sent for one link in an hour.
CODES_PER_HOUR = 5
#: How often a code may be entered wrongly, and for how many minutes it is good.
TRIES, MINUTES = 5, 15
#: For how many hours whoever has entered a code stays in.
HOURS = 4
#: Digits of a code.
DIGITS = 6


class OpdVisit(models.Model):
    """One visit by a link: a code that was sent, and the browser that has entered it.

    The browser is known by a secret, of which the database has the fingerprint only, as of the code.
    """

    _name = "ptsp.opd.visit"
    _description = "Code for a Link to an Opinion"
    _inherit = ["ptsp.counted.mixin"]
    _order = "id desc"
    _log_access = False
    _visitor = "link_id"

    link_id = fields.Many2one("ptsp.opd.link", required=True, readonly=True, index=True, ondelete="cascade")
    secret_hash = fields.Char(required=True, readonly=True, groups="base.group_system")
    code_hash = fields.Char(readonly=True, groups="base.group_system", help="Empty once the code was entered.")
    tries = fields.Integer(readonly=True, aggregator=None)
    confirmed_at = fields.Datetime(readonly=True)

    _number_unique = models.UniqueIndex("(link_id, number)", "This code was counted already.")
    _secret_unique = models.UniqueIndex("(secret_hash)", "This visit is there already.")

    @api.model
    def _visits_allowed(self):
        return CODES_PER_HOUR, timedelta(hours=1)

    @api.model
    def _hash(self, *texts):
        """Return what stands for a secret, or for a code together with the secret of its visit."""
        return hmac(self.env(su=True), self._name.replace(".", "-"), "\n".join(texts))

    @api.model
    def _begin(self, link):
        """Begin a visit by sending a code.

        :param link: the ``ptsp.opd.link``, as superuser
        :return: the secret of the browser; empty where too many codes were sent lately
        """
        secret, code = secrets.token_urlsafe(24), f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        numbers = self._free_numbers(link.id)
        begun = numbers and self._count_visit(
            numbers, link_id=link.id, secret_hash=self._hash(secret), code_hash=self._hash(secret, code), tries=0
        )
        if not begun:
            return ""
        link._mail("code", code=code, minutes=MINUTES)
        return secret

    @api.model
    def _of_browser(self, link, secret):
        """Return the visit of a browser to a link, as superuser; none where there is none, or it has ended.

        :param link: the ``ptsp.opd.link``, as superuser
        :param str secret: what the browser has kept
        """
        visits_sudo = self.sudo()
        if not link or not secret:
            return visits_sudo
        now = self.env.cr.now()
        found_sudo = visits_sudo.search_fetch(
            [("link_id", "=", link.id), ("secret_hash", "=", self._hash(secret))],
            ["code_hash", "confirmed_at", "create_date", "link_id", "tries"],
            limit=1,
        )
        good_until = (
            found_sudo.confirmed_at + timedelta(hours=HOURS)
            if found_sudo.confirmed_at
            else found_sudo and found_sudo.create_date + timedelta(minutes=MINUTES)
        )
        return found_sudo if found_sudo and now < good_until else visits_sudo

    def _confirm(self, secret, code):
        """Let the browser in that has the right code, once.

        :param str secret: what the browser has kept
        :param str code: as it was typed
        :return: whether it was right, and there were tries left
        """
        self.ensure_one()
        code = "".join(code.split())
        # Counted before it is compared: of many at the same moment none is free.
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET tries = tries + 1 "
                "WHERE id = %s AND tries < %s AND confirmed_at IS NULL RETURNING code_hash",
                SQL.identifier(self._table),
                self.id,
                TRIES,
            )
        )
        kept = self.env.cr.fetchone()
        self.invalidate_recordset()
        if not kept or not code.isascii() or not consteq(kept[0] or "", self._hash(secret, code)):
            return False
        self.write({"code_hash": False, "confirmed_at": self.env.cr.now().replace(microsecond=0)})
        return True

    @api.autovacuum
    def _gc_visits(self):
        """Forget codes after two days, some at a time."""
        return self._forget_visits(self.env.cr.now() - timedelta(days=2))
