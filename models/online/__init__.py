"""Filing online: an applicant fills in an application step by step, hands it in, and is told what is missing."""

from . import (
    question,
    online_limits,
    online_request,
    service_online,
    application_online,
    application_for_whom,
    application_online_turn,
    application_online_steps,
    application_online_reading,
    application_online_saving,
    application_online_contacts,
    application_online_papers,
    application_online_submit,
    application_online_page,
    application_revised,
    application_duplicates,
    application_duplicates_linked,
    virus_scan,
)
