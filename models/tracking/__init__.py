"""Where an application stands, told to whoever holds its receipt, without a login."""

from . import (
    application_tracking,
    status_trial,
    status_lookup,
)
