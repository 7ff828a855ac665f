"""Visits on site by an OPD: planned in the calendar, held, with findings, photos, and minutes that are closed."""

from . import (
    survey_visit,
    survey_visit_desk,
    survey_visit_progress,
    survey_person,
    survey_person_signature,
    survey_finding,
    survey_photo,
    visit_photos,
    visit_minutes,
    visit_calendar,
    visit_invitation,
    calendar_event,
    review_visit,
    application_visit,
    application_deepened,
    visit_destroyed,
    ir_attachment,
    ir_actions_report,
)
