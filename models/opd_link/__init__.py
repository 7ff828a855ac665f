"""An OPD that has a mail box only answers by a link: without an account, with a code by mail at each visit."""

from . import (
    agency_mailbox,
    opd_visit_log,
    opd_visit,
    opd_link,
    opd_link_door,
    review_link,
    link_delivered,
    review_on_page,
    review_by_link,
    application_by_link,
)
