from . import letter_decision, review_issue, review_withdraw, strategic_marking
