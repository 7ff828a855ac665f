from odoo import api, fields, models
from odoo.exceptions import UserError

#: What the calendar shows of a visit, beside its times. Answers and reminders are each one's own.
_SHOWN = frozenset(
    (
        "ptsp_visit_id",
        "name",
        "description",
        "location",
        "active",
        "partner_ids",
        "attendee_ids",
        "user_id",
        "privacy",
        "res_id",
    )
)


class CalendarEventOfVisit(models.Model):
    """The event of a visit on site shows what the visit says, and is changed there."""

    _inherit = "calendar.event"

    ptsp_visit_id = fields.Many2one(
        "ptsp.survey.visit",
        "Visit on Site",
        readonly=True,
        copy=False,
        ondelete="cascade",
        index="btree_not_null",
        help="The visit on site of an OPD that this event is.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        # Whatever context or defaults came along.
        if not self._ptsp_by_procedure() and events.sudo().ptsp_visit_id:
            self._ptsp_refuse()
        return events

    def write(self, vals):
        if (_SHOWN | self._get_time_fields() | self._get_recurrent_fields()) & set(vals):
            self._ptsp_check_own_hand()
        if vals.get("ptsp_visit_id") and not self._ptsp_by_procedure():
            self._ptsp_refuse()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_visits(self):
        self._ptsp_check_own_hand()

    def _ptsp_by_procedure(self):
        return self.env["ptsp.survey.visit"]._is_procedure

    def _ptsp_check_own_hand(self):
        """Refuse to change the event of a visit in the calendar.

        :raises UserError: with the way to do it
        """
        if not self._ptsp_by_procedure() and self.sudo().ptsp_visit_id:
            self._ptsp_refuse()

    def _ptsp_refuse(self):
        """Say where a visit is changed.

        :raises UserError: always
        """
        raise UserError(
            self.env._(
                "A visit on site is planned, moved and called off in its own form, under Visits on Site. "
                "The calendar follows."
            )
        )
