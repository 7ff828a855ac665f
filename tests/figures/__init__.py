from . import (
    test_charts,
    test_dashboard,
    test_figure_opd,
    test_figure_requests,
    test_figure_views,
    test_figures,
    test_officers_time,
    test_semester_report,
    test_sop_map,
)
