"""Where citizens meet the agency: filing, registration, handover."""

from . import (
    application_filing,
    application_registration,
    application_handover,
)
