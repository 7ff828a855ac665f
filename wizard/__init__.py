from . import review_issue, transition_note
