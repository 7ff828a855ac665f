"""The agency: its letterhead and its switches."""

from . import (
    res_company,
    letterhead,
    separation_switch,
    parts,
    res_config_settings,
    agency_settings,
)
