"""The promise of the service, counted in working time; late holidays and other service hours; months and semesters."""

from . import (
    promise,
    kept_hours,
    clock_recomputation,
    application_clock,
    application_closed_clock,
    application_promise_status,
    application_waits,
    resource_calendar,
    holiday,
    service_periods,
    service_clock,
)
