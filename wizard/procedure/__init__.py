from . import transition_note
