"""Watching the promise: warnings, escalation, reminders, digests."""

from . import (
    alerts,
    application_monitoring,
    service_monitoring,
    alert,
    digest_mail,
    alert_digest,
    daily_digest,
)
