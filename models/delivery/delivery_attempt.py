from odoo import fields, models
from odoo.exceptions import UserError

REASONS = [
    ("closed", "Office Closed"),
    ("nobody", "Nobody Who May Sign"),
    ("refused", "Refused"),
    ("other", "Another Reason"),
]


class DeliveryAttempt(models.Model):
    """A way to an OPD that was made in vain, and why (step 9)."""

    _name = "ptsp.delivery.attempt"
    _description = "Attempt of a Delivery"
    _inherit = ["ptsp.append.only.mixin", "ptsp.confined.mixin"]
    _order = "id desc"
    _rec_name = "reason"

    delivery_id = fields.Many2one(
        "ptsp.delivery", "Sheet", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="delivery_id.company_id")
    attempted_at = fields.Datetime("When", required=True, readonly=True)
    user_id = fields.Many2one("res.users", "By", required=True, readonly=True, ondelete="restrict", index=True)
    reason = fields.Selection(REASONS, required=True, readonly=True)
    note = fields.Char("What Was Told There", readonly=True, max_chars=500)


class DeliveryInVain(models.Model):
    """A liaison officer comes back without a receipt."""

    _inherit = "ptsp.delivery"

    def action_fail(self, reason, note=None):
        """Note that nobody at the OPD has received the files, and why. The sheet stays on the way (step 9).

        :param str reason: a key of ``REASONS``
        :param str note: what was said there; needed for another reason
        :return: True
        :raises AccessError: the user is no liaison officer
        :raises UserError: the reason is none, or the sheet is not on the way
        """
        self.check_access("write")
        Attempt = self.env["ptsp.delivery.attempt"]
        note = Attempt._ptsp_text("note", note)
        if reason not in [key for key, _label in REASONS]:
            raise UserError(self.env._("Choose why the files were not received."))
        if reason == "other" and not note:
            raise UserError(self.env._("Write why the files were not received."))
        self._hold()
        self._check_on_the_way()
        now = fields.Datetime.now()
        Attempt._as_procedure().create(
            [
                {
                    "delivery_id": delivery.id,
                    "attempted_at": now,
                    "user_id": self.env.uid,
                    "reason": reason,
                    "note": note,
                }
                for delivery in self
            ]
        )
        return True

    def action_open_fail(self):
        """Open the dialog that asks why the files were not received.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.delivery_failure_action")
        return {**action, "context": {"default_delivery_id": self.id}}
