from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class MeetingDesk(models.Model):
    """Who keeps meetings: the heads, and of what is held its minutes whichever officer takes part."""

    _inherit = "ptsp.meeting"

    _plan = frozenset(("kind", "application_ids", "starts_at", "ends_at", "place", "agenda", "participant_ids"))
    _minutes = frozenset(("minutes", "participant_ids", "decision_ids"))

    may_agree = fields.Boolean(
        compute="_compute_may_keep",
        groups="ptsp_exhibition.group_reader",
        help="The current user is a head, who agrees to meetings, moves them and calls them off.",
    )
    may_keep = fields.Boolean(
        compute="_compute_may_keep",
        groups="ptsp_exhibition.group_reader",
        help="The current user may write what is written now: a head, or whoever of the agency takes part.",
    )

    may_call_off = fields.Boolean(
        compute="_compute_may_call_off",
        help="The current user is a head, or of the OPD that has proposed it, to which nobody has agreed yet.",
    )

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_may_call_off(self):
        for meeting in self:
            meeting.may_call_off = meeting.state in ("proposed", "agreed") and (
                meeting._is_of_head() or meeting._is_own_proposal()
            )

    def _is_own_proposal(self):
        """Tell whether the user is of the OPD that has proposed the meeting, to which nobody has agreed yet."""
        self.ensure_one()
        agency = self.sudo().proposed_by_agency_id.with_env(self.env)
        return self.state == "proposed" and bool(agency) and agency.is_mine

    @api.depends("state", "company_id", "participant_ids.user_id")
    @api.depends_context("uid")
    def _compute_may_keep(self):
        for meeting in self:
            meeting.may_agree = meeting._is_of_head()
            meeting.may_keep = not meeting._why_not_kept()

    @api.model
    def _head_roles(self):
        """Return the roles of the heads: in whose states of a procedure a meeting is called."""
        return frozenset(
            role
            for procedure in self.env["ptsp.service"]._procedures().values()
            for key in procedure.states_opening("meeting")
            for role in procedure.states[key].roles
        )

    def _is_of_head(self):
        """Tell whether the user is a head of the agency of the meeting."""
        self.ensure_one()
        return bool(self.env.user._ptsp_roles(self.sudo().company_id or self.env.company) & self._head_roles())

    def _why_not_kept(self):
        self.ensure_one()
        if self.state == "called_off":
            return self.env._("This meeting was called off. Propose another one.")
        if self._origin and self.closed_at:
            return self.env._("The minutes of this meeting are closed: nothing in them changes any more.")
        takes_part = self.state == "held" and self.env.user in self.sudo().participant_ids.user_id
        if not self._is_of_head() and not (takes_part and self.env.user._is_ptsp_staff()):
            return self.env._(
                "Meetings are kept by the heads; minutes also by an officer who takes part. Ask one of them."
            )
        return None

    def _check_heads(self):
        """Refuse whoever is no head.

        :raises AccessError: saying who is
        """
        for meeting in self:
            if not meeting._is_of_head():
                label = self.env["res.groups"]._ptsp_role_label
                raise AccessError(
                    self.env._(
                        "Meetings are agreed, moved and called off by: %(roles)s. Ask a colleague of that role.",
                        roles=", ".join(label(role) for role in sorted(self._head_roles())),
                    )
                )

    def _hold(self):
        meetings_sudo = self.sudo()
        if meetings_sudo - meetings_sudo.try_lock_for_update(allow_referencing=True):
            raise UserError(
                self.env._(
                    "Somebody else is working on this meeting at this very moment. Reload the page and look again."
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        if self._is_procedure:
            return super().create(vals_list)
        meetings = super().create(vals_list)
        meetings._check_heads()
        meetings._check_ahead()
        meetings._check_still_decided()
        meetings._as_procedure()._begin()
        return meetings

    def _why_not_now(self, label):
        self.ensure_one()
        if self.state == "held":
            return self.env._("%(field)s stays as it was when the meeting was held.", field=label)
        return self.env._("%(field)s: enter first that the meeting was held.", field=label)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A meeting is not deleted. Call it off, with a reason."))

    def copy(self, default=None):  # pylint: disable=unknown-option-value,method-required-super
        raise UserError(self.env._("Propose another meeting instead of copying one."))

    def _check_ahead(self):
        now = fields.Datetime.now()
        if any(meeting.starts_at and meeting.starts_at < now for meeting in self):
            raise UserError(self.env._("A meeting is planned for a moment that lies ahead. Correct when it begins."))

    def _check_still_decided(self):
        """Refuse a meeting about an application on which nothing is decided any more.

        :raises UserError: naming the application
        """
        for application_sudo in self.sudo().application_ids:
            if application_sudo._state().final or application_sudo.signed_at:
                raise UserError(
                    self.env._(
                        "%(name)s is at %(state)s: a meeting is held before the letter is signed.",
                        name=application_sudo.name,
                        state=application_sudo.with_env(self.env)._state_label(),
                    )
                )

    def _begin(self, agency=None):
        """Let a meeting have what every one has, in procedure mode: who proposes it, and who takes part.

        :param agency: the ``ptsp.agency`` that proposes it, if one does
        """
        self.write(
            {
                "proposed_by_id": self.env.uid,
                "proposed_by_agency_id": agency.id if agency else False,
                "proposed_at": fields.Datetime.now(),
            }
        )
        for meeting in self:
            meeting._add_first_participants()
