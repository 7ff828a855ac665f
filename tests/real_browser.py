"""Browsers before a real server, one of its own for everybody: what happens at one is seen at the others."""

import logging
from contextlib import contextmanager, suppress

from odoo.tests.common import HOST, ChromeBrowser

from .browsing import BrowsingMixin
from .procedure.test_concurrency import RealServerCase


class RealBrowserCase(BrowsingMixin, RealServerCase):
    """Odoo's browser for tests, on a server that has its bus, and can be killed."""

    # What the browser asks of a test.
    browser_size = "1366,768"
    touch_enabled = False
    _logger = logging.getLogger(__name__)

    def setUp(self):
        super().setUp()
        #: Addresses of anybody else that a page has asked for.
        self.strange = []

    @classmethod
    def base_url(cls):
        """Return the address of the server."""
        return f"http://{HOST}:{cls.sandbox.port}"

    def fetch_proxy(self, url):
        """Answer a page that asks anybody else: there is nobody."""
        self.strange.append(url)
        return {"body": "", "responseCode": 404, "responseHeaders": []}

    @contextmanager
    def real_browser(self, officer=None, before=""):
        """Give a browser of its own.

        :param officer: the ``Officer`` who is logged in, or nobody
        :param str before: JavaScript that runs before the scripts of each page
        """
        browser = ChromeBrowser(self)
        try:
            browser._websocket_request("Network.enable")
            for name, value in officer.http.cookies.items() if officer else ():
                browser.set_cookie(name, value, "/", HOST)
            if before:
                browser._websocket_request("Page.addScriptToEvaluateOnNewDocument", params={"source": before})
            yield browser
            # So that it asks for nothing while it is closed.
            with suppress(Exception):
                browser.navigate_to("about:blank")
        finally:
            browser.stop()
