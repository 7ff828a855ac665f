from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..review.technical_review import OPEN_STATES


class ReviewWithdrawal(models.Model):
    """An opinion that is not needed any more is withdrawn, with a reason (steps 7 and 11)."""

    _inherit = "ptsp.technical.review"

    withdrawn_at = fields.Datetime("Withdrawn", readonly=True, copy=False, procedure=True)
    withdrawn_by_id = fields.Many2one(
        "res.users",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        procedure=True,
        groups="ptsp_exhibition.group_reader",
    )
    withdraw_reason = fields.Text(
        "Withdrawn Because",
        readonly=True,
        copy=False,
        procedure=True,
        max_chars=1000,
        max_lines=20,
        groups="ptsp_exhibition.group_reader",
    )
    may_withdraw = fields.Boolean(
        compute="_compute_may_withdraw", help="The current user can withdraw it where it stands."
    )

    @api.depends("state", "application_id.state")
    @api.depends_context("uid")
    def _compute_may_withdraw(self):
        for review in self:
            asked = review.application_id and review.state in OPEN_STATES
            review.may_withdraw = bool(asked) and review._is_of_withdrawing_desk()

    def _is_of_withdrawing_desk(self):
        """Tell whether the user may withdraw the opinion where it stands: who asks for it, or who awaits it."""
        self.ensure_one()
        application_sudo = self.sudo().application_id
        if application_sudo._asks_for_opinions(self.env.user):
            return True
        return application_sudo._state().at_opd and self._is_receiver()

    def action_open_withdraw(self):
        """Open the dialog that asks why the opinion is not needed any more.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.review_withdraw_action")
        return {**action, "context": {"default_review_id": self.id}}

    def action_withdraw(self, reason=None):
        """Withdraw opinions that are not needed any more. With the last one the file goes on (steps 7 and 11).

        :param str reason: why
        :return: True
        :raises AccessError: the user neither asks for opinions nor awaits them where the file lies
        :raises UserError: there is no reason, or an opinion is not open any more
        """
        self.check_access("read")
        reason = self._ptsp_text("withdraw_reason", reason)
        applications = self.application_id
        applications._hold_records()
        for review in self:
            if review.state not in OPEN_STATES:
                raise UserError(
                    self.env._(
                        "The review of %(agency)s is not open: reload the page to see where it stands.",
                        agency=review.agency_id.name,
                    )
                )
            if not review._is_of_withdrawing_desk():
                raise AccessError(
                    self.env._(
                        "The opinion of %(agency)s is withdrawn by verification while it has the file, or by "
                        "processing while the OPD has it.",
                        agency=review.agency_id.name,
                    )
                )
        if not reason:
            raise UserError(self.env._("Write why the opinion is not needed any more."))
        self._as_procedure().write(
            {
                "state": "cancelled",
                "withdrawn_at": fields.Datetime.now(),
                "withdrawn_by_id": self.env.uid,
                "withdraw_reason": reason,
            }
        )
        if asked_sudo := self._own_open_requests():
            # The applicant need not answer any more what was asked for it.
            asked_sudo._as_procedure()._accept()
        self._go_on_without()
        return True

    def _go_on_without(self):
        """Let the files go on that waited for nothing else, as with the last opinion."""
        self.application_id._opinions_complete(self.application_id._reviews_of_all())

    def _withdrawal_as_given(self):
        """Return a withdrawal as the control sheet keeps it."""
        self.ensure_one()
        return {
            "agency": self.agency_id.id,
            "kind": self.kind,
            "by": self.withdrawn_by_id.id,
            "at": fields.Datetime.to_string(self.withdrawn_at),
            "reason": self.withdraw_reason or "",
        }
