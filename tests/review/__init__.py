from . import (
    test_application_opd,
    test_meeting_invitation,
    test_opinion,
    test_opinion_receipt,
    test_technical_review,
)
