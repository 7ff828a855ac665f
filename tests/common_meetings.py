"""What the tests of meetings share: two OPD have a file."""

from datetime import timedelta

from odoo import fields

from .common import PtspCase


class MeetingCase(PtspCase):
    """A file stands with two OPD; a head calls a meeting about it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.email = "dpmptsp@example.go.id"
        cls.member = cls.users["technical"]
        cls.member.email = "anggota@example.com"
        cls.application = cls.send_to_opd()
        cls.head = cls.users["division_head"]

    @classmethod
    def tomorrow(cls, hours=0):
        """Return a moment tomorrow."""
        return fields.Datetime.now() + timedelta(days=1, hours=hours)

    @classmethod
    def propose(cls, user=None, **values):
        """Let somebody propose a meeting about the file."""
        values = {"agenda": "Denah dan parkir", "starts_at": cls.tomorrow(), "place": "Ruang Rapat", **values}
        return cls.application.with_user(user or cls.head).action_propose_meeting(**values)

    @classmethod
    def agreed(cls, user=None, **values):
        """Return a meeting to which a head has agreed."""
        meeting = cls.propose(user, **values).with_user(cls.head)
        meeting.action_agree()
        return meeting

    @classmethod
    def held(cls, **values):
        """Return a meeting that was held, with who was there and what was said."""
        meeting = cls.agreed(**values)
        meeting.action_hold()
        meeting.participant_ids[:1].attended = True
        meeting.minutes = "Parkir cukup"
        return meeting
