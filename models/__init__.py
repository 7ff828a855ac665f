"""Rooms in the order in which they depend on each other: none uses a later one."""

from . import (
    workflow,
    service,
    people,
    procedure,
    clock,
    settings,
    checklist,
    review,
    documents,
    letter,
    front_desk,
    exhibition,
    monitoring,
    figures,
)
