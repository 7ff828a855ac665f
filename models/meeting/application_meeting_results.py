from odoo import api, fields, models


class ApplicationMeetingResults(models.Model):
    """What meetings have come to stands before the heads when they decide, and in the control sheet."""

    _inherit = "ptsp.application"

    meeting_results = fields.Text(
        "Results of Meetings",
        compute="_compute_meeting_results",
        groups="ptsp_exhibition.group_reader",
        help="Minutes and decisions of the meetings that were held.",
    )

    @api.depends(
        "meeting_ids.state",
        "meeting_ids.held_at",
        "meeting_ids.minutes",
        "meeting_ids.decision_ids.name",
        "meeting_ids.decision_ids.done_at",
    )
    @api.depends_context("lang")
    def _compute_meeting_results(self):
        for application in self:
            held = application.meeting_ids.filtered(lambda meeting: meeting.state == "held").sorted("held_at")
            application.meeting_results = "\n".join(map(application._result_of, held)) or False

    def _result_of(self, meeting):
        """Return what a meeting has come to, in words.

        :param meeting: a ``ptsp.meeting`` that was held
        """
        self.ensure_one()
        moment = self.sudo().service_id.with_env(self.env)._moment_in_words(meeting.held_at)
        said = [f"{moment}: {meeting.minutes or ''}".rstrip()]
        for decision in meeting.decision_ids:
            owner = f" ({decision.owner_id.name})" if decision.owner_id else ""
            done = self.env._("done") if decision.done_at else self.env._("open")
            said.append(f"• {decision.name}{owner}" + (f": {done}" if decision.owner_id else ""))
        return "\n".join(said)

    def _meetings_closed(self):
        """Return the meetings about the application whose minutes are closed."""
        self.ensure_one()
        return self.meeting_ids.filtered("closed_at").sorted("id")

    def _examinations(self):
        return super()._examinations() + self._meetings_closed()._as_examinations()

    @api.depends("meeting_ids.closed_at", "meeting_ids.held_at")
    def _compute_is_deepened(self):
        return super()._compute_is_deepened()

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        states = self._procedure().states
        # Whoever may call a meeting decides with what the meetings have come to.
        if any("meeting" in states[key].opens for key in transition.sources) and (closed := self._meetings_closed()):
            evidence["meetings"] = closed._minutes_for_sheet()
        return evidence

    def _differences_from_sheet(self, lines):
        differences = super()._differences_from_sheet(lines)
        said = lines._evidence_of("meetings") or {}
        now = self._meetings_closed()._minutes_for_sheet()
        if any(now.get(number) != kept for number, kept in said.items()):
            differences.append(self._fields["meeting_ids"]._description_string(self.env))
        return differences
