"""The papers of an application, and what three desks find."""

from . import (
    checklist_line,
    requirement_in_use,
    application_checklist,
    application_papers,
    ir_attachment,
)
