from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.constants import GC_UNLINK_LIMIT

from .company_information import DAYS
from .information_contact import PERSONAL


class InformationContactForgotten(models.Model):
    """Who has asked is forgotten after the days that the agency has set. What was asked about is still counted."""

    _inherit = "ptsp.information.contact"

    forgotten_at = fields.Datetime(
        "Forgotten", readonly=True, copy=False, procedure=True, help="Since when nothing is left of who has asked."
    )

    @api.autovacuum
    def _gc_forget(self):
        """Forget who has asked long ago, some at a time, whether the agency still uses the desk or not.

        :return: pair of how many were forgotten, and whether there are more, as a job of cleaning returns it
        """
        now = fields.Datetime.now()
        due = Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("begun_at", "<", now - timedelta(days=company.ptsp_information_days or DAYS))
            for company in self.env["res.company"].search([])
        )
        contacts = self.search(due & Domain("forgotten_at", "=", False), order="begun_at", limit=GC_UNLINK_LIMIT)
        contacts._as_procedure()._forget(now)
        return len(contacts), len(contacts) == GC_UNLINK_LIMIT

    def _forget(self, now):
        """Erase what is said of persons, in procedure mode.

        :param datetime now: naive UTC
        """
        sendings = self.sending_ids
        # What never arrived still lies in the queue, with the address.
        sendings.mail_id.unlink()
        sendings.write({"address": False})
        # The application knows its applicant: that one was begun is all that the contact still says.
        self.write({**dict.fromkeys(PERSONAL, False), "application_id": False, "forgotten_at": now})
