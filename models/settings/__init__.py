"""The agency: its letterhead and its switches."""

from . import (
    res_company,
    res_config_settings,
    agency_settings,
)
