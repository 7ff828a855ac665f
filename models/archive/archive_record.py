from odoo import api, fields, models
from odoo.exceptions import UserError

from .retention_class import BEGINNINGS, FATES, OUTCOMES

#: What the registry enters; all else is written by buttons and by the job.
_BY_HAND = frozenset(("place_id", "remark"))


class ArchiveRecord(models.Model):
    """The file of a closed application in the archive (SOP section U): its class and term, and where it lies.

    ================  =============================================================
    active            at hand, until its first term has ended
    inactive          in the archive, until its second term has ended
    permanent         kept for good
    destroyed         the papers are gone; register, control sheet and hashes stay
    ================  =============================================================
    """

    _name = "ptsp.archive.record"
    _description = "File in the Archive"
    _inherit = ["ptsp.protected.mixin"]
    _order = "closed_at desc, id desc"
    _rec_name = "name"
    _check_company_auto = True

    application_id = fields.Many2one("ptsp.application", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="application_id.company_id", store=True, index=True)
    service_id = fields.Many2one(related="application_id.service_id", store=True, index=True)
    name = fields.Char("File", compute="_compute_name", store=True, index="trigram")
    subject = fields.Char(related="application_id.subject")
    closed_at = fields.Datetime("Closed", required=True, readonly=True)
    closed_on = fields.Date(required=True, readonly=True, help="The agency's day of that moment.")
    outcome = fields.Selection(OUTCOMES, required=True, readonly=True)
    state = fields.Selection(
        [
            ("active", "Active"),
            ("inactive", "In the Archive"),
            ("permanent", "Kept for Good"),
            ("destroyed", "Destroyed"),
        ],
        required=True,
        readonly=True,
        default="active",
        index=True,
    )
    place_id = fields.Many2one(
        "ptsp.archive.place", index="btree_not_null", ondelete="restrict", check_company=True, copy=False
    )
    remark = fields.Text(max_chars=2000, copy=False)

    # The row of the table as it was when the file was closed, or when its class was changed.
    class_id = fields.Many2one("ptsp.retention.class", readonly=True, ondelete="restrict", index="btree_not_null")
    class_code = fields.Char(readonly=True)
    class_name = fields.Char("Name of the Class", readonly=True)
    begins_with = fields.Selection(BEGINNINGS, "Term Begins", readonly=True)
    active_years = fields.Integer("Years at Hand", readonly=True, aggregator=None)
    inactive_years = fields.Integer("Years in the Archive", readonly=True, aggregator=None)
    fate = fields.Selection(FATES, "Final Fate", readonly=True)
    destroys_letter = fields.Boolean("Letter, Too", readonly=True)
    destroys_personal = fields.Boolean("Personal Data, Too", readonly=True)

    chain_hash = fields.Char("End of Chain", readonly=True, help="Hash of the last line of what happened to the file.")
    line_count = fields.Integer("Lines", readonly=True, aggregator=None)

    _application_unique = models.UniqueIndex("(application_id)", "This application is in the archive already.")

    @api.depends("application_id")
    def _compute_name(self):
        # What is closed keeps its number: no change of an application need ask for its record.
        for record in self:
            record.name = record.application_id.name

    @property
    def _protected_fields(self):
        return frozenset(self._fields) - _BY_HAND - {"id"}

    @api.model_create_multi
    def create(self, vals_list):
        if vals_list and not self._is_procedure:
            raise UserError(
                self.env._("Closed applications come into the archive by themselves. Wait for the next hour.")
            )
        return super().create(vals_list)

    def write(self, vals):
        if not self._is_procedure:
            self._check_protected(vals)
            self._check_keeper("registry")
            self._refuse_destroyed()
            moved = self.filtered(lambda record: "place_id" in vals and record.place_id.id != vals["place_id"])
            result = super().write(vals)
            for record in moved:
                record._note_event("placed", record.place_id.complete_name or self.env._("No place"))
            return result
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A file of the archive is not deleted. When its term ends, propose its disposal."))

    def copy(self, default=None):  # pylint: disable=unknown-option-value,method-required-super
        raise UserError(self.env._("Each application is in the archive once."))

    def _refuse_destroyed(self):
        """Refuse acts on files that are destroyed.

        :raises UserError: naming one of them
        """
        for record in self.filtered(lambda record: record.state == "destroyed"):
            raise UserError(
                self.env._("The papers of %(name)s are destroyed. Only its record is left.", name=record.name)
            )
