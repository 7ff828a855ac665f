import re
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import consteq, hmac

#: Letters and digits that nobody takes for another one; twelve of them are 58 bits.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 12, 4
#: Where a complaint is followed.
FOLLOW = "/ptsp/complaint/follow"
_NOT_LETTERS = re.compile(rf"[^{LETTERS}]")


class ComplaintTicket(models.Model):
    """A ticket number and a code, by which whoever has written follows the complaint without an account.

    The database keeps the code's fingerprint only; it is shown once, to whom it belongs.
    """

    _inherit = "ptsp.complaint"

    secret_hash = fields.Char(readonly=True, copy=False, procedure=True, groups="base.group_system")
    has_code = fields.Boolean("Has a Code", readonly=True, copy=False, procedure=True)

    @api.model
    def _secret_hash(self, number, secret):
        """Return what stands for a code.

        :param str number: the ticket number
        :param str secret: the code, as it is typed
        """
        secret = _NOT_LETTERS.sub("", (secret or "").upper())
        # The database's secret is for the superuser only.
        return hmac(self.env(su=True), "ptsp-complaint", f"{number}\n{secret}")

    def _give_code(self):
        """Give a complaint a new code, in procedure mode: one of before opens nothing any more.

        :return: the code, which is kept nowhere
        """
        self.ensure_one()
        letters = "".join(secrets.choice(LETTERS) for _index in range(LENGTH))
        secret = "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))
        self.write({"secret_hash": self._secret_hash(self.name, secret), "has_code": True})
        return secret

    @api.model
    def _with_ticket(self, company, number, secret):
        """Return the complaint of a ticket, as superuser: number and code are the permission. Else none.

        :param company: whose page it is
        :param str number: as it was typed
        :param str secret: as it was typed
        """
        number = re.sub(r"\s", "", number or "").upper()[:64]
        number = "" if "\0" in number else number
        complaints_sudo = self.sudo()
        found_sudo = complaints_sudo.search([("company_id", "=", company.id), ("name", "=", number or "?")], limit=1)
        # Of what is not there as much is computed.
        given, kept = self._secret_hash(number, (secret or "")[:64]), found_sudo.secret_hash or ""
        return found_sudo if consteq(kept.ljust(len(given)), given) else complaints_sudo

    def action_give_receipt(self):
        """Print the receipt with a new code, to be handed over at the desk (section Q).

        :return: the action that downloads it by a form, so that no code stands in an address
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.client",
            "tag": "ptsp_exhibition.complaint_receipt",
            "params": {"complaint_id": self.id},
        }

    def _receipt_with_code(self):
        """Give a complainant at the desk a receipt with a new code.

        :return: PDF as bytes
        :raises AccessError: the user does not handle complaints, or is complained of
        :raises UserError: the complainant has the code already, from the page or by e-mail
        """
        self.ensure_one()
        self._begin_work()
        if self.channel in ("page", "email"):
            raise UserError(
                self.env._("Who has written by page or e-mail has the code. Answer; it is told to nobody else.")
            )
        if self.has_code and not self._manages_complaints():
            raise UserError(
                self.env._(
                    "A code was given already. If it was lost, the manager of complaints prints a receipt with a new "
                    "one."
                )
            )
        complaint = self._as_procedure()
        secret = complaint._give_code()
        complaint._note_entry("ticket")
        return complaint._receipt_pdf(secret)
