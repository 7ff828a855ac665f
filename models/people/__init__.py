"""Who holds a role of the procedure: officers, acting officers, signatories, managers, and roles that have nobody."""

from . import (
    role,
    user_roles,
    role_holders,
    home,
    managers,
    deputation,
    coverage,
    signatory,
)
