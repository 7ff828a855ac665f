"""A phone of somebody outside the agency, who reads its pages and fills in their forms."""

import json
import time

from .pages import PagesCase

#: What it shows of a page, in pixels.
PHONE = (360, 740)


class PhoneCase(PagesCase):
    """Pages for everybody, in Indonesian, as whoever has a phone uses them."""

    def phone(self, login=None):
        """Give a phone, on which pages are in Indonesian.

        :param str login: who is logged in; nobody where it is not given
        """
        return self.browser(login, "id_ID")

    def type(self, browser, values):
        """Enter texts into fields, by their names."""
        self.run_in(
            browser,
            f"""for (const [name, value] of Object.entries({json.dumps(values)})) {{
                const fields = [...document.getElementsByName(name)];
                const field = fields.find((each) => each.type !== "radio" || each.value === value);
                if (field.type === "radio") field.click(); else field.value = value;
                field.dispatchEvent(new Event("change", {{ bubbles: true }}));
            }}""",
        )

    def tap(self, browser, selector):
        """Tap a button that leads to another page."""
        self.run_in(browser, f"window.ptspSeen = true; document.querySelector({json.dumps(selector)}).click(); 0")
        self.wait_for_page(browser)

    def reads(self, browser, text):
        """Wait until a text stands on the page."""
        deadline = time.monotonic() + 30
        while text not in (shown := self.run_in(browser, "document.body.innerText")):
            self.assertLess(time.monotonic(), deadline, f"{text!r} is not on the page:\n{shown[:1500]}")
            time.sleep(0.1)
