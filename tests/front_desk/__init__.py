from . import (
    test_account_by_email,
    test_applicants,
    test_filing,
    test_invitation,
    test_portal,
    test_questionnaire,
    test_undelivered,
)
