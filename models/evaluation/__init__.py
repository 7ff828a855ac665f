"""What the agency makes of its figures (section T): officers are evaluated every six months, services every year."""

from . import (
    company_evaluation,
    superior,
    criterion_mixin,
    evaluation_criterion,
    evaluation,
    evaluation_line,
    evaluation_desk,
    evaluation_signed,
    evaluation_figures,
    evaluation_opening,
    assessment_criterion,
    self_assessment,
    self_assessment_line,
    assessment_evidence,
    ir_attachment,
)
