"""Technical agencies (OPD), the opinions asked of them, and the meetings with them."""

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
    application_meeting,
    application_opinion_receipt,
    ir_attachment,
)
