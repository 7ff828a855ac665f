from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

#: Longer than this nobody stands at the counter.
LONGEST = timedelta(hours=12)


class InformationContactTime(models.Model):
    """When a contact began and ended, and how long it took."""

    _inherit = "ptsp.information.contact"

    begun_at = fields.Datetime("Begun at", required=True, copy=False, default=lambda self: fields.Datetime.now())
    ended_at = fields.Datetime("Ended", copy=False)
    minutes = fields.Float(compute="_compute_minutes", store=True, digits=(16, 1), aggregator="avg", procedure=True)

    _by_day = models.Index("(company_id, begun_at DESC)")

    @api.depends("begun_at", "ended_at")
    def _compute_minutes(self):
        for contact in self:
            both = contact.begun_at and contact.ended_at
            contact.minutes = (contact.ended_at - contact.begun_at).total_seconds() / 60 if both else 0

    @api.constrains("begun_at", "ended_at")
    def _check_times(self):
        # Clocks of browsers differ a little.
        now = fields.Datetime.now() + timedelta(minutes=5)
        for contact in self:
            ended_at = contact.ended_at
            if contact.begun_at > now or (ended_at and ended_at > now):
                raise ValidationError(self.env._("The contact lies in the future. Correct when it was."))
            if ended_at and not contact.begun_at <= ended_at <= contact.begun_at + LONGEST:
                raise ValidationError(
                    self.env._("A contact ends after it has begun, and on the same day. Correct when it was.")
                )

    def action_end(self):
        """Note that the contact has ended now (step 2 f).

        :return: True
        :raises AccessError: the user is of no desk that people ask
        """
        self._check_at_my_desk()
        now = fields.Datetime.now()
        for contact in self.filtered(lambda contact: not contact.ended_at):
            # Who was written down late has no end that is known: the contact counts, and its time does not.
            contact.ended_at = min(max(now, contact.begun_at), contact.begun_at + LONGEST)
        return True

    def action_end_and_next(self):
        """Note that the contact has ended, and take the next one.

        :return: the action that opens an empty form
        :raises AccessError: the user is of no desk that people ask
        """
        self.action_end()
        return self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.information_contact_action_new")
