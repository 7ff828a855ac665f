"""Meetings with applicants and OPD: proposed, agreed, called by a numbered invitation, held (steps 10 to 14)."""

from . import (
    meeting,
    meeting_desk,
    meeting_participant,
    meeting_progress,
    meeting_calendar,
    calendar_event,
    meeting_invitation,
    meeting_sent,
    meeting_decision,
    meeting_minutes,
    application_meeting,
    review_meeting,
    application_meeting_fields,
    application_meeting_results,
)
