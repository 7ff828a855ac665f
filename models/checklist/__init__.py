"""The papers of an application, and what three desks find."""

from . import (
    checklist_mark,
    checklist_line,
    checklist_line_papers,
    checklist_line_marks,
    requirement_in_use,
    application_checklist,
    application_papers,
    ir_attachment,
)
