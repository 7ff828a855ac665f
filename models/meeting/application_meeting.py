from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .meeting import KINDS


class ApplicationMeeting(models.Model):
    """The meetings about an application: proposed by an OPD or a head, and called by the head on whose desk it is."""

    _inherit = "ptsp.application"

    meeting_ids = fields.Many2many(
        "ptsp.meeting",
        "ptsp_meeting_application_rel",
        "application_id",
        "meeting_id",
        "Meetings",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
    )
    may_propose_meeting = fields.Boolean(
        compute="_compute_may_propose_meeting",
        groups="base.group_user",
        help="The current user can propose a meeting: a head, or a member of an OPD that has the file.",
    )

    @api.depends_context("uid")
    def _compute_may_propose_meeting(self):
        for application in self:
            application.may_propose_meeting = not application._why_no_meeting()

    def _why_no_meeting(self):
        """Tell why the user cannot propose a meeting about the application: one sentence, or nothing."""
        self.ensure_one()
        if not self._is_headed_by_me() and not self._opd_that_proposes():
            return self.env._("A meeting is proposed by a head, or by an OPD that has the file. Ask one of them.")
        if self._state().final or self.sudo().signed_at or not self.sudo().registered_at:
            return self.env._(
                "%(name)s is at %(state)s: a meeting is held between registration and signature.",
                name=self.name,
                state=self._state_label(),
            )
        return None

    def _is_headed_by_me(self):
        """Tell whether the user is a head of the agency of the application."""
        self.ensure_one()
        return bool(self.env.user._ptsp_roles(self.company_id) & self.env["ptsp.meeting"]._head_roles())

    def _opd_that_proposes(self):
        """Return the OPD for which the user proposes: one that was asked, and is the user's. Possibly none."""
        self.ensure_one()
        user = self.env.user
        if not user._ptsp_own_roles() & self.env["res.groups"]._ptsp_opd_roles():
            return self.env["ptsp.agency"]
        Review = self.env["ptsp.technical.review"]
        own = Review.search(Review._domain_sent_to_my_opd() & Domain("application_id", "=", self.id), limit=1)
        return own.agency_id

    def action_propose_meeting(self, agenda, starts_at=None, place=None, kind=None):
        """Propose a meeting about applications (steps 10d, 12d, 13d and 14a). A head agrees to it.

        :param str agenda: what is to be talked about
        :param datetime starts_at: when, naive UTC; the head may choose it
        :param str place: where; the head may choose it
        :param str kind: ``meeting``, or ``presentation`` by the applicant
        :return: the ``ptsp.meeting``
        :raises AccessError: the user is neither a head nor of an OPD that has the file
        :raises UserError: there is no agenda, or an application is signed, closed or not registered
        """
        self.check_access("read")
        Meeting = self.env["ptsp.meeting"]
        agenda, place = Meeting._ptsp_text("agenda", agenda), Meeting._ptsp_text("place", place)
        kind = kind or KINDS[0][0]
        for application in self:
            if reason := application._why_no_meeting():
                mine = application._is_headed_by_me() or application._opd_that_proposes()
                raise (UserError if mine else AccessError)(reason)
        if not agenda:
            raise UserError(self.env._("Write what the meeting is about."))
        if kind not in dict(KINDS):
            raise UserError(self.env._("Choose whether it is a meeting or a presentation by the applicant."))
        starts_at = fields.Datetime.to_datetime(starts_at)
        agency = self.env["ptsp.agency"] if self[:1]._is_headed_by_me() else self[:1]._opd_that_proposes()
        meeting = Meeting._as_procedure().create(
            {
                "application_ids": [fields.Command.set(self.ids)],
                "company_id": self[:1].company_id.id,
                "kind": kind,
                "agenda": agenda,
                "starts_at": starts_at or False,
                "place": place or False,
            }
        )
        meeting._check_ahead()
        meeting._begin(agency)
        if agency:
            meeting._leave_proposal()
        return meeting.with_env(self.env)

    def action_open_propose_meeting(self):
        """Open the dialog in which a meeting is proposed.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.meeting_propose_action")
        return {**action, "context": {"default_application_id": self.id}}
