from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from .record_desk import KEEPERS

#: Files that are destroyed at once: each is verified before.
_MOST = 200


class ArchiveRecordDisposal(models.Model):
    """Files that are proposed for destruction."""

    _inherit = "ptsp.archive.record"

    disposal_ids = fields.Many2many(
        "ptsp.archive.disposal",
        "ptsp_archive_disposal_record_rel",
        "record_id",
        "disposal_id",
        "Disposals",
        readonly=True,
    )
    waiting_disposal_id = fields.Many2one(
        "ptsp.archive.disposal", "Proposed", compute="_compute_waiting_disposal_id", help="Two heads decide about it."
    )

    @api.depends("disposal_ids.state")
    def _compute_waiting_disposal_id(self):
        for record in self:
            record.waiting_disposal_id = record.disposal_ids.filtered(
                lambda disposal: disposal.state in ("proposed", "approved")
            )[:1]

    def action_propose_disposal(self):
        """Propose that files are destroyed, one list for each agency.

        :return: the action that shows the list
        :raises AccessError: the user does not keep the archive
        :raises UserError: a file is not due for it, held, lent, or proposed already
        """
        self._check_keeper(*KEEPERS)
        if not self or len(self) > _MOST:
            raise UserError(self.env._("Choose between one and %(most)s files.", most=_MOST))
        self._hold_records()
        for record in self:
            record._refuse_not_to_destroy()
            record._refuse_on_disposal()
        Disposal = self.env["ptsp.archive.disposal"]._as_procedure()
        disposals = Disposal.browse()
        for company, records in self.grouped("company_id").items():
            now = fields.Datetime.now()
            disposal = Disposal.create(
                {
                    "company_id": company.id,
                    "record_ids": [Command.set(records.ids)],
                    "proposed_by_id": self.env.uid,
                    "proposed_at": now,
                }
            )
            disposal.name = f"PA/{disposal.id:04d}/{records[0]._agency_day().year}"
            disposals |= disposal
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.archive_disposal_action")
        return {**action, "res_id": disposals[:1].id, "view_mode": "form", "views": [(False, "form")]}

    def _refuse_not_to_destroy(self):
        """Refuse to destroy a file that is held, lent, or not due for it today.

        :raises UserError: saying why
        """
        self.ensure_one()
        if self.is_held:
            raise UserError(
                self.env._(
                    "%(name)s is held: %(reason)s. A head lifts the hold first, or the list is dropped.",
                    name=self.name,
                    reason=self.hold_reason,
                )
            )
        self._refuse_lent()
        self._refuse_unless_due("destroy")

    def _refuse_on_disposal(self):
        result = super()._refuse_on_disposal()
        waiting_sudo = (
            self.env["ptsp.archive.disposal"]
            .sudo()
            .search(Domain("record_ids", "in", self.ids) & Domain("state", "in", ("proposed", "approved")), limit=1)
        )
        if waiting_sudo:
            raise UserError(
                self.env._(
                    "It is decided about the destruction of this file: %(name)s. Drop that list first.",
                    name=waiting_sudo.name,
                )
            )
        return result
