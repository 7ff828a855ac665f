from odoo import fields, models
from odoo.exceptions import UserError

STATES = [("proposed", "To Decide"), ("taken", "Asked"), ("dropped", "Not Needed")]
#: What verification writes before it decides.
_BY_HAND = frozenset(("agency_id", "drop_reason"))


class OpinionProposal(models.Model):
    """A kind of opinion that a rule of the catalogue proposes for an application; verification decides (step 7)."""

    _name = "ptsp.opinion.proposal"
    _description = "Proposed Opinion"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]
    _order = "application_id, id"
    _check_company_auto = True

    application_id = fields.Many2one(
        "ptsp.application", required=True, readonly=True, ondelete="cascade", index=True, procedure=True
    )
    company_id = fields.Many2one(related="application_id.company_id")
    kind_id = fields.Many2one(
        "ptsp.opinion.kind",
        "Kind in the Catalogue",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        procedure=True,
    )
    name = fields.Char("Kind of Opinion", required=True, readonly=True, procedure=True)
    reason = fields.Char("Proposed Because", readonly=True, procedure=True)
    agency_id = fields.Many2one(
        "ptsp.agency",
        "OPD",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        help="Which OPD is asked. Verification may choose another one.",
    )
    state = fields.Selection(STATES, default="proposed", required=True, readonly=True, procedure=True)
    review_id = fields.Many2one(
        "ptsp.technical.review",
        "Technical Review",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        procedure=True,
    )
    drop_reason = fields.Char(
        "Not Needed Because", help="Why the opinion is not asked for. It stands in the control sheet."
    )
    decided_by_id = fields.Many2one(
        "res.users", "Decided by", readonly=True, ondelete="restrict", index="btree_not_null", procedure=True
    )
    decided_at = fields.Datetime("Decided", readonly=True, procedure=True)

    _once = models.UniqueIndex("(application_id, kind_id)", "This kind of opinion is proposed already.")

    def write(self, vals):
        if not self._is_procedure:
            self._check_desk(set(vals) - _BY_HAND)
        return super().write(vals)

    def _check_desk(self, others=()):
        """Proposals are decided by the desk that asks for opinions, while it has the file.

        :param others: names of fields that nobody writes
        :raises UserError: the file is elsewhere, the user is of another desk, or it is decided
        """
        self.application_id._lock_for_procedure()
        for proposal in self:
            if others or not proposal.application_id._asks_for_opinions(self.env.user) or proposal.state != "proposed":
                raise UserError(
                    self.env._(
                        "The proposal %(kind)s cannot be changed at this point: verification decides on it once. "
                        "Reload the page to see where it stands.",
                        kind=proposal.name,
                    )
                )

    def action_take(self, agency_id=None):
        """Ask for the opinion that is proposed (step 7).

        :param int agency_id: id of the ``ptsp.agency`` that is asked; the one of the proposal where empty
        :return: True
        :raises UserError: no OPD is chosen, it is archived, or it is not on the user to decide
        """
        self.check_access("read")
        self._check_desk()
        if agency_id:
            self.write({"agency_id": agency_id})
        for proposal in self:
            if not proposal.agency_id:
                raise UserError(self.env._("Choose which OPD is asked for the opinion %(kind)s.", kind=proposal.name))
            if not proposal.agency_id.active:
                raise UserError(
                    self.env._(
                        "%(agency)s is archived. Choose another OPD for the opinion %(kind)s.",
                        agency=proposal.agency_id.name,
                        kind=proposal.name,
                    )
                )
        # The review of a proposal finds it by its kind and marks it as taken.
        self.env["ptsp.technical.review"].create(
            [
                {
                    "application_id": proposal.application_id.id,
                    "agency_id": proposal.agency_id.id,
                    "kind_id": proposal.kind_id.id,
                    "kind": proposal.name,
                }
                for proposal in self
            ]
        )
        return True

    def action_drop(self, reason=None):
        """Decide that the opinion is not needed (step 7).

        :param str reason: why; what stands in the line where empty
        :return: True
        :raises UserError: there is no reason, or it is not on the user to decide
        """
        self.check_access("read")
        self._check_desk()
        reason = self._ptsp_text("drop_reason", reason)
        for proposal in self:
            if not (reason or (proposal.drop_reason or "").strip()):
                raise UserError(self.env._("Write why the opinion %(kind)s is not needed.", kind=proposal.name))
        if reason:
            self.write({"drop_reason": reason})
        self._as_procedure()._decide("dropped")
        return True

    def action_reconsider(self):
        """Take back the decision that an opinion is not needed, while the file is there.

        :return: True
        :raises UserError: it was not dropped, or it is not on the user to decide
        """
        self.check_access("read")
        applications = self.application_id
        applications._lock_for_procedure()
        if any(proposal.state != "dropped" for proposal in self) or any(
            not application._asks_for_opinions(self.env.user) for application in applications
        ):
            raise UserError(
                self.env._("Only verification takes back that an opinion is not needed, while it has the file.")
            )
        self._as_procedure()._reopen_proposals()
        return True

    def _decide(self, state, review=None):
        """Note a decision, in procedure mode.

        :param str state: ``taken`` or ``dropped``
        :param review: the review that was asked for
        """
        self.write(
            {
                "state": state,
                "review_id": review.id if review else False,
                "decided_by_id": self.env.uid,
                "decided_at": fields.Datetime.now(),
            }
        )

    def _reopen_proposals(self):
        """Let proposals be decided anew, in procedure mode."""
        self.write({"state": "proposed", "review_id": False, "decided_by_id": False, "decided_at": False})

    def _as_decided(self):
        """Return a decision as the control sheet keeps it."""
        self.ensure_one()
        return {
            "kind": self.name,
            "because": self.reason or "",
            "state": self.state,
            "agency": self.agency_id.id or 0,
            "reason": self.drop_reason or "",
            "by": self.decided_by_id.id or 0,
            "at": fields.Datetime.to_string(self.decided_at) or "",
        }
