from odoo import api, fields, models
from odoo.exceptions import UserError

from .application_pickup import HANDOVER


class ApplicationReadings(models.Model):
    """Rights and duties are read to who collects the letter, and ticked one by one (step 16)."""

    _inherit = "ptsp.application"

    reading_ids = fields.One2many(
        "ptsp.handover.reading",
        "application_id",
        "Rights and Duties Explained",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
    )
    read_item_ids = fields.Many2many(
        "ptsp.handover.item",
        string="Rights and Duties",
        compute="_compute_read_item_ids",
        inverse="_inverse_read_item_ids",
        copy=False,
        editable_in=HANDOVER,
        groups="ptsp_exhibition.group_reader",
        help="What was explained to who collects the letter. Who has ticked it, and when, is kept.",
    )
    has_handover_items = fields.Boolean(
        compute="_compute_has_handover_items", compute_sudo=True, help="The service has rights and duties to explain."
    )

    @api.depends("reading_ids.item_id")
    def _compute_read_item_ids(self):
        for application in self:
            application.read_item_ids = application.reading_ids.item_id

    @api.depends("service_id.handover_item_ids")
    def _compute_has_handover_items(self):
        for application in self:
            application.has_handover_items = bool(application.service_id.handover_item_ids)

    def _inverse_read_item_ids(self):
        now = fields.Datetime.now()
        for application in self:
            ticked, readings = application.read_item_ids, application.reading_ids
            if ticked.service_id - application.service_id:
                raise UserError(
                    self.env._("These rights and duties belong to another service. Tick those of this one.")
                )
            # What was ticked already stays with who has ticked it.
            kept = readings.filtered(lambda reading, ticked=ticked: reading.item_id in ticked)
            new = (ticked - kept.item_id).sorted()
            (readings - kept)._as_procedure().unlink()
            readings._as_procedure().create(
                [
                    {
                        "application_id": application.id,
                        "item_id": item.id,
                        "kind": item.kind,
                        "name": item.name,
                        "user_id": self.env.uid,
                        "read_at": now,
                    }
                    for item in new.with_context(lang=self._lang_of_changes())
                ]
            )
        self.invalidate_recordset(["reading_ids"])
