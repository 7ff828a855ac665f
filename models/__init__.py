"""Rooms in the order in which they depend on each other: none calls a later one. At last the procedure PAR-05."""

from . import (
    service,
    people,
    procedure,
    clock,
    settings,
    checklist,
    review,
    documents,
    details,
    requests,
    letter,
    front_desk,
    online,
    exhibition,
    monitoring,
    figures,
    workflow,
    procedures,
    actions,
)
