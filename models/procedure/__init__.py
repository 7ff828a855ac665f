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
    message_limits,
    control_line,
    register_entry,
    ir_attachment,
)
