"""Who holds a role of the procedure: officers, acting officers, signatories, managers, and roles that have nobody."""

from . import (
    role,
    employee_number,
    user_roles,
    role_holders,
    home,
    menus_of_roles,
    managers,
    deputation,
    coverage,
    signatory,
)
