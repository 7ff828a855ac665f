"""What a test does in a browser, whichever server answers."""

import contextlib
import time
from urllib.parse import urljoin

#: What of a page tells why it stays.
_STATE = """JSON.stringify({
    address: location.href,
    ready: document.readyState,
    body: document.body && document.body.className,
    invalid: [...document.querySelectorAll(":invalid")].map(({ name, validationMessage }) => [name, validationMessage]),
    loaded: performance.getEntriesByType("resource").map(({ name, responseStatus }) => [responseStatus, name]),
    text: document.querySelector("main") && document.querySelector("main").innerText.slice(0, 1000),
})"""


class BrowsingMixin:
    """Opens pages, sends their forms and looks at them."""

    def resize(self, browser, width, height, scale=1, phone=False):
        """Give the window another size.

        :param int width: in pixels, as the page counts them
        :param int height: likewise
        :param float scale: how many pixels of a picture one of the page has
        :param bool phone: as phones do, show no bars to scroll by
        """
        size = {"mobile": phone, "width": width, "height": height, "deviceScaleFactor": scale}
        browser._websocket_request("Emulation.setDeviceMetricsOverride", params=size)

    def disconnect(self, browser, cut=True):
        """Pull the network cable of a browser, or put it in again.

        :param bool cut: whether it is pulled
        """
        conditions = {"offline": cut, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        browser._websocket_request("Network.emulateNetworkConditions", params=conditions)

    def withhold(self, browser, *addresses):
        """Let a browser get nothing from some addresses, as where a connection is weak.

        :param addresses: of files, with ``*`` for any letters
        """
        browser._websocket_request("Network.setBlockedURLs", params={"urls": addresses})

    def run_in(self, browser, code):
        """Run JavaScript on the page, and return the value that it comes to.

        :raises AssertionError: it failed
        """
        answer = browser._websocket_request(
            "Runtime.evaluate",
            params={"expression": code, "awaitPromise": True, "returnByValue": True},
            timeout=60.0,
        )
        self.assertNotIn("exceptionDetails", answer, answer)
        return answer["result"].get("value")

    def wait_for_page(self, browser):
        """Wait until another page than the last one is there.

        :raises AssertionError: it does not come; what is there instead is said
        """
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with contextlib.suppress(Exception):
                if self.run_in(browser, "document.readyState === 'complete' && !window.ptspSeen && !!document.body"):
                    return
            time.sleep(0.05)
        self.fail(f"The page does not come: {self.run_in(browser, _STATE)}")

    def go(self, browser, path, code=None):
        """Open a page, and go on from it by a form.

        :param str path: its address
        :param str code: JavaScript that sends a form of it, so that another page comes
        """
        self.run_in(browser, "window.ptspSeen = true; 0")
        browser.navigate_to(urljoin(self.base_url(), path))
        self.wait_for_page(browser)
        if code:
            self.send_form(browser, code)

    def send_form(self, browser, code):
        """Go on from the page that is open by a form.

        :param str code: JavaScript that sends a form of it, so that another page comes
        """
        self.run_in(browser, f"window.ptspSeen = true; (() => {{ {code} }})(); 0")
        self.wait_for_page(browser)
