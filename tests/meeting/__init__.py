from . import (
    test_called_by_the_head,
    test_invitations,
    test_meeting_calendar,
    test_meeting_minutes,
    test_meetings,
    test_meetings_migrated,
)
