from . import (
    test_channels,
    test_notices,
    test_outbox,
    test_outbox_on_a_phone,
    test_preference,
    test_undelivered,
)
