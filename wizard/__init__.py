from . import checklist, clock, details, figures, letter, messages, online, procedure, requests, review, opinion
