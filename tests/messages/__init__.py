from . import (
    test_in_own_name,
    test_messages_by_email,
    test_messages_of_applicants,
    test_messages_on_the_portal,
    test_opd_writes_to_the_desk,
    test_who_writes_to_applicants,
)
