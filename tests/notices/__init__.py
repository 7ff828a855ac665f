from . import (
    test_channels,
    test_notices,
    test_outbox,
    test_preference,
    test_undelivered,
)
