"""A kind of service under one revision of its SOP: its procedure, requirements, steps, hours, and what it remembers.

Here also stands what holds for every model of the addon: how much a field takes, and whose a record is.
"""

from . import (
    confined_mixin,
    confined_window,
    counted_mixin,
    visitor_mixin,
    text_limits,
    own_agency,
    calendar_services,
    remembered_mixin,
    thread_mixin,
    without_messages_mixin,
    service,
    service_procedure,
    local_time,
    working_time,
    requirement,
    legal_basis,
    step,
)
