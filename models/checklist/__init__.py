"""The papers of an application, and what three desks find."""

from . import (
    checklist_line,
    application_checklist,
    application_papers,
    ir_attachment,
)
