"""What visits on site and meetings have in common: they stand in the calendar, and people are invited to them."""

from . import (
    appointment_mixin,
    appointment_calendar,
    appointment_invitation,
    appointment_minutes,
    participant_mixin,
    participant_invited,
    minutes_part_mixin,
    calendar_event,
    calendar_attendee,
    res_partner,
)
