from . import (
    test_correction_reminders,
    test_digest_mails,
    test_escalation,
    test_missing_holidays,
    test_monitoring,
    test_monitoring_failures,
)
