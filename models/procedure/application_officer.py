from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)
#: What the group is called whose files nobody has taken.
_NOT_TAKEN = _lt("Not Taken")


class ApplicationOfficer(models.Model):
    """Who has a file in hand: it came to a desk, somebody of the desk takes it, and others may take it over.

    Nobody is locked out by it. What it is for is that two do not begin on the same file, and that the time for which a
    file waits is told apart from the time for which it is handled.
    """

    _inherit = "ptsp.application"

    officer_id = fields.Many2one(
        "res.users",
        "In Hand of",
        readonly=True,
        copy=False,
        procedure=True,
        ondelete="restrict",
        index="btree_not_null",
        groups="ptsp_exhibition.group_reader",
        falsy_value_label=_NOT_TAKEN,
        help="Who of the desk has taken the file.",
    )
    taken_at = fields.Datetime(
        "Taken in Hand", readonly=True, copy=False, procedure=True, groups="ptsp_exhibition.group_reader"
    )
    may_take = fields.Boolean(
        compute="_compute_may_take",
        groups="ptsp_exhibition.group_reader",
        help="It is the turn of a role of mine, and the file is not in my hand.",
    )

    @api.depends("state", "officer_id")
    @api.depends_context("uid")
    def _compute_may_take(self):
        for application in self:
            application.may_take = application.my_turn and application.officer_id != self.env.user

    def action_take(self):
        """Take files in hand, from whoever of the desk has them.

        :return: True
        :raises AccessError: it is not the turn of a role of the user's
        :raises UserError: somebody acts on one of them at this moment
        """
        self.check_access("read")
        for application in self:
            if not application.my_turn:
                raise AccessError(
                    self.env._(
                        "%(name)s is at %(state)s now: it is taken in hand by whoever works there.",
                        name=application.name,
                        state=application._state_label(),
                    )
                )
        self._lock_for_procedure()
        self._take()
        return True

    def action_put_back(self):
        """Put files back that the user has in hand, for others of the desk.

        :return: True
        :raises AccessError: a file is in somebody else's hand
        """
        self.check_access("read")
        for application in self:
            if application.sudo().officer_id != self.env.user:
                raise AccessError(self.env._("%(name)s is not in your hand. Take it first.", name=application.name))
        self._lock_for_procedure()
        self._as_procedure().write({"officer_id": False, "taken_at": False})
        return True

    def _take(self):
        """Note that the user has the files in hand. Since when they are handled, the first who took them tells."""
        files = self._as_procedure()
        files.filtered(lambda application: not application.taken_at).write({"taken_at": fields.Datetime.now()})
        files.write({"officer_id": self.env.uid})

    def _work_begun(self):
        """Whoever of the desk begins to work on files that nobody has taken, has taken them."""
        if self.env.user._is_internal():
            idle = self.filtered(lambda application: not application.sudo().officer_id and application.my_turn)
            if idle:
                idle._take()

    def write(self, vals):
        result = super().write(vals)
        if not self._is_procedure:
            self._work_begun()
        return result

    def _closing_values(self, line, transition, now):
        values = super()._closing_values(line, transition, now)
        if not self.taken_at:
            return values
        service = self.service_id
        return values | {
            "taken_at": self.taken_at,
            "waiting_minutes": round(service._working_minutes(line.started_at, self.taken_at), 2),
            "handling_minutes": round(service._working_minutes(self.taken_at, now), 2),
        }
