from . import (
    test_figure_information,
    test_information_application,
    test_information_contact,
    test_information_forgotten,
    test_information_forms,
    test_information_in_the_browser,
    test_information_walls,
)
