"""Technical agencies (OPD) and the opinions asked of them."""

from . import (
    agency,
    technical_review,
    application_review,
)
