from . import checklist, clock, details, figures, letter, procedure, review
