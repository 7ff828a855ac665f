"""Which opinions a service asks for, of which OPD, after which criteria; what the OPD find, and their conditions."""

from . import (
    opinion_kind,
    opinion_kind_rule,
    opinion_criterion,
    opinion_condition,
    service_kinds,
    review_kind,
    opinion_finding,
    review_findings,
    review_condition,
    review_conditions,
)
