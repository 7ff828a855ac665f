"""How many SQL queries the procedure costs, so that it stays quick with many applications."""

import logging
import random
from contextlib import closing
from unittest.mock import patch

from odoo.tests import tagged, warmup

from ..models import workflow
from .common import PtspCase

_logger = logging.getLogger(__name__)

#: Queries of one transition on one application, and of each application where 200 make it together.
LIMIT_ALONE = 20
LIMIT_TOGETHER = 6
LIMIT_CREATE = 8
BATCH = 200


@tagged("post_install", "-at_install")
class TestPerformance(PtspCase):
    """The number of queries of a transition is small, and does not grow with the agency's work."""

    def count_queries(self, call, *args):
        """Return the number of queries of a call that finds nothing in the cache, what it writes included."""
        self.env.flush_all()
        self.env.cr.flush()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        # Now and then, at random, the bus deletes old messages.
        with patch.object(random, "random", lambda: 1):
            call(*args)
            self.env.flush_all()
            self.env.cr.flush()
        return self.env.cr.sql_log_count - before

    def count_button(self, applications, transition):
        """Prepare a transition, then return the number of queries that the button alone costs."""
        records = self.as_role(applications, transition.roles[-1])
        self.prepare(records, transition.key)
        if transition.key == "receive_advice":
            # Happens by itself when the last opinion is issued.
            return self.count_queries(records.review_ids.action_issue, "Tidak keberatan")
        return self.count_queries(self.press, records, transition.key)

    @warmup
    def test_one_application(self):
        """Every button of the procedure costs few queries, its e-mail and its PDF included."""
        counts = {}
        for transition in workflow.TRANSITIONS.values():
            application = self.bring_to(self.file(), transition.sources[-1])
            counts[transition.key] = self.count_button(application, transition)
        self.assert_limit("one transition", counts, LIMIT_ALONE)

    def test_many_applications(self):
        """What 200 applications cost when they go the way of the procedure together, for each of them."""
        self.bring_to(self.file(), "division_review")
        self.request_correction(self.as_role(self.bring_to(self.file(), "verification"), "verification"))
        counts = {}
        applications = self.env["ptsp.application"]

        def create():
            nonlocal applications
            applications = self.file(BATCH)

        self.assert_limit("creation", {"create": self.count_queries(create) / BATCH}, LIMIT_CREATE)
        for key in ("submit", "accept", "register", "verify_direct", "submit_draft", "section_approve"):
            transition = workflow.TRANSITIONS[key]
            if key == "verify_direct":
                with closing(self.cr.savepoint()):
                    counts["request_correction"] = (
                        self.count_button(applications, workflow.TRANSITIONS["request_correction"]) / BATCH
                    )
            counts[key] = self.count_button(applications, transition) / BATCH
        self.assert_limit("one of 200 applications in a transition", counts, LIMIT_TOGETHER)

    def assert_limit(self, what, counts, limit):
        """Put the counts into the log, and refuse those above the limit."""
        if not self.warm:
            return
        table = "\n".join(f"{count:6.1f} {key}" for key, count in counts.items())
        _logger.info("Queries of %s:\n%s", what, table)
        self.assertFalse({key: count for key, count in counts.items() if count > limit})
