"""Figures for those who evaluate the service: measures, SQL views, the SOP map."""

from . import (
    readable_weeks_mixin,
    percentile_mixin,
    application_figures,
    control_line_figures,
    step_load,
    service_map,
    figure_mixin,
    figure_bottleneck,
    figure_promise,
    figure_request,
    figure_opd,
    figure_step,
)
