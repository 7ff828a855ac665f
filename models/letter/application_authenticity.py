import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class ApplicationAuthenticity(models.Model):
    """How anybody can tell whether a letter is genuine and still valid (SOP section R)."""

    _inherit = "ptsp.application"

    letter_token = fields.Char(
        "Verification Code",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        help="Stands in the QR code of the letter. It is random, so that no letter can be found by guessing.",
    )
    revoked_at = fields.Datetime("Revoked", readonly=True, copy=False, procedure=True)
    revoked_by_id = fields.Many2one(
        "res.users",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        ondelete="restrict",
    )
    revocation_reason = fields.Text(readonly=True, copy=False, procedure=True)
    may_revoke = fields.Boolean(compute="_compute_may_revoke")

    _letter_token_unique = models.UniqueIndex(
        "(letter_token) WHERE letter_token IS NOT NULL", "This verification code was given already."
    )

    @api.depends("letter_attachment_id", "revoked_at")
    @api.depends_context("uid")
    def _compute_may_revoke(self):
        for application in self:
            is_head = "agency_head" in self.env.user._ptsp_roles(application.company_id)
            application.may_revoke = is_head and application.letter_attachment_id and not application.revoked_at

    def action_revoke(self, reason=None):
        """Revoke letters that were issued (SOP section R). The letters stay; their public page says so.

        :param str reason: why; the public page shows it
        :return: True
        :raises AccessError: the user is not the agency head
        :raises UserError: the reason is empty, no letter was issued, or it is revoked already
        """
        self.check_access("read")
        if any("agency_head" not in self.env.user._ptsp_roles(company) for company in self.sudo().company_id):
            raise AccessError(self.env._("A letter is revoked by the agency head."))
        reason = self._ptsp_text("revocation_reason", reason)
        if not reason:
            raise UserError(self.env._("Enter why the letter is revoked in the field Reason."))
        self._lock_for_procedure()
        for application in self:
            if not application.letter_attachment_id:
                raise UserError(self.env._("%(name)s has no letter yet that could be revoked.", name=application.name))
            if application.revoked_at:
                raise UserError(self.env._("The letter of %(name)s has been revoked already.", name=application.name))
        self._as_procedure().write(
            {"revoked_at": fields.Datetime.now(), "revoked_by_id": self.env.uid, "revocation_reason": reason}
        )
        for application in self:
            application.sudo()._message_log(
                body=self.env._(
                    "%(user)s revoked the letter %(number)s: %(reason)s",
                    user=self.env.user.name,
                    number=application.letter_number,
                    reason=reason,
                ),
                author_id=self.env.user.partner_id.id,
            )
        return True

    def _guard_letter_in_force(self):
        """A letter that was revoked is not handed over any more."""
        if not self.revoked_at:
            return None
        return self.env._(
            "The letter of %(name)s has been revoked and must not be handed over. Tell the applicant why: %(reason)s",
            name=self.name,
            reason=self.revocation_reason,
        )

    def _give_letter_tokens(self):
        """Give each letter the random code under which the public finds it: 192 bits."""
        for application in self:
            application.letter_token = secrets.token_urlsafe(24)

    def _verification_url(self):
        """Return the address of the public page that tells whether the letter is genuine."""
        self.ensure_one()
        return f"{self.get_base_url()}/ptsp/verify/{self.sudo().letter_token}"

    def _verification_qr(self):
        """Return the QR code of the public page as a picture that the document carries itself."""
        self.ensure_one()
        return self._official_qr(self._verification_url())
