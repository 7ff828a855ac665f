"""A kind of service under one revision of its SOP: its procedure, requirements, steps, hours, and what it remembers."""

from . import (
    confined_mixin,
    remembered_mixin,
    thread_mixin,
    service,
    service_procedure,
    local_time,
    working_time,
    requirement,
    legal_basis,
    step,
)
