from . import (
    test_applicants,
    test_filing,
    test_portal,
    test_questionnaire,
    test_undelivered,
)
