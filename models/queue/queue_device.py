import re
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import hmac

#: Letters and digits that nobody takes for one another on a touch screen.
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CODE_LENGTH = 12
#: For how many hours a code waits for its device.
CODE_HOURS = 24
#: How many numbers one kiosk gives in a minute at most.
NUMBERS_PER_MINUTE = 120


class QueueDevice(models.Model):
    """A kiosk or a call screen. It knows no password: it was let in once by a code, and keeps a secret since.

    Of code and secret the database has the fingerprints only. A code lets one device in, once; a manager ends that at
    any time.
    """

    _name = "ptsp.queue.device"
    _description = "Kiosk or Call Screen"
    _inherit = ["ptsp.protected.mixin"]
    _order = "kind, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, max_chars=60, help="Where it stands.")
    kind = fields.Selection([("kiosk", "Kiosk"), ("screen", "Call Screen")], default="kiosk", required=True)
    company_id = fields.Many2one(
        "res.company", "Agency", default=lambda self: self.env.company, required=True, index=True
    )
    service_ids = fields.Many2many(
        "ptsp.queue.service",
        "ptsp_queue_device_service_rel",
        "device_id",
        "service_id",
        "Queue Lines",
        check_company=True,
        help="Which lines it offers or shows. All of them where none is named.",
    )
    prints = fields.Boolean(default=True, help="The kiosk prints each number; else it only shows it.")
    state = fields.Selection(
        [("new", "Not Connected"), ("connected", "Connected"), ("revoked", "Revoked")],
        default="new",
        required=True,
        readonly=True,
        copy=False,
        procedure=True,
    )
    connected_at = fields.Datetime("Connected Since", readonly=True, copy=False, procedure=True)
    code_until = fields.Datetime("Code Good Until", readonly=True, copy=False, procedure=True)
    code_hash = fields.Char(readonly=True, copy=False, groups="base.group_system", procedure=True)
    code_used = fields.Boolean(readonly=True, copy=False, procedure=True)
    secret_hash = fields.Char(readonly=True, copy=False, groups="base.group_system", procedure=True)

    _code_unique = models.UniqueIndex("(code_hash) WHERE code_hash IS NOT NULL", "This code was given already.")
    _secret_unique = models.UniqueIndex("(secret_hash) WHERE secret_hash IS NOT NULL", "This device is there already.")

    @api.model
    def _hash_of(self, what, secret):
        """Return what stands for a secret in the database.

        :param str what: ``code``, ``secret`` or ``channel``: the same text stands for something else each time
        :param str secret: the text
        """
        return hmac(self.env(su=True), f"ptsp-queue-{what}", secret)

    def action_new_code(self):
        """Make a code that lets one device in, once, and show it: this is the only time.

        :return: the action that shows it
        :raises AccessError: the user is no manager of the agency
        """
        self.ensure_one()
        self.check_access("write")
        code = "".join(secrets.choice(_ALPHABET) for _index in range(_CODE_LENGTH))
        self._as_procedure().write(
            {
                "code_hash": self._hash_of("code", code),
                "code_used": False,
                "code_until": fields.Datetime.now() + timedelta(hours=CODE_HOURS),
            }
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": "-".join(re.findall("....", code)),
                "message": self.env._(
                    "Open %(address)s on the device %(device)s and enter this code within %(hours)s hours. It is shown "
                    "only now.",
                    address=f"{self.get_base_url()}/ptsp/queue",
                    device=self.name,
                    hours=CODE_HOURS,
                ),
                "type": "info",
                "sticky": True,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_revoke(self):
        """Let the device in no more, from this moment on: what it shows is the last that it learns.

        :return: True
        :raises AccessError: the user is no manager of the agency
        """
        self.check_access("write")
        # What opened it is gone with it.
        gone = dict.fromkeys(("secret_hash", "code_hash", "code_until", "connected_at"), False)
        self._as_procedure().write({"state": "revoked", **gone})
        return True

    @api.model
    def _connect(self, code, address):
        """Let a device in by its code.

        :param str code: as it was typed
        :param str address: the network address of the device
        :return: pair of what came of it (``connected``, ``wrong``, ``used``, ``expired`` or ``limited``) and the secret
            that the device keeps
        """
        Visit = self.env["ptsp.queue.visit"]
        code = re.sub(r"[\s-]", "", code or "").upper()
        device_sudo = self.sudo()
        if re.fullmatch(f"[{_ALPHABET}]{{{_CODE_LENGTH}}}", code):
            device_sudo = device_sudo.search([("code_hash", "=", self._hash_of("code", code))], limit=1)
        if not device_sudo or not device_sudo.company_id._ptsp_queue_is_used():
            # Who has the right one is let in whatever others try from the same network: it has 60 bits.
            return "wrong" if Visit._note_try(address) else "limited", ""
        # Of two who enter it at one moment only one comes in.
        if not device_sudo.try_lock_for_update() or device_sudo.code_used:
            return "used" if Visit._note_try(address) else "limited", ""
        if device_sudo.code_until < fields.Datetime.now():
            return "expired", ""
        secret = secrets.token_urlsafe(32)
        device_sudo._as_procedure().write(
            {
                "code_used": True,
                "connected_at": fields.Datetime.now(),
                "secret_hash": self._hash_of("secret", secret),
                "state": "connected",
            }
        )
        return "connected", secret

    @api.model
    def _of_secret(self, secret, kind=None):
        """Return the device that keeps a secret, as superuser: the secret is the permission.

        :param str secret: what came with the request, or nothing
        :param str kind: which kind of device it must be
        :return: a ``ptsp.queue.device``, possibly none
        """
        devices_sudo = self.sudo()
        if not secret or len(secret) > 100:
            return devices_sudo
        device_sudo = devices_sudo.search(
            [("secret_hash", "=", self._hash_of("secret", secret)), ("state", "=", "connected")], limit=1
        )
        if (kind and device_sudo.kind != kind) or not device_sudo.company_id.ptsp_uses_queue:
            return devices_sudo
        return device_sudo

    def _lines_sudo(self):
        """Return the lines that the device offers or shows, as superuser: ``ptsp.queue.service``."""
        self.ensure_one()
        device_sudo = self.sudo()
        if device_sudo.service_ids:
            return device_sudo.service_ids.filtered("active")
        return self.env["ptsp.queue.service"].sudo().search([("company_id", "=", self.company_id.id)])

    def _give_number(self, service_id, priority, key):
        """Give the next number of a line at a kiosk.

        :param int service_id: id of the ``ptsp.queue.service``
        :param str priority: why the visitor takes the priority line, or nothing
        :param str key: of the page, so that it gives one number only
        :return: the ``ptsp.queue.ticket``, as superuser
        :raises UserError: none is given, with the reason
        """
        self.ensure_one()
        line_sudo = self._lines_sudo().filtered(lambda service: service.id == service_id)
        if not line_sudo:
            raise UserError(self.env._("No numbers are given for this. Ask at the information desk."))
        Ticket = self.env["ptsp.queue.ticket"]
        lately = Ticket.sudo().search_count(
            [("device_id", "=", self.id), ("taken_at", ">", fields.Datetime.now() - timedelta(minutes=1))],
            limit=NUMBERS_PER_MINUTE,
        )
        if lately >= NUMBERS_PER_MINUTE:
            raise UserError(self.env._("Too many numbers were taken here. Wait a minute."))
        return Ticket._take_number(line_sudo, priority=priority, device=self, key=key)
