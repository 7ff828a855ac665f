"""A hand at the mouse of a real browser, which counts its clicks."""

import json
from collections import namedtuple

from odoo.tests import HttpCase

from .common import PtspCase

#: What a person does at the screen. Only what can be seen and hit is clicked on; each click counts, keys do not.
HANDS = """
    const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    const busy = () => document.querySelector(".o_blockUI, .o_loading_indicator");
    const shows = (element, text) => (element.value || element.textContent).includes(text);
    const waitFor = async (found, missing) => {
        for (let attempt = 0; attempt < 400; attempt++) {
            const element = found();
            if (element) return element;
            await wait(50);
        }
        const open = document.querySelector(".modal-body, .o_notification_content");
        throw new Error(missing + (open ? " (open is: " + open.textContent.trim().slice(0, 300) + ")" : ""));
    };
    const hit = (element) => {
        element.scrollIntoView({ block: "center", inline: "nearest" });
        const { left, top, width, height } = element.getBoundingClientRect();
        if (!width || !height) return false;
        const there = document.elementFromPoint(left + width / 2, top + height / 2);
        return there && (element.contains(there) || Boolean(there.closest("label")?.contains(element)));
    };
    const candidates = (selector, text) =>
        [...document.querySelectorAll(selector)].filter((node) => node.getClientRects().length && shows(node, text));
    // What shows on the page.
    const see = (selector, text = "") =>
        waitFor(() => candidates(selector, text)[0], `not on the page: ${selector} ${text}`);
    const gone = (selector, text = "") =>
        waitFor(() => !candidates(selector, text).length, `still on the page: ${selector} ${text}`);
    let clicks = 0;
    const click = async (selector, text = "") => {
        const element = await waitFor(
            () => !busy() && candidates(selector, text).find((node) => !node.disabled && hit(node)),
            `nothing to click on: ${selector} ${text}`
        );
        clicks += 1;
        const focusable = element.closest("input, textarea, select, button, a, [tabindex], [contenteditable=true]");
        const events = [
            ["pointerdown", PointerEvent],
            ["mousedown", MouseEvent],
            ["pointerup", PointerEvent],
            ["mouseup", MouseEvent],
        ];
        for (const [name, Kind] of events) {
            if (name === "pointerup") {
                if (document.activeElement !== focusable) document.activeElement.blur();
                if (focusable) focusable.focus();
            }
            element.dispatchEvent(new Kind(name, { bubbles: true, cancelable: true, view: window }));
        }
        element.click();
        return element;
    };
    // Types into a field after a click on it.
    const type = async (selector, text) => {
        const place = await click(selector);
        const field = await waitFor(
            () => [document.activeElement].find((node) => node.matches("input, textarea") && place.contains(node)),
            `nothing to type into: ${selector}`
        );
        field.value = text;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        if (!field.matches(".o-autocomplete--input")) field.dispatchEvent(new Event("change", { bubbles: true }));
        return field;
    };
    // Types the beginning of a name into a field, and clicks on the whole of it.
    const choose = async (selector, text) => {
        await type(selector, text);
        await click(".o-autocomplete--dropdown-item a", text);
    };
    // Opens what stands in the menu of the addon.
    const open = async (menu) => {
        const phone = document.querySelector(".o_menu_toggle");
        await click(phone ? ".o_menu_toggle" : "[data-menu-xmlid='ptsp_exhibition.applications_menu']");
        await click(`:is(.o-dropdown--menu, .o_app_menu_sidebar) [data-menu-xmlid='ptsp_exhibition.${menu}']`);
    };
    // Chooses a file of the own machine; the window in which machines ask for it is none of the page's.
    const give = async (selector, name, content) => {
        const input = await waitFor(() => document.querySelector(selector), `no file is asked for: ${selector}`);
        const files = new DataTransfer();
        files.items.add(new File([content], name));
        clicks += 1;
        input.files = files.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    // A picture as a camera gives it.
    const photo = async () => {
        const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
        const context = canvas.getContext("2d");
        context.fillStyle = "green";
        context.fillRect(0, 0, 640, 480);
        return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg"));
    };
    // Draws a signature into the window that asks for it, and adopts it.
    const sign = async (selector) => {
        await click(selector);
        await click(".modal .o_web_sign_draw_button");
        const pad = await waitFor(
            () => [...document.querySelectorAll(".modal canvas")].find((canvas) => !busy() && hit(canvas)),
            "nothing to sign on"
        );
        await wait(100);
        const { left, top, width, height } = pad.getBoundingClientRect();
        for (const [name, across, down] of [
            ["pointerdown", 0.2, 0.6],
            ["pointermove", 0.4, 0.3],
            ["pointermove", 0.6, 0.7],
            ["pointerup", 0.8, 0.4],
        ]) {
            const place = { clientX: left + width * across, clientY: top + height * down };
            const held = { pointerId: 1, isPrimary: true, buttons: name === "pointerup" ? 0 : 1, pressure: 0.5 };
            pad.dispatchEvent(new PointerEvent(name, { bubbles: true, cancelable: true, ...place, ...held }));
            await wait(50);
        }
        await click(".modal:has(canvas) footer .btn-primary");
        await gone(".modal canvas");
    };
"""
#: A step that counts its clicks.
MOUSE = f"""
(async () => {{
    {HANDS}
    %(script)s
    if (clicks !== %(clicks)d) throw new Error(`${{clicks}} clicks, where the table says %(clicks)d`);
    console.log("test successful");
}})().catch((error) => console.error(%(name)s + ": " + error.message));
"""

#: One step of a walk: whose it is, what it is, what is typed or chosen, how many clicks it takes, and which.
Step = namedtuple("Step", "role name entered clicks script")


class MouseCase(PtspCase, HttpCase):
    """Officers at a real browser, each logged in as themselves, in Indonesian."""

    browser_size = "1400x900"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.users.values():
            user.lang = "id_ID"
            user.tour_enabled = False

    def take(self, step, path="/odoo"):
        """Log in as the role of a step, open what Odoo opens then, and go through the step.

        :param Step step: its script uses what stands in ``MOUSE``: ``click``, ``type``, ``choose``, ``see``, ``gone``
        :param str path: the address that is opened
        :raises AssertionError: names the step, and what was not there or how many clicks it took
        """
        values = {
            "script": step.script,
            "clicks": step.clicks,
            "name": json.dumps(f"{step.role}, {step.name}"),
        }
        try:
            self.browser_js(
                path,
                MOUSE % values,
                ready="Boolean(document.querySelector('.o_action_manager .o_view_controller'))",
                login=self.users[step.role].login,
                timeout=180,
            )
        except self.failureException as error:
            # Odoo begins with the whole script.
            raise self.failureException(str(error).rpartition('" failed')[2].strip()) from None
        self.env.invalidate_all()
