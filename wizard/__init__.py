from . import clock, figures, letter, procedure, review
