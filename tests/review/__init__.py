from . import (
    test_agency_delegation,
    test_application_opd,
    test_opd_in_the_browser,
    test_opinion,
    test_opinion_receipt,
    test_technical_review,
)
