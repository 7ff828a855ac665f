from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

#: Pictures of people and places in minutes of visits.
_PICTURES = {"ptsp.survey.photo": "image", "ptsp.survey.person": "signature"}


class ArchiveRecordDestruction(models.Model):
    """The destruction of a file, as its class says: contents of papers, drafts, letter, personal data.

    Register, control sheet, hashes, and what was decided by whom stay, and verify.
    """

    _inherit = "ptsp.archive.record"

    destroyed_at = fields.Datetime("Destroyed", readonly=True)
    destroyed_ids = fields.One2many("ptsp.archive.destroyed", "record_id", "What Was Destroyed", readonly=True)
    disposal_id = fields.Many2one(
        "ptsp.archive.disposal", "Destroyed by", readonly=True, ondelete="restrict", index="btree_not_null"
    )

    def _destroy(self, disposal):
        """Destroy files that a disposal names, in procedure mode.

        :param disposal: the ``ptsp.archive.disposal``, which two people have approved
        :raises UserError: a file does not verify, so what it holds is evidence
        """
        for record in self:
            record._refuse_unless_sound()
            rows = record._keep_fingerprints(disposal)
            attachments = self.env["ir.attachment"].browse(
                rows.filtered(lambda row: row.res_model == "ir.attachment").mapped("res_id")
            )
            attachments._ptsp_destroy()
            receipts = rows.filtered(lambda row: row.res_model == "ptsp.delivery").mapped("res_id")
            self.env["ptsp.delivery"].browse(receipts)._destroy_receipts()
            record.application_id._destroy_words(record.destroys_letter, record.destroys_personal)
            record.write(
                {
                    "state": "destroyed",
                    "due": False,
                    "destroyed_at": fields.Datetime.now(),
                    "disposal_id": disposal.id,
                    "place_id": False,
                }
            )
            record._note_event(
                "destroyed",
                disposal._approval_in_words(),
                {"disposal": disposal.name, "rows": rows._digest(), "count": len(rows)},
            )

    def _refuse_unless_sound(self):
        """Refuse to destroy what does not verify: it is the evidence of what somebody has done to it.

        :raises UserError: naming the file
        """
        self.ensure_one()
        application = self.application_id
        lines = application.control_ids.filtered("ended_at").sorted("sequence")
        if application._broken_control_line() or application._differences_from_sheet(lines):
            raise UserError(
                self.env._(
                    "%(name)s does not verify: its control sheet or its papers were changed outside the procedure. "
                    "Hold it and inform the manager.",
                    name=self.name,
                )
            )

    def _keep_fingerprints(self, disposal):
        """Keep the fingerprints of all that is destroyed now.

        :param disposal: the ``ptsp.archive.disposal``
        :return: the rows
        """
        self.ensure_one()
        application, vals_list = self.application_id, []

        def keep(record, sha256, name):
            vals_list.append(
                {
                    "record_id": self.id,
                    "disposal_id": disposal.id,
                    "res_model": record._name,
                    "res_id": record.id,
                    "name": (name or "")[:200],
                    "sha256": sha256,
                }
            )

        seen = set()
        for part in self._attached_parts(application):
            if part.attachment.id in seen:
                continue
            seen.add(part.attachment.id)
            if self.destroys_letter or not part.of_letter:
                keep(part.attachment, part.attachment._ptsp_fingerprint(), f"{part.folder}: {part.label}".strip(" :"))
        for file in self._files_beside().filtered(lambda file: file.id not in seen):
            keep(file, file._ptsp_fingerprint(), "Berkas lain")
        for sheet in self._receipts_to_destroy():
            keep(sheet, sheet._fingerprint_of_receipt(), f"Tanda terima pengiriman {sheet.name}")
        if self.destroys_personal:
            for file in self._pictures_of_visits():
                keep(file, file._ptsp_fingerprint(), "4 Berita acara")
            for said in self._personal_on_sheet():
                keep(*said)
        if self.destroys_letter:
            for letter in application._signed_letters():
                keep(letter, letter.sha256, "Naskah surat")
        return self.env["ptsp.archive.destroyed"].create(vals_list)

    def _personal_on_sheet(self):
        """Return what goes with the personal data, is no file, and has its fingerprint in the control sheet.

        A room adds what it ties into the sheet.

        :return: list of triples: a record, its fingerprint, and what it is, in Indonesian
        """
        self.ensure_one()
        visits = [(visit, visit._minutes_digest(), "Berita acara") for visit in self.application_id._closed_visits()]
        return visits + [(*request, "Permintaan kepada pemohon") for request in self._requests_on_sheet()]

    def _files_beside(self):
        """Return what else was attached to the application and its parts, such as papers that were taken off again."""
        application = self.application_id
        files = self.env["ir.attachment"]
        for records in (application, application.checklist_ids, application.request_ids, application.review_ids):
            files |= files.search(
                [("res_model", "=", records._name), ("res_id", "in", records.ids), ("res_field", "=", False)]
            )
        return files

    def _receipts_to_destroy(self):
        """Return the sheets of which this is the last file: with their receipt the OPD signed for the others, too."""
        application = self.application_id
        sheets = application.review_ids.delivery_ids.filtered(
            lambda sheet: sheet.receipt_signature or sheet.receipt_photo
        )
        others = sheets.review_ids.application_id - application
        gone = self.search([("application_id", "in", others.ids), ("state", "=", "destroyed")]).application_id
        return sheets.filtered(lambda sheet: not sheet.review_ids.application_id - application - gone)

    def _pictures_of_visits(self):
        """Return photos and signatures of the visits on site, in procedure mode."""
        visits = self.application_id.review_ids.visit_ids
        records = {"ptsp.survey.photo": visits.photo_ids, "ptsp.survey.person": visits.person_ids}
        files = self.env["ir.attachment"]
        for model, name in _PICTURES.items():
            files |= files.search(
                [("res_model", "=", model), ("res_field", "=", name), ("res_id", "in", records[model].ids)]
            )
        return files

    def _requests_on_sheet(self):
        """Return pairs of each request that was sent and the fingerprint that the control sheet has of it."""
        lines = self.application_id.control_ids.filtered("ended_at").sorted("sequence")
        said = lines._evidence_of("requests") or {}
        for request in self.application_id.request_ids.filtered("round"):
            known = said.get(str(request.id))
            yield request, known[1] if known else request._fingerprint(len(request.exchange_ids))

    def _destroyed_files(self, attachments):
        empty = attachments.filtered(lambda attachment: not attachment.file_size)
        return {**super()._destroyed_files(attachments), **self.env["ptsp.archive.destroyed"]._all_kept_of(empty)}

    def _destroyed_on_paper(self, application_sudo):
        record_sudo = self.sudo()
        if record_sudo.state != "destroyed":
            return super()._destroyed_on_paper(application_sudo)
        disposal_sudo, day_of = record_sudo.disposal_id, application_sudo._official_day
        approved = " dan ".join(
            f"{user.name} ({application_sudo._official_text(day_of(moment))})"
            for user, moment in disposal_sudo._approvals()
        )
        return (
            f"{application_sudo._official_moment(record_sudo.destroyed_at)}, "
            f"berita acara {disposal_sudo.name}, disetujui oleh {approved}"
        )

    def _destruction_fits(self):
        """Tell whether what was destroyed is what the chain of the archive says."""
        self.ensure_one()
        record_sudo = self.sudo()
        said = record_sudo.history_ids.filtered(lambda line: line.kind == "destroyed")
        if record_sudo.state != "destroyed":
            return not said and not record_sudo.destroyed_ids
        return len(said) == 1 and f'"rows":"{record_sudo.destroyed_ids._digest()}"' in (said.detail or "")

    def _destruction_in_words(self):
        """Return what was destroyed, when and by whose approval, as a sentence; nothing of a file that is whole."""
        self.ensure_one()
        record_sudo = self.sudo()
        if record_sudo.state != "destroyed":
            return ""
        papers = record_sudo.destroyed_ids._papers()
        disposal_sudo = record_sudo.disposal_id

        def day_of(moment):
            return format_date(self.env, record_sudo.service_id._local_day(moment))

        return self.env._(
            "%(count)s papers were destroyed on %(day)s by %(disposal)s, which %(approval)s approved.",
            count=len(papers),
            day=day_of(record_sudo.destroyed_at),
            disposal=disposal_sudo.name,
            approval=", ".join(f"{user.name} ({day_of(moment)})" for user, moment in disposal_sudo._approvals()),
        )
