from . import test_status_page, test_status_tried
