"""A kind of service under one revision of its SOP: requirements, steps, legal basis, and what it remembers."""

from . import (
    remembered_mixin,
    service,
    requirement,
    legal_basis,
    step,
)
