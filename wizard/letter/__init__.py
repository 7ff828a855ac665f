from . import (
    certificate_upload,
    letter_comparison,
    letter_revocation,
)
