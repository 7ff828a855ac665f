"""Where citizens meet the agency: filing, registration, handover."""

from . import (
    application_filing,
    application_undelivered,
    partner_access,
    partner_confined,
    partner_identity,
    partner_privacy,
    applicant_account,
    account_invitation,
    account_by_email,
    application_invitation,
    application_registration,
    application_handover,
    application_questionnaire,
)
