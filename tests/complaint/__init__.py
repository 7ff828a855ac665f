from . import (
    test_complaint_attacks,
    test_complaint_desk,
    test_complaint_email,
    test_complaint_figures,
    test_complaint_follow,
    test_complaint_page,
    test_complaint_register,
    test_complaint_tour,
    test_complaint_walls,
    test_complaint_watch,
    test_phone_number,
)
