from . import (
    test_agency_settings,
    test_place_names,
)
