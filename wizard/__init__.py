from . import (
    certificate_upload,
    holiday_import,
    letter_comparison,
    letter_revocation,
    review_issue,
    semester_report,
    transition_note,
)
