from . import (
    test_agency_settings,
    test_parts,
    test_place_names,
)
