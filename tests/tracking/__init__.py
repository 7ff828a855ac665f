from . import test_status_page
