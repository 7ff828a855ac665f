import ipaddress
from contextlib import suppress

from odoo import api, fields, models
from odoo.tools import hmac


class VisitorMixin(models.AbstractModel):
    """Visits of the public, counted by network address.

    Who the visitor was cannot be told: the address is kept only as a keyed fingerprint, enough to count by.
    """

    _name = "ptsp.visitor.mixin"
    _description = "Visits of the Public"
    _inherit = ["ptsp.counted.mixin"]
    _visitor = "address_hash"

    address_hash = fields.Char(
        "Visitor",
        required=True,
        readonly=True,
        help="Fingerprint of the visitor's network address under this database's secret. The address is not stored.",
    )

    @api.model
    def _address_hash(self, address):
        """Return the fingerprint under which an address is counted; an IPv6 network counts as one visitor.

        :param str address: the visitor's network address, possibly none
        """
        with suppress(ValueError):
            ip = ipaddress.ip_address(address or "")
            ip = getattr(ip, "ipv4_mapped", None) or ip
            # A single connection commands a whole /64 and could take a new address for each lookup.
            address = str(ip if ip.version == 4 else ipaddress.ip_network((int(ip), 64), strict=False))
        return self._fingerprint(address or "")

    @api.model
    def _fingerprint(self, text):
        """Return what stands for a text that is not stored; each kind of visit has its own.

        :param str text: for example an address
        """
        # The database's secret is for the superuser only.
        return hmac(self.env(su=True), self._name.replace(".", "-"), text)
