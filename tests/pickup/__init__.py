from . import (
    test_pickup_acting,
    test_pickup_archive,
    test_pickup_in_the_browser,
    test_pickup_proof,
    test_pickup_readings,
    test_pickup_search,
    test_pickup_walls,
    test_uncollected,
)
