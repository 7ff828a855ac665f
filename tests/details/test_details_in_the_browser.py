"""The manager defines a detail with the mouse, and the officer fills it in."""

from odoo.tests import HttpCase, tagged

from ..common_details import DEFINITION, DetailsCase

#: Clicks and types as a person does; what it waits for must appear within some seconds.
WALK = """
(async () => {
    const find = async (selector, text = "") => {
        for (let attempt = 0; attempt < 400; attempt++) {
            const node = document.querySelector(selector);
            if (node && node.textContent.includes(text)) return node;
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        throw new Error("Not there: " + selector);
    };
    const click = async (selector) => (await find(selector)).click();
    const type = async (selector, text) => {
        const node = await find(selector);
        node.focus();
        node.value = text;
        node.dispatchEvent(new InputEvent("input", { bubbles: true }));
        node.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const gone = async (selector) => {
        for (let attempt = 0; attempt < 400 && document.querySelector(selector); attempt++) {
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        if (document.querySelector(selector)) throw new Error("Still there: " + selector);
    };
    %s
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""
DEFINE = """
    await click(".o_notebook a[name=details]");
    await click("button[name=action_define_details]");
    await click(".modal .o_field_property_add button");
    await type(".o_field_property_definition_header", "Sumber Dana");
    await click(".o_ptsp_detail_required input");
    await click(".o_ptsp_detail_public input");
    await find(".modal .o_property_field:nth-last-of-type(2) .badge + .badge");
    await click(".modal button[name=action_done]");
    await gone(".modal");
"""
FILL_IN = """
    await click(".o_notebook a[name=details]");
    await type(".o_property_field[property-name=title] input", "Banjir Mahakam");
    await find("h3", "Banjir Mahakam");
    await type(".o_property_field[property-name=people] input", "");
    await find(".o_form_status_indicator_buttons:not(.invisible)");
    await click(".o_form_button_save");
    await find(".o_form_status_indicator_buttons.invisible");
"""


@tagged("post_install", "-at_install", "slow")
class TestDetailsInTheBrowser(DetailsCase, HttpCase):
    """Odoo's editor of properties, with what this addon adds to it."""

    def walk(self, steps, path, login):
        """Walk through a page as a user."""
        self.env.flush_all()
        self.browser_js(path, WALK % steps, ready="Boolean(document.querySelector('.o_form_view'))", login=login)
        self.env.invalidate_all()

    def test_manager_defines_a_detail(self):
        """A manager adds a detail, which is required and public, in the dialog of the service."""
        self.walk(DEFINE, f"/odoo/ptsp-services/{self.service.id}", "test_manager")
        details = self.service._details()
        self.assertEqual([detail.name for detail in details[:-1]], [detail["name"] for detail in DEFINITION])
        added = details[-1]
        self.assertEqual((added.label, added.kind, added.required, added.public), ("Sumber Dana", "char", True, True))

    def test_officer_fills_in_details(self):
        """An officer changes a text, and takes a number away: nothing is entered then, not zero."""
        application = self.file()
        self.walk(FILL_IN, f"/odoo/all-applications/{application.id}", "test_information")
        facts = {fact.key: fact.value for fact in application._facts()}
        self.assertEqual(facts["judul_penelitian"], "Banjir Mahakam")
        self.assertEqual(facts["jumlah_peneliti"], "")
        self.assertEqual(facts["lokasi"], "Samarinda, Berau")
