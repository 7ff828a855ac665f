import hashlib

from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class ApplicationNumbering(models.Model):
    """The registry numbers, dates and stamps the letter (step 15)."""

    _inherit = "ptsp.application"

    final_checklist_by_id = fields.Many2one(
        "res.users",
        "Final Checklist by",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        ondelete="restrict",
    )
    final_checklist_at = fields.Datetime(
        "Final Checklist",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        help="When the registry confirmed number format, date, stamp, three copies and attachments.",
    )
    letter_number = fields.Char(readonly=True, copy=False, procedure=True, index="trigram")
    letter_date = fields.Date(readonly=True, copy=False, procedure=True)
    letter_attachment_id = fields.Many2one(
        "ir.attachment",
        "Letter",
        readonly=True,
        copy=False,
        procedure=True,
        ondelete="restrict",
        index="btree_not_null",
        help="The final letter, as it was numbered. It is never rendered again.",
    )
    letter_sha256 = fields.Char(
        "Letter SHA-256", readonly=True, copy=False, procedure=True, help="Fingerprint of the final letter."
    )

    _letter_number_unique = models.UniqueIndex(
        "(company_id, letter_number) WHERE letter_number IS NOT NULL", "This letter number was given already."
    )

    def action_confirm_final_checklist(self):
        """Confirm the final checklist: number format, date, stamp, three copies and attachments (step 15).

        :return: True
        :raises AccessError: the user is not of the registry
        :raises UserError: the application is not at numbering
        """
        self.check_access("read")
        if any("registry" not in self.env.user._ptsp_roles(company) for company in self.sudo().company_id):
            raise AccessError(self.env._("The final checklist is confirmed by the registry."))
        self._lock_for_procedure()
        for application in self:
            if "final_checklist" not in application._state().opens:
                raise UserError(
                    self.env._(
                        "The final checklist of %(name)s can be confirmed only at numbering. It is at %(state)s.",
                        name=application.name,
                        state=application._state_label(),
                    )
                )
        self._as_procedure().write({"final_checklist_by_id": self.env.uid, "final_checklist_at": fields.Datetime.now()})
        return True

    def _guard_final_checklist(self):
        """The final checklist is confirmed."""
        if self.final_checklist_at:
            return None
        return self.env._("Confirm the final checklist of %(name)s before you number the letter.", name=self.name)

    def _guard_letter_issuable(self):
        """The letterhead has both logos, and the agency can sign as it has chosen to."""
        try:
            self.company_id._ptsp_check_letterhead()
            self.company_id._ptsp_check_signing()
        except UserError as error:
            return str(error)
        return None

    def _effect_number_letter(self, now):
        """Give number and date, and store the final letter with its fingerprint."""
        numbers = self.env["ptsp.register.entry"]._take_numbers("letter", list(self), now)
        for application, number in zip(self, numbers, strict=True):
            application.write({"letter_number": number, "letter_date": application.service_id._local_day(now)})
        self._give_letter_tokens()
        for application in self:
            application._store_letter()

    def _store_letter(self):
        """Set the final letter once, sign it where the agency signs electronically, and keep it."""
        self.ensure_one()
        letter = self._letter_content()
        content, _extension = self.env["ir.actions.report"]._ptsp_render_pdf("ptsp_exhibition.report_letter", self.ids)
        content = self.company_id._ptsp_sign_pdf(
            content,
            signer=letter["signatory_name"],
            reason=f"{self._letter_title()} {self.letter_number}",
            place=letter["letterhead"]["city"],
        )
        attachment = self.env["ir.attachment"].create(
            {
                "name": f"{self.letter_number.replace('/', '-')}.pdf",
                "raw": content,
                "mimetype": "application/pdf",
                "res_model": self._name,
                "res_id": self.id,
            }
        )
        self.write({"letter_attachment_id": attachment.id, "letter_sha256": hashlib.sha256(content).hexdigest()})
