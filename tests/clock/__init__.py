from . import (
    test_clock,
    test_clock_oracle,
    test_clock_recomputed,
    test_closed_clock,
    test_holidays,
    test_semesters,
    test_working_time,
)
