from . import (
    test_answering,
    test_anonymous,
    test_at_the_counter,
    test_ballots,
    test_index,
    test_index_of_many,
    test_improvements,
    test_publication,
    test_questionnaire_in_the_browser,
    test_switched_off,
)
