"""Who holds a role of the procedure: officers, acting officers, signatories, and roles that have nobody."""

from . import (
    role,
    res_users,
    role_holders,
    deputation,
    role_coverage,
    signatory,
)
