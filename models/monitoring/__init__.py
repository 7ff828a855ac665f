"""Watching the promise: warnings, escalation, reminders, digests."""

from . import (
    alert_table,
    application_monitoring,
    application_opinions_due,
    service_monitoring,
    missing_holidays,
    alert,
    digest_mail,
    alert_digest,
    company_digest,
    digest_settings,
)
