"""Watching the promise: warnings, escalation, reminders, digests."""

from . import (
    alert_table,
    application_monitoring,
    service_monitoring,
    alert,
    digest_mail,
    alert_digest,
    company_digest,
)
