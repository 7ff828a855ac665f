"""What an application is about: its subject, its facts, and the details that a service asks for."""

from . import (
    fact,
    detail,
    detail_definition,
    service_about,
    service_details,
    application_subject,
    application_asked,
    application_applicant,
    application_details,
)
