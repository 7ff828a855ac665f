"""The promise of the service, counted in working time; holidays and other service hours; months and semesters."""

from . import (
    application_clock,
    resource_calendar,
    service_holidays,
    service_periods,
)
