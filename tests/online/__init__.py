from . import (
    test_duplicates,
    test_filing_at_once,
    test_filing_in_the_browser,
    test_filing_pages,
    test_identity_number,
    test_online_limits,
    test_online_rules,
    test_smaller_images,
    test_virus_scan,
    test_weak_connection,
)
