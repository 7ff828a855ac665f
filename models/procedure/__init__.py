"""The engine: procedures, applications, transitions, turns, control sheet, register, protection, attachments."""

from . import (
    types,
    protected_mixin,
    append_only_mixin,
    application,
    application_transition,
    application_turn,
    application_to_do,
    activity_counter,
    company_waiting,
    application_control_sheet,
    application_view,
    application_notice,
    application_change,
    application_changes,
    control_line,
    step_in_use,
    register_entry,
    ir_attachment,
)
