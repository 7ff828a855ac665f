"""Asking and answering: what is proposed and decided, opinions that are withdrawn, that differ, or are entered late."""

from . import (
    opinion_proposal,
    proposing_rules,
    application_proposals,
    application_asked_opinions,
    review_of_proposal,
    review_withdrawal,
    review_entered_late,
    application_opinions_evidence,
    application_disagreement,
    application_opinions_printed,
    strategic_mark,
    application_strategic,
)
