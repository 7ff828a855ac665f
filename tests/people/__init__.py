from . import (
    test_acting_officers,
    test_coverage,
    test_home,
    test_roles,
    test_separation_of_duties,
    test_signatories,
)
