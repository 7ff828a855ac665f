from . import (
    test_another_document,
    test_control_sheet_print,
    test_documents,
    test_official_forms,
    test_official_language,
    test_print_menu,
    test_print_menu_in_the_browser,
    test_rendering,
    test_requests_print,
    test_standards,
    test_verification_form,
)
