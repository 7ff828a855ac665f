from odoo import api, fields, models


class CalendarEventOfVisit(models.Model):
    """The event of a visit on site."""

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

    @api.model
    def _ptsp_appointment_fields(self):
        return super()._ptsp_appointment_fields() | {"ptsp_visit_id"}
