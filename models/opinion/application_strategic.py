from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..procedure.types import DRAFT


class ApplicationStrategic(models.Model):
    """Strategic applications are examined more deeply before the signature: by a meeting, a visit, an opinion (14b)."""

    _inherit = "ptsp.application"

    is_strategic = fields.Boolean(
        "Strategic",
        readonly=True,
        copy=False,
        procedure=True,
        index="btree_not_null",
        groups="ptsp_exhibition.group_reader",
        help="A head has called the application strategic: before it is signed, a meeting, a visit on site or an "
        "opinion after that has deepened the examination.",
    )
    strategic_at = fields.Datetime(
        "Strategic Since", readonly=True, copy=False, procedure=True, groups="ptsp_exhibition.group_reader"
    )
    strategic_reason = fields.Text(
        "Strategic Because",
        compute="_compute_strategic_reason",
        groups="ptsp_exhibition.group_reader",
    )
    strategic_mark_ids = fields.One2many(
        "ptsp.strategic.mark",
        "application_id",
        "Strategic Marks",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
    )
    is_deepened = fields.Boolean(
        "Deepened",
        compute="_compute_is_deepened",
        groups="ptsp_exhibition.group_reader",
        help="Since it was called strategic there was a meeting, a visit on site or an opinion.",
    )
    may_mark_strategic = fields.Boolean(
        compute="_compute_may_mark_strategic",
        groups="ptsp_exhibition.group_reader",
        help="The current user can call the application strategic, or take that back.",
    )

    @api.depends("is_strategic", "strategic_mark_ids")
    def _compute_strategic_reason(self):
        for application in self:
            last = application.strategic_mark_ids.sorted("id")[-1:]
            application.strategic_reason = last.reason if application.is_strategic else False

    @api.depends("strategic_at", "review_ids.opinion_received_at", "review_ids.state")
    def _compute_is_deepened(self):
        for application in self:
            application.is_deepened = bool(application._deepenings())

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_may_mark_strategic(self):
        for application in self:
            application.may_mark_strategic = application._is_marked_by_me() and not application._why_not_marked()

    def _deepenings(self):
        """Return what has deepened the examination since the application was called strategic.

        :return: list as of ``_examinations``
        """
        self.ensure_one()
        since = self.strategic_at
        if not self.is_strategic or not since:
            return []
        return [(kind, number, moment) for kind, number, moment in self._examinations() if moment and moment >= since]

    def _examinations(self):
        """Return by what the application was examined: opinions, and what else a room adds that its theme knows.

        :return: list of triples of a kind, the id of the record and the moment, naive UTC
        """
        self.ensure_one()
        return [
            ("opinion", review.id, review.opinion_received_at or review.issued_at) for review in self._issued_reviews()
        ]

    def _is_marked_by_me(self):
        """Tell whether the user is a head: of the roles whose state opens ``strategic``."""
        self.ensure_one()
        procedure = self._procedure()
        heads = {role for key in procedure.states_opening("strategic") for role in procedure.states[key].roles}
        return bool(self.env.user._ptsp_roles(self.company_id) & heads)

    def _why_not_marked(self):
        """Tell why the application is called strategic no more, nor is that taken back: one sentence, or nothing."""
        self.ensure_one()
        if self._state().final or self.sudo().signed_at or self.state == DRAFT:
            return self.env._(
                "%(name)s is at %(state)s: an application is called strategic after it was filed and before the letter "
                "is signed.",
                name=self.name,
                state=self._state_label(),
            )
        return None

    def action_mark_strategic(self, reason=None):
        """Call applications strategic (step 14b).

        :param str reason: why
        :return: True
        :raises AccessError: the user is no head
        :raises UserError: there is no reason, or an application is signed, closed or strategic already
        """
        return self._mark_strategic(True, reason)

    def action_unmark_strategic(self, reason=None):
        """Take back that applications are strategic. Both stay on record.

        :param str reason: why
        :return: True
        :raises AccessError: the user is no head
        :raises UserError: there is no reason, or an application is signed, closed or not strategic
        """
        return self._mark_strategic(False, reason)

    def _mark_strategic(self, is_strategic, reason):
        """Note whether applications are strategic, see :meth:`action_mark_strategic`."""
        self.check_access("read")
        reason = self.env["ptsp.strategic.mark"]._ptsp_text("reason", reason)
        for application in self:
            if not application._is_marked_by_me():
                raise AccessError(
                    self.env._("A head calls an application strategic, or takes that back. Ask one of them.")
                )
        self._lock_for_procedure()
        for application in self:
            if why := application._why_not_marked():
                raise UserError(why)
            if application.is_strategic == is_strategic:
                raise UserError(self.env._("%(name)s is marked so already: reload the page.", name=application.name))
        if not reason:
            raise UserError(self.env._("Write why."))
        now = fields.Datetime.now()
        applications = self._as_procedure()
        applications.env["ptsp.strategic.mark"].create(
            [
                {
                    "application_id": application.id,
                    "is_strategic": is_strategic,
                    "reason": reason,
                    "user_id": self.env.uid,
                    "marked_at": now,
                }
                for application in applications
            ]
        )
        applications.write({"is_strategic": is_strategic, "strategic_at": now if is_strategic else False})
        return True

    def action_open_strategic(self):
        """Open the dialog that asks why the application is strategic, or is not any more.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.strategic_marking_action")
        name = self.env._("Not Strategic Any More") if self.is_strategic else action["name"]
        return {**action, "name": name, "context": {"default_application_id": self.id}}

    def _guard_deepened(self):
        """What is strategic was examined more deeply since it was called so."""
        if not self.is_strategic or self._deepenings():
            return None
        return self.env._(
            "%(name)s is strategic: before it is signed, hold a meeting or a visit on site, or get another opinion.",
            name=self.name,
        )

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        if "deepened" in transition.guards and (marks := self.strategic_mark_ids.sorted("id")):
            evidence["strategic"] = {
                "marks": [
                    {
                        "strategic": mark.is_strategic,
                        "reason": mark.reason,
                        "by": mark.user_id.id,
                        "at": fields.Datetime.to_string(mark.marked_at),
                    }
                    for mark in marks
                ],
                "deepened": [
                    {"kind": kind, "id": number, "at": fields.Datetime.to_string(moment)}
                    for kind, number, moment in self._deepenings()
                ],
            }
        return evidence
