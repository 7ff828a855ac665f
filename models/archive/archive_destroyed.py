import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import hash_chain

#: Names of files whose content is destroyed begin so, whatever they were called.
DESTROYED = "musnah"


class ArchiveDestroyed(models.Model):
    """The fingerprint of what was destroyed: by it the control sheet still verifies."""

    _name = "ptsp.archive.destroyed"
    _description = "What Was Destroyed"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "record_id, id"

    record_id = fields.Many2one("ptsp.archive.record", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="record_id.company_id")
    disposal_id = fields.Many2one(
        "ptsp.archive.disposal", required=True, readonly=True, ondelete="restrict", index=True
    )
    res_model = fields.Char("Kind", required=True, readonly=True)
    res_id = fields.Many2oneReference("Number", model_field="res_model", required=True, readonly=True)
    name = fields.Char("What It Was", readonly=True, help="The paper, as the service called it.")
    sha256 = fields.Char("SHA-256", required=True, readonly=True)

    _of_what = models.UniqueIndex("(res_model, res_id)", "This was destroyed already.")

    @api.model
    def _kept_of(self, record):
        """Return the fingerprint that was kept of a record whose content was destroyed; nothing of any other.

        :param record: of any model
        """
        return self._all_kept_of(record).get(record.id)

    @api.model
    def _all_kept_of(self, records):
        """Return the fingerprints that were kept of those records whose contents were destroyed, in one query.

        :param records: of any model
        :return: dict from ids to fingerprints
        """
        ids = [number for number in records.ids if isinstance(number, int)]
        rows_sudo = self.sudo().search_fetch(
            [("res_model", "=", records._name), ("res_id", "in", ids)], ["res_id", "sha256"]
        )
        return {row.res_id: row.sha256 for row in rows_sudo}

    def _papers(self):
        """Return those of these rows that were papers: files, and receipts of OPD."""
        return self.filtered(lambda row: row.res_model in ("ir.attachment", "ptsp.delivery"))

    def _digest(self):
        """Return the SHA-256 over these rows, as the chain of the archive keeps it."""
        rows = [[row.res_model, row.res_id, row.name or "", row.sha256] for row in self.sorted("id")]
        return hashlib.sha256(hash_chain.canonical({"rows": rows}).encode()).hexdigest()


class DestroyedAttachment(models.Model):
    """The one way by which the content of a paper goes: its fingerprint was kept before, by a disposal."""

    _inherit = "ir.attachment"

    def _ptsp_fingerprint(self):
        if not self.file_size and (kept := self.env["ptsp.archive.destroyed"]._kept_of(self)):
            return kept
        return super()._ptsp_fingerprint()

    def _ptsp_settled(self):
        disposals_sudo = self.env["ptsp.archive.disposal"].sudo().search([("certificate_id", "in", self.ids)])
        rows_sudo = (
            self.env["ptsp.archive.destroyed"]
            .sudo()
            .search([("res_model", "=", self._name), ("res_id", "in", self.ids)])
        )
        return super()._ptsp_settled() | disposals_sudo.certificate_id | self.sudo().browse(rows_sudo.mapped("res_id"))

    def _ptsp_destroy(self):
        """Destroy the content of papers whose fingerprints were kept; what links to them stays.

        :raises UserError: the fingerprint of one was not kept
        """
        kept = self.env["ptsp.archive.destroyed"]._all_kept_of(self)
        if not kept.keys() >= set(self.ids):
            raise UserError(self.env._("What is destroyed has its fingerprint kept first."))
        for attachment in self:
            attachment._ptsp_set(
                {"raw": b"", "name": f"{DESTROYED}-{attachment.id}", "description": False, "index_content": False}
            )


class DestroyedSignedLetter(models.Model):
    """A letter whose words were destroyed is as it was signed if its fingerprint is the one that was kept."""

    _inherit = "ptsp.signed.letter"

    def _is_as_signed(self):
        kept = not self.body and self.env["ptsp.archive.destroyed"]._kept_of(self)
        return self.sha256 == kept if kept else super()._is_as_signed()


class DestroyedRequest(models.Model):
    """What was asked and answered, once its words are destroyed."""

    _inherit = "ptsp.request"

    def _fits(self, count, fingerprint):
        if kept := self.env["ptsp.archive.destroyed"]._kept_of(self):
            return fingerprint in (None, kept) and not any(self.exchange_ids.mapped("text"))
        return super()._fits(count, fingerprint)


class DestroyedVisit(models.Model):
    """Minutes of a visit whose photos and signatures are destroyed."""

    _inherit = "ptsp.survey.visit"

    def _minutes_digest(self):
        return self.env["ptsp.archive.destroyed"]._kept_of(self) or super()._minutes_digest()


class DestroyedReceipt(models.Model):
    """The receipt of an OPD whose signature and photo are destroyed."""

    _inherit = "ptsp.delivery"

    def _fingerprint_of_receipt(self):
        empty = not (self.receipt_signature or self.receipt_photo)
        kept = empty and self.env["ptsp.archive.destroyed"]._kept_of(self)
        return kept or super()._fingerprint_of_receipt()
