from . import (
    test_remembered_data,
    test_service_revision,
    test_service_settings,
)
