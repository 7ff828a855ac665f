from . import (
    test_account_by_email,
    test_applicants,
    test_files_by_email,
    test_filing,
    test_identity_masked,
    test_invitation,
    test_invited_applicant,
    test_originals,
    test_portal,
    test_questionnaire,
)
