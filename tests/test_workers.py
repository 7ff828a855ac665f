"""A server with several workers, as agencies run it."""

import time

import requests

from odoo.tests import BaseCase, get_db_name, tagged

from .real_server import HOST, Sandbox, free_port


@tagged("post_install", "-at_install", "slow")
class TestWorkers(BaseCase):
    """The commands of this repository start servers of any size."""

    def test_several_workers(self):
        """Officers log in, and the second process that tells browsers of news answers, too."""
        sandbox = Sandbox(f"{get_db_name()}_real", get_db_name())
        self.addCleanup(sandbox.destroy)
        port = free_port()
        sandbox.start("--workers=2", f"--gevent-port={port}")
        self.assertTrue(sandbox.officer("admin", "admin"))
        deadline = time.monotonic() + 60
        while not self.tells_news(port):
            self.assertLess(time.monotonic(), deadline, "nobody listens for browsers that want news")
            time.sleep(0.2)

    @staticmethod
    def tells_news(port):
        """Tell whether the process for long connections answers."""
        try:
            return requests.get(f"http://{HOST}:{port}/websocket/health", timeout=10).ok
        except requests.ConnectionError:
            return False
