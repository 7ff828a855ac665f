"""The letter: draft, revisions, initials, signature, number, and whether it is genuine."""

from . import (
    certificate_key,
    certificate_upload,
    res_company_signing,
    letter_lookup,
    application_letter,
    application_letter_text,
    letter_revision,
    application_numbering,
    application_authenticity,
    application_public,
    application_clarification,
    control_line_document,
    ir_attachment,
)
