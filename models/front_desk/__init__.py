"""Where citizens meet the agency: filing, registration, handover."""

from . import (
    application_filing,
    application_undelivered,
    partner_access,
    partner_confined,
    partner_identity,
    partner_privacy,
    application_registration,
    application_handover,
    application_questionnaire,
)
