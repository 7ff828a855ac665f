from . import test_application_walk
