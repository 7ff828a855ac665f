import hashlib

from odoo import fields, models
from odoo.exceptions import UserError

from ...tools import hash_chain


class MeetingMinutes(models.Model):
    """The minutes of a meeting: who was there, what was said and decided. Closed once, and never changed afterwards."""

    _inherit = "ptsp.meeting"

    minutes = fields.Text(
        copy=False,
        max_chars=10_000,
        max_lines=200,
        groups="ptsp_exhibition.group_reader",
        help="What was said. The heads read it when they decide.",
    )
    decision_ids = fields.One2many(
        "ptsp.meeting.decision", "meeting_id", "Decisions", copy=False, groups="ptsp_exhibition.group_reader"
    )
    closed_at = fields.Datetime("Minutes Closed", readonly=True, copy=False, procedure=True)
    closed_by_id = fields.Many2one(
        "res.users",
        "Closed by",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        procedure=True,
        groups="ptsp_exhibition.group_reader",
    )
    minutes_sha256 = fields.Char(
        "Fingerprint of the Minutes",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        help="SHA-256 of all that the minutes say. It stands in the control sheet.",
    )

    def action_close_minutes(self):
        """Close the minutes of meetings: from then on nothing in them changes, and the heads decide with them.

        :return: True
        :raises UserError: a meeting was not held, its minutes lack something, or the user does not keep them
        """
        self.check_access("read")
        self._check_keeper()
        for meeting in self:
            if meeting.state != "held":
                raise UserError(self.env._("Enter first that the meeting was held."))
            if not meeting.participant_ids.filtered("attended"):
                raise UserError(self.env._("Enter under Participants who was there, then close the minutes."))
            if not (meeting.minutes or "").strip() and not meeting.decision_ids:
                raise UserError(self.env._("Write what was said or decided, then close the minutes."))
        now = fields.Datetime.now()
        for meeting in self._as_procedure():
            meeting.write({"closed_at": now, "closed_by_id": self.env.uid})
            meeting.minutes_sha256 = meeting._minutes_digest()
        return True

    def _minutes_digest(self):
        """Return the SHA-256 of all that the minutes say."""
        self.ensure_one()
        content = {
            "applications": self.application_ids.sorted("id").ids,
            "kind": self.kind,
            "place": self.place or "",
            "agenda": self.agenda or "",
            "held_at": fields.Datetime.to_string(self.held_at),
            "participants": [one._as_kept() for one in self.participant_ids.sorted("id")],
            "minutes": self.minutes or "",
            "decisions": [one._as_kept() for one in self.decision_ids.sorted("id")],
            "closed_at": fields.Datetime.to_string(self.closed_at),
            "closed_by": self.closed_by_id.id,
        }
        return hashlib.sha256(hash_chain.canonical(content).encode()).hexdigest()

    def _minutes_as_closed(self):
        """Return what the control sheet keeps of closed minutes, as they are at this moment."""
        self.ensure_one()
        return {
            "sha256": self._minutes_digest(),
            "at": fields.Datetime.to_string(self.closed_at),
            "by": self.closed_by_id.id,
        }
