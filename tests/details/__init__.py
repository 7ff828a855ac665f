from . import (
    test_details,
    test_details_in_the_browser,
    test_subject_and_facts,
)
