from . import clock, details, figures, letter, procedure, review
