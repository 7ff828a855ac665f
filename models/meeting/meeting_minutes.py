from odoo import fields, models


class MeetingMinutes(models.Model):
    """The minutes of a meeting: who was there, what was said and decided. Closed once, and never changed afterwards."""

    _inherit = "ptsp.meeting"

    minutes = fields.Text(
        "Minutes of the Meeting",
        copy=False,
        max_chars=10_000,
        max_lines=200,
        groups="ptsp_exhibition.group_reader",
        help="What was said. The heads read it when they decide.",
    )
    decision_ids = fields.One2many(
        "ptsp.meeting.decision", "meeting_id", "Decisions", copy=False, groups="ptsp_exhibition.group_reader"
    )
    closed_at = fields.Datetime("Meeting Minutes Closed")
    closed_by_id = fields.Many2one(groups="ptsp_exhibition.group_reader")
    minutes_sha256 = fields.Char(
        "Fingerprint of the Meeting Minutes",
        groups="ptsp_exhibition.group_reader",
        help="SHA-256 of all that the minutes of the meeting say. It stands in the control sheet.",
    )

    def action_close_minutes(self):
        """Close the minutes of meetings: from then on nothing in them changes, and the heads decide with them.

        :return: True
        :raises UserError: a meeting was not held, its minutes lack something, or the user does not keep them
        """
        self._close_minutes()
        return True

    def _why_not_closed(self):
        self.ensure_one()
        if self.state != "held":
            return self.env._("Enter first that the meeting was held.")
        if not self.participant_ids.filtered("attended"):
            return self.env._("Enter under Participants who was there, then close the minutes.")
        if not (self.minutes or "").strip() and not self.decision_ids:
            return self.env._("Write what was said or decided, then close the minutes.")
        return None

    def _minutes_content(self):
        return super()._minutes_content() | {
            "applications": self.application_ids.sorted("id").ids,
            "kind": self.kind,
            "agenda": self.agenda or "",
            "participants": [one._as_kept() for one in self.participant_ids.sorted("id")],
            "minutes": self.minutes or "",
            "decisions": [one._as_kept() for one in self.decision_ids.sorted("id")],
        }
