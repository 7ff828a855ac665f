"""What applicant and agency write to each other, beside the procedure: one thread, with who has read what."""

from . import (
    message,
    message_count,
    mail_message,
    application_conversation,
    application_new_messages,
    application_write,
    message_attachments,
    mail_thread,
    application_by_email,
    opd_message,
    review_messages,
)
