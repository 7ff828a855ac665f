from odoo import api, fields, models
from odoo.exceptions import UserError


class CompanyArchive(models.Model):
    """An agency may do without the archive."""

    _inherit = "res.company"

    ptsp_uses_archive = fields.Boolean("Archive", default=True, help="Closed applications are kept in an archive.")
    ptsp_archive_day = fields.Date(readonly=True, help="Day on which it was looked last what the registry is told.")
    ptsp_archive_told = fields.Char(readonly=True, help="What the registry was told last.")

    @api.model
    def _ptsp_parts(self):
        return {
            **super()._ptsp_parts(),
            "ptsp_uses_archive": ("archive_menu", "retention_class_menu", "archive_place_menu"),
        }

    def _ptsp_refuse_without_archive(self):
        """Refuse acts of the archive where an agency does without it, by whatever way they come.

        :raises UserError: saying so
        """
        if not all(self.sudo().mapped("ptsp_uses_archive")):
            raise UserError(self.env._("This agency does without the archive."))

    def _tell_what_is_due(self):
        """Write to the registry once a day what is due in the archive, where anything is new."""
        self.ensure_one()
        today = self._ptsp_today()
        if self.ptsp_archive_day == today:
            return
        Record = self.env["ptsp.archive.record"]
        rows = Record._read_group([("company_id", "=", self.id), ("due", "!=", False)], ["due"], ["__count"])
        late = self.env["ptsp.archive.loan"].search_count(
            [("company_id", "=", self.id), ("returned_at", "=", False), ("due_on", "<", today)]
        )
        self.ptsp_archive_day = today
        told = f"{sorted(rows)} {late}"
        if not (rows or late) or told == self.ptsp_archive_told:
            return
        self.ptsp_archive_told = told

        def subject(env):
            return env._("Archive: what is due")

        def body(env):
            labels = dict(env["ptsp.archive.record"]._fields["due"]._description_selection(env))
            return {"rows": [(labels[due], count) for due, count in rows], "late": late}

        officers = self.env["res.users"]._ptsp_holders(self, ("registry",))["registry"]
        self.env["ptsp.digest.mail"]._queue(
            "ptsp_exhibition.archive_digest", self, dict.fromkeys(officers, (subject, body))
        )


class AgencySettingsArchive(models.TransientModel):
    """The switch of the archive on the page of the agency."""

    _inherit = "ptsp.agency.settings"

    ptsp_uses_archive = fields.Boolean("Archive")
