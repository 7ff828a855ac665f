from . import (
    test_survey_visit,
    test_visit_calendar,
    test_visit_deepens,
    test_visit_invitation,
    test_visit_minutes,
    test_visit_photos,
    test_visit_walls,
)
