"""Technical agencies (OPD) and the opinions asked of them."""

from . import (
    technical_review,
    review_stage,
    review_receipt,
    review_return,
    agency,
    agency_delegation,
    agency_members,
    application_review,
    application_opd,
    application_opinion_receipt,
    ir_attachment,
)
