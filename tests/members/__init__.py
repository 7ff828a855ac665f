from . import (
    test_filing_for_others,
    test_invitation_links,
    test_members,
    test_people_pages,
    test_people_told,
    test_representative,
)
