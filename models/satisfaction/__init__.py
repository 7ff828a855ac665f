"""The satisfaction of those who were served (IKM): answers that name nobody, the index, what is done about it."""

from . import (
    company_satisfaction,
    service_satisfaction,
    survey_marks,
    survey_answer,
    ballot,
    application_satisfaction,
    questionnaire_form,
    satisfaction_visit,
    handed_over_notice,
    figure_element,
    figure_profile,
    figure_satisfaction,
    figure_suggestion,
    publication,
    improvement,
)
