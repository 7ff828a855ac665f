from . import checklist, clock, details, figures, letter, procedure, requests, review
