"""What applicants are told along the procedure: kinds and channels, the outbox, what failed, and what they want."""

from . import (
    kinds,
    notice,
    notice_delivery,
    notice_email,
    mail_mail,
    mail_template,
    mail_of_no_record,
    mail_notification,
    partner_notices,
    application_notices,
    application_undelivered,
)
