"""Where citizens meet the agency: filing, registration, handover."""

from . import (
    application_filing,
    partner_access,
    partner_confined,
    partner_identity,
    partner_privacy,
    applicant_account,
    account_invitation,
    account_by_email,
    application_invitation,
    identity_masked,
    application_registration,
    application_handover,
    original_papers,
    application_questionnaire,
)
