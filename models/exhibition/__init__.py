"""What is particular to exhibitions."""

from . import (
    service_exhibition,
    application_exhibition,
    application_facts,
    exhibition_online,
)
