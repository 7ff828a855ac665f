"""The pick-up desk: finding, identity, rights and duties, signature, proof of handover, reminders (steps 16 and 17)."""

from . import (
    company_pickup,
    handover_item,
    handover_reading,
    handover_proof,
    service_pickup,
    application_pickup,
    application_pickup_search,
    application_readings,
    application_signature,
    application_proof,
    application_proof_kept,
    application_uncollected,
    archive_proofs,
    ir_actions_report,
    ir_attachment,
    pickup_menus,
)
