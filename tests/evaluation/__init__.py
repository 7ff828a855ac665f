from . import (
    test_evaluation_desk,
    test_evaluation_figures,
    test_evaluation_opening,
    test_evaluation_pdf,
    test_evaluation_walls,
    test_self_assessment,
    test_switched_off,
)
