from . import (
    letter_comparison,
    letter_decision,
    letter_revocation,
    signed_copy_upload,
)
