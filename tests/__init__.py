from . import (
    test_application_walk,
    test_performance,
    test_readme,
)
