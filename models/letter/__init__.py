"""The letter: draft, revisions, initials, signature, number, and whether it is genuine."""

from . import (
    certificate_key,
    certificate_upload,
    res_company_signing,
    signing_settings,
    letter_lookup,
    application_letter,
    application_letter_text,
    letter_revision,
    letter_initial,
    signed_letter,
    application_letter_content,
    application_initials,
    application_numbering,
    stored_letter,
    application_authenticity,
    application_public,
    application_clarification,
    control_line_document,
    control_line_separation,
    ir_attachment,
)
