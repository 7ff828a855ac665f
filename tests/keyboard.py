"""Pages by the keyboard alone: what is reached, in which order, and whether one sees where one is."""

import json

#: What is reached by Tab, in the order of the page; of a group of radio buttons one.
STOPS = """
(() => {
    const group = (each) => each.type === "radio" && each.form
        ? each.form.querySelector(`input[type=radio][name="${CSS.escape(each.name)}"]`) : each;
    window.ptspGroup = group;
    const all = document.querySelectorAll(%s + " :is(a[href], button, input, select, textarea, summary)");
    window.ptspStops = [...new Set([...all].filter((each) => !each.disabled && each.type !== "hidden"
        && each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true })).map(group))];
    // The keyboard begins where it was last, unless the page itself has it.
    document.body.setAttribute("tabindex", "-1");
    document.body.focus();
    document.body.removeAttribute("tabindex");
    return window.ptspStops.map((each) => (each.tagName !== "BUTTON" && each.name) || each.innerText.trim());
})()
"""
#: Where the keyboard is: its place among the stops, whether it is seen there, and what it is.
HERE = """
(() => {
    const here = document.activeElement, box = here.getBoundingClientRect();
    const ringed = (each) => each && (getComputedStyle(each).boxShadow !== "none"
        || (getComputedStyle(each).outlineStyle !== "none" && parseFloat(getComputedStyle(each).outlineWidth) > 0));
    const shown = box.bottom > 0 && box.top < innerHeight;
    return [window.ptspStops.indexOf(window.ptspGroup(here)), ringed(here) || ringed(here.closest("label")), shown];
})()
"""
_KEYS = {"Tab": 9, "Enter": 13, " ": 32, "ArrowDown": 40}


class KeyboardMixin:
    """Presses keys on a page that is open, as whoever has no mouse; beside ``BrowsingMixin``."""

    def press_key(self, browser, key):
        """Press a key and let it go.

        :param str key: one of ``_KEYS``
        """
        code = {"key": key, "code": {" ": "Space"}.get(key, key), "windowsVirtualKeyCode": _KEYS[key]}
        text = {"Enter": {"text": "\r"}, " ": {"text": " "}}.get(key, {})
        for params in ({"type": "keyDown", **code, **text}, {"type": "keyUp", **code}):
            browser._websocket_request("Input.dispatchKeyEvent", params=params)

    def walk(self, browser, name, inside="body", until=None):
        """Go through the page that is open by the Tab key alone: all is reached, in its order, and seen where one is.

        :param str name: of the page, for the sentences
        :param str inside: CSS selector of what is gone through
        :param str until: name or words of the place at which to stop; none to go to the end
        :return: list of names of fields and words of buttons and links, in the order in which they are reached
        """
        stops = self.run_in(browser, STOPS % json.dumps(inside))
        self.assertTrue(stops, f"{name}: nothing to reach by keyboard")
        seen, unseen = [], []
        # What scrolls is reached, too, and the frame of Odoo.
        for _index in range(2 * len(stops) + 40):
            self.press_key(browser, "Tab")
            place, ringed, shown = self.run_in(browser, HERE)
            if place < 0 or place in seen:
                continue
            seen.append(place)
            if not (ringed and shown):
                unseen.append(stops[place])
            if len(seen) == len(stops) or stops[place] == until:
                break
        reached = [stops[place] for place in seen]
        self.assertEqual(reached, stops[: len(reached)] if until else stops, f"{name}: by keyboard")
        self.assertFalse(unseen, f"{name}: one does not see where the keyboard is")
        return reached
