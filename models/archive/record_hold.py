from odoo import fields, models
from odoo.exceptions import UserError

from .record_desk import HEADS, KEEPERS


class ArchiveRecordHold(models.Model):
    """A legal hold: whatever its term says, nothing of the file is destroyed until a head lifts it."""

    _inherit = "ptsp.archive.record"

    is_held = fields.Boolean("Legal Hold", readonly=True, index=True)
    hold_reason = fields.Text(readonly=True)
    held_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict", index="btree_not_null")
    held_at = fields.Datetime("Held Since", readonly=True)

    def action_hold(self, reason):
        """Hold files: they are not destroyed until the hold is lifted.

        :param str reason: such as the number of a case
        :return: True
        :raises AccessError: the user is neither of the registry nor a head
        :raises UserError: no reason, or a file is held or destroyed already
        """
        self._check_keeper(*KEEPERS, *HEADS)
        reason = self._given_reason(reason)
        self._hold_records()
        self._refuse_destroyed()
        for record in self.filtered("is_held"):
            raise UserError(self.env._("%(name)s is held already. Its reason stands in its record.", name=record.name))
        self._as_procedure().write(
            {
                "is_held": True,
                "hold_reason": reason,
                "held_by_id": self.env.uid,
                "held_at": fields.Datetime.now(),
            }
        )
        self._note_event("held", reason)
        return True

    def action_lift_hold(self, reason):
        """Lift the hold of files.

        :param str reason: why it is not needed any more
        :return: True
        :raises AccessError: the user is no head
        :raises UserError: no reason, or a file is not held
        """
        self._check_keeper(*HEADS)
        reason = self._given_reason(reason)
        self._hold_records()
        for record in self.filtered(lambda record: not record.is_held):
            raise UserError(self.env._("%(name)s is not held.", name=record.name))
        self._as_procedure().write({"is_held": False, "hold_reason": False, "held_by_id": False, "held_at": False})
        self._note_event("released", reason)
        return True
