"""Files that are taken to OPD: sheets for several of them, signed receipts, ways that were made in vain (step 9)."""

from . import (
    delivery_number,
    review_to_deliver,
    delivery,
    delivery_attempt,
    delivery_receipt,
    review_on_sheet,
    delivery_printed,
    application_delivery_evidence,
)
