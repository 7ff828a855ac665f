from odoo import api, fields, models


class ApplicationArchive(models.Model):
    """A closed application has a file in the archive."""

    _inherit = "ptsp.application"

    archive_record_ids = fields.One2many(
        "ptsp.archive.record",
        "application_id",
        "File in the Archive",
        readonly=True,
        copy=False,
        groups="ptsp_exhibition.group_reader",
    )

    has_archive_record = fields.Boolean(compute="_compute_has_archive_record", groups="ptsp_exhibition.group_reader")

    @api.depends("archive_record_ids", "company_id.ptsp_uses_archive")
    def _compute_has_archive_record(self):
        for application in self:
            in_use = application.sudo().company_id.ptsp_uses_archive
            application.has_archive_record = in_use and bool(application.archive_record_ids)

    def action_view_archive(self):
        """Show the file in the archive.

        :return: the action; nothing where it is not there yet
        """
        self.ensure_one()
        self.check_access("read")
        record = self.archive_record_ids
        if not record:
            return False
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.archive_record_action")
        return {**action, "res_id": record.id, "view_mode": "form", "views": [(False, "form")]}

    def action_verify_control_sheet(self):
        """Verify control sheet and papers; of a destroyed file it is said what was destroyed, when, and by whom.

        :return: the action that shows what was found
        """
        action = super().action_verify_control_sheet()
        if words := self.archive_record_ids._destruction_in_words() if self.archive_record_ids else "":
            params = action["params"]
            return {**action, "params": {**params, "message": f"{params['message']} {words}", "sticky": True}}
        return action

    def _is_collected_by_hand(self):
        """Tell whether the letter was handed over at the counter, where its receiver signs for it."""
        self.ensure_one()
        return bool(self.handed_over_at) and self.handover_kind != "fetched"
