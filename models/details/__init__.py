"""What an application is about: its subject, its facts, and the details that a service asks for."""

from . import (
    fact,
    service_about,
    application_subject,
)
