from . import (
    test_checklist,
    test_counter_papers,
    test_marks,
    test_marks_migrated,
    test_papers_in_the_browser,
)
