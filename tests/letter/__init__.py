from . import (
    test_electronic_signature,
    test_initials_migrated,
    test_letter,
    test_letter_decision,
    test_letter_initials,
    test_letter_revisions,
    test_letter_revocation,
    test_letter_sources,
    test_numbering,
    test_signed_copy_walls,
    test_verification_page,
)
