"""What is particular to exhibitions."""

from . import (
    application_exhibition,
)
