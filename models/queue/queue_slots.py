from collections import Counter
from datetime import timedelta

from odoo import api, fields, models, tools

#: Days ahead for which times are booked.
DAYS_AHEAD = 14


class QueueServiceBooked(models.Model):
    """A line for which visitors book a time."""

    _inherit = "ptsp.queue.service"

    bookable = fields.Boolean("Booked Online", help="Applicants book a time in their account.")
    slot_minutes = fields.Integer("Every (min)", default=30, required=True, help="A time begins every so many minutes.")
    slot_places = fields.Integer("Visitors at Once", default=1, required=True, help="So many book the same time.")

    _slots_bounded = models.Constraint(
        "CHECK (slot_minutes BETWEEN 5 AND 240 AND slot_places BETWEEN 1 AND 20)",
        "Times are 5 to 240 minutes long, for 1 to 20 visitors.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    @api.model
    def _bookable_sudo(self):
        """Return the lines of the user's agencies for which a time can be booked, as superuser."""
        return self.sudo().browse(self._bookable_ids(tuple(self.env.user._get_company_ids())))

    @api.model
    @tools.ormcache("company_ids")
    def _bookable_ids(self, company_ids):
        """Return the ids of the lines of some agencies for which a time can be booked, remembered until a line changes.

        :param tuple company_ids: ids of the agencies
        """
        lines_sudo = self.sudo().search(
            [("bookable", "=", True), ("company_id", "in", company_ids)], order="company_id, sequence, id"
        )
        return tuple(lines_sudo.filtered("company_id.ptsp_uses_queue").ids)

    def _slots(self):
        """Return the times of this line that are free, from the next hour on.

        :return: list of naive UTC datetimes
        """
        self.ensure_one()
        company, now = self.company_id, fields.Datetime.now()
        if not self.bookable or not self.active or not company._ptsp_queue_is_used():
            return []
        until, length = now + timedelta(days=DAYS_AHEAD), timedelta(minutes=self.slot_minutes)
        found = []
        for since, ends in company._ptsp_queue_hours():
            moment = since
            while moment + length <= ends and moment < until:
                if moment > now + timedelta(hours=1):
                    found.append(moment)
                moment += length
        booked_sudo = (
            self.env["ptsp.queue.booking"]
            .sudo()
            .search_fetch(
                [("service_id", "=", self.id), ("starts_at", ">", now), ("state", "!=", "cancelled")], ["starts_at"]
            )
        )
        taken = Counter(booked_sudo.mapped("starts_at"))
        return [moment for moment in found if taken[moment] < self.slot_places]
