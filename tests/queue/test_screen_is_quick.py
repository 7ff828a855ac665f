"""From the button of the officer to the wall of the waiting room, measured at a real call screen."""

import logging
import statistics
import time

from odoo.tests import tagged

from .real_queue import SHOWN, RealQueueCase

_logger = logging.getLogger(__name__)

#: Calls whose way is measured, and the seconds on the wall that it may take, by the median.
CALLS, ON_SCREEN = 50, 1.0


@tagged("post_install", "-at_install", "slow")
class TestScreenIsQuick(RealQueueCase):
    """One call after the other, each looked for in the browser of the call screen."""

    def test_on_the_screen(self):
        """A number that is called stands on the screen within a second, by the median of fifty calls."""
        names, seconds = self.take_many(CALLS), []
        self.assertEqual(len(names), CALLS)
        self.call("action_open")
        with self.real_browser() as screen:
            self.connect(screen, "screen")
            self.until(screen, "document.querySelectorAll('#lines li').length", 1)
            for name in names:
                self.until(screen, SHOWN, "")
                begin = time.monotonic()
                self.call("action_call_next")
                self.until(screen, SHOWN, f"{name}, Loket 21")
                seconds.append(time.monotonic() - begin)
                self.call("action_done")
        median = statistics.median(seconds)
        _logger.info("on the screen after %.3f s (median of %s), at most %.3f s", median, CALLS, max(seconds))
        self.assertLessEqual(median, ON_SCREEN)
