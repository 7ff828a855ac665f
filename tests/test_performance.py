"""How many SQL queries the procedure costs, so that it stays quick with many applications."""

import logging
import random
from contextlib import closing
from unittest.mock import patch

from odoo.tests import tagged, warmup

from ..models import workflow
from .common import PtspCase

_logger = logging.getLogger(__name__)

#: Queries of one transition of one application; where it also writes an e-mail, which is Odoo's own work, and the line
#: of the outbox; where it keeps all that a letter says; and where it sets the letter.
LIMIT_ALONE = 20
LIMIT_WITH_EMAIL = 47
#: Its e-mail leads to a questionnaire of its own, and the originals to be shown are looked up.
LIMIT_WITH_QUESTIONNAIRE = 51
LIMIT_WITH_SIGNATURE = 38
LIMIT_WITH_LETTER = 48
#: Queries more where a transition also looks at what the applicant was asked, and where it asks.
MORE_WITH_REQUESTS, MORE_TO_ASK = 1, 2
#: Queries for each of many applications that make a transition, or are filed, together.
LIMIT_TOGETHER = 6
LIMIT_FILING = 8
MANY = 200


@tagged("post_install", "-at_install")
class TestPerformance(PtspCase):
    """The number of queries of a transition is small, and does not grow with the work of the agency."""

    def count_queries(self, call, *args):
        """Return the number of queries of a call that finds no record in the cache, what it writes included."""
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

    def count_transition(self, applications, key):
        """Prepare a transition, then return the number of queries that its button alone costs."""
        records = self.as_role(applications, workflow.PROCEDURE.transitions[key].roles[-1])
        self.prepare(records, key)
        if key == "receive_advice":
            # It happens by itself when the last opinion is issued.
            return self.count_queries(records.review_ids.action_issue, "Tidak keberatan")
        return self.count_queries(self.press, records, key)

    @staticmethod
    def more_for_requests(row):
        """Return how many queries more a transition may take because of what the applicant is asked."""
        if "send_requests" in row.effects:
            return MORE_TO_ASK
        looks = {"own_requests_settled", "requests_answered"}.intersection(row.guards)
        looks = looks or workflow.PROCEDURE.gives_up(row.key)
        at_opd = any(workflow.PROCEDURE.states[source].at_opd for source in row.sources)
        return MORE_WITH_REQUESTS if looks or (at_opd and row.primary) else 0

    def assert_below(self, limit, what, counts):
        """Write the counts into the log, and refuse those above the limit."""
        _logger.info("Queries of %s:%s", what, "".join(f"\n{count:8.2f} {key}" for key, count in counts.items()))
        self.assertFalse({key: count for key, count in counts.items() if count > limit}, f"more than {limit}")

    @warmup
    def test_one_application(self):
        """Every button of the procedure costs few queries, its e-mail and its letter included."""
        limits = {
            "sign": LIMIT_WITH_SIGNATURE,
            "number": LIMIT_WITH_LETTER,
            "hand_over": LIMIT_WITH_QUESTIONNAIRE,
        }
        counts = {}
        for transition in workflow.PROCEDURE.transitions.values():
            application = self.bring_to(self.file(), transition.sources[-1])
            limit = limits.get(transition.key, LIMIT_WITH_EMAIL if transition.notice else LIMIT_ALONE)
            if transition.notice and "website" in self.env:
                # Beside our addon Website looks up which site a link in an e-mail belongs to.
                limit += 1
            if transition.roles == (workflow.APPLICANT,):
                # For whom an account may act is read once.
                limit += 1
            limit += self.more_for_requests(transition)
            counts.setdefault(limit, {})[transition.key] = self.count_transition(application, transition.key)
        if self.warm:
            for limit, found in counts.items():
                self.assert_below(limit, f"one transition, at most {limit}", found)

    def test_many_applications(self):
        """Many applications together cost each of them a fraction of what one alone costs."""
        self.request_correction(self.as_role(self.bring_to(self.file(), "verification"), "verification"))
        self.bring_to(self.file(), "division_review")
        applications = self.file(MANY)
        counts = {}
        for key in ("submit", "accept", "register", "verify_direct", "submit_draft", "section_approve"):
            if key == "verify_direct":
                with closing(self.cr.savepoint()):
                    counts["request_correction"] = self.count_transition(applications, "request_correction") / MANY
            counts[key] = self.count_transition(applications, key) / MANY
        self.assert_below(LIMIT_TOGETHER, f"one of {MANY} applications in a transition", counts)

    def test_filing_many_applications(self):
        """Filing many applications, each with its checklist and its control sheet, costs few queries for each."""
        self.file()
        count = self.count_queries(self.file, MANY) / MANY
        self.assert_below(LIMIT_FILING, f"one of {MANY} applications that are filed", {"create": count})
