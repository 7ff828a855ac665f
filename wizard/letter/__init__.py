from . import (
    letter_comparison,
    letter_revocation,
)
