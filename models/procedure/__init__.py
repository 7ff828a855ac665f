"""The engine: applications, transitions, whose turn it is, control sheet, register, protected fields, attachments."""

from . import (
    protected_mixin,
    append_only_mixin,
    application,
    application_transition,
    application_turn,
    application_view,
    application_notice,
    control_line,
    register_entry,
    ir_attachment,
)
