from datetime import timedelta

from odoo import api, fields, models

#: How often one address may send something in a minute, and how much it may enter in an hour.
VISITS_PER_MINUTE, ENTERED_PER_HOUR = 20, 10
#: After how many days it is forgotten.
DAYS_KEPT = 90


class ComplaintVisit(models.Model):
    """Something that was sent by the pages of complaints: from where, and what. Not of which complaint it was."""

    _name = "ptsp.complaint.visit"
    _description = "Visit to the Page of Complaints"
    _inherit = ["ptsp.visitor.mixin"]
    _order = "id desc"
    _rec_name = "what"
    # No row shall name the officer who was logged in beside it.
    _log_access = False

    what = fields.Selection(
        [
            ("sent", "Sent"),
            ("refused", "Incomplete"),
            ("robot", "Robot"),
            ("found", "Followed"),
            ("unknown", "Wrong Number or Code"),
            ("figures", "Read Figures"),
        ],
        "What Was Done",
        required=True,
        readonly=True,
    )

    _number_unique = models.UniqueIndex("(address_hash, number)", "This visit was counted already.")

    @api.model
    def _visits_allowed(self):
        return VISITS_PER_MINUTE, timedelta(minutes=1)

    @api.model
    def _is_reading_counted(self, address):
        """Count that somebody reads the figures, apart from what is sent: nobody is kept from complaining by that.

        :param str address: the visitor's network address
        :return: False where the visitor has to wait
        """
        reader = self._fingerprint(f"figures {self._address_hash(address)}")
        return self._count_visit(self._free_numbers(reader), address_hash=reader, what="figures")

    @api.autovacuum
    def _gc_visits(self):
        """Forget visits after their time, some at a time."""
        return self._forget_visits(self.env.cr.now() - timedelta(days=DAYS_KEPT))


class ComplaintSender(models.Model):
    """How much was entered from one address of the network, or by one address of e-mail."""

    _name = "ptsp.complaint.sender"
    _description = "Complaints from One Address"
    _inherit = ["ptsp.visitor.mixin"]
    _order = "id desc"
    _rec_name = "number"
    _log_access = False

    _number_unique = models.UniqueIndex("(address_hash, number)", "This complaint was counted already.")

    @api.model
    def _visits_allowed(self):
        return ENTERED_PER_HOUR, timedelta(hours=1)

    @api.model
    def _may_be_told(self, sender):
        """Tell whether a sender of too many e-mails is to be told so: once an hour, so that no loop goes round.

        :param str sender: the address of e-mail
        """
        told, since = self._fingerprint(f"told {sender}"), self.env.cr.now() - timedelta(hours=1)
        if self.sudo().search_count([("address_hash", "=", told), ("create_date", ">", since)], limit=1):
            return False
        # Of several at the same moment the first number is taken by one.
        return self._count_visit(self._free_numbers(told)[:1], address_hash=told)

    @api.autovacuum
    def _gc_senders(self):
        """Forget senders after two days, some at a time."""
        return self._forget_visits(self.env.cr.now() - timedelta(days=2))
