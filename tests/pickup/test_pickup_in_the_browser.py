"""A letter is found by its QR code, signed for, handed over, and its questionnaire answered, in the real forms."""

from odoo.tests import tagged

from ..mouse import MouseCase, Step
from ..pages import PagesCase
from ..satisfaction.common_satisfaction import SatisfactionCase
from ..satisfaction.test_questionnaire_in_the_browser import ANSWER, WHEN

COLLECT = """
    await click("[data-menu-xmlid='ptsp_exhibition.front_office_menu']");
    await click("[data-menu-xmlid='ptsp_exhibition.pickup_finder_menu']");
    const field = await type(".modal [name=sought] input", "%(code)s");
    // Scanners end with this key.
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    await gone(".modal");
    await click("a.nav-link[name=handover]");
    await click("button[name=action_applicant_collects]");
    await waitFor(() => candidates("[name=recipient_name] input", "")[0]?.value, "nobody collects");
    await click("[name=read_item_ids] input[type=checkbox]");
    await click("[name=recipient_signature] .o_signature");
    await click(".modal .o_web_sign_auto_button");
    await wait(500);
    await click(".modal footer .btn-primary");
    await gone(".modal");
    await see("[name=recipient_signature] img");
    await click("button[name=action_hand_over]");
    await gone("button[name=action_hand_over]");
"""


@tagged("post_install", "-at_install", "slow")
class TestPickupInTheBrowser(MouseCase):
    """The pick-up desk with a scanner, and the applicant before it."""

    def test_from_the_code_to_the_hand_over(self):
        """The letter is found by what the scanner types, and everything is ticked and signed in one form."""
        application = self.bring_to(self.file(), "pickup").sudo()
        script = COLLECT % {"code": application._status_url()}
        self.take(Step("pickup", "hand a letter over", "", 10, script))
        self.assertEqual(application.state, "done")
        self.assertTrue(application.recipient_signature)
        self.assertEqual(application.reading_ids.user_id, self.users["pickup"])
        self.assertTrue(application.proof_due)


ANSWERED = """
    await click(".o_notebook_headers a[name=handover]");
    await see("[name=satisfaction_channel]");
"""
#: The desk touches the button; where the web client would open a new window, its address is kept.
TOUCH = """
    const { browser } = odoo.loader.modules.get("@web/core/browser/browser");
    browser.open = (address) => { window.ptspOpened = address; return window; };
    await click(".o_notebook_headers a[name=handover]");
    await click("button[name=action_questionnaire_on_tablet]");
    for (let tries = 0; tries < 200 && !window.ptspOpened; tries++)
        await new Promise((done) => setTimeout(done, 50));
"""
PUBLISH = """
    const row = await see(".o_data_row", "91,67");
    row.querySelector("button[name=action_publish]").click();
    await see(".o_form_view [name=index]", "91,67");
"""


@tagged("post_install", "-at_install", "slow")
class TestPickupToIndex(SatisfactionCase, PagesCase, MouseCase):
    """The whole way: found, handed over, asked on the tablet of the counter, counted, published."""

    def officer(self, browser, path, code):
        """Open a page as an officer, and do something on it."""
        self.resize(browser, 1400, 900)
        self.go(browser, path)
        self.assertEqual(self.run_in(browser, WHEN % code), "done")

    def test_from_the_code_to_the_index(self):
        """The sixth answer, given on the tablet, lets three be counted and three wait: their index is published."""
        applications = self.handed_over(5)
        for application in applications:
            self.assertTrue(application._take_answer("link", self.chosen("443434443")))
        own = self.bring_to(self.file(), "pickup").sudo()
        self.take(Step("pickup", "hand a letter over", "", 10, COLLECT % {"code": own._status_url()}))
        self.assertEqual(own.state, "done")
        page = f"/odoo/action-ptsp_exhibition.application_action_all/{own.id}"
        with self.browser("test_pickup") as browser:
            self.officer(browser, page, TOUCH)
            address = self.run_in(browser, "window.ptspOpened")
        self.assertEqual(address, own._questionnaire_url("tablet"))
        # Who collects the letter has no account, and is not logged in on the tablet.
        with self.browser() as tablet:
            self.resize(tablet, 800, 1280)
            self.go(tablet, f"/{address.split('/', 3)[3]}?lang=id", ANSWER % "443434443")
            self.assertIn("Terima kasih", self.text_of(tablet))
        self.env.invalidate_all()
        self.assertEqual(own.satisfaction_channel, "tablet")
        with self.browser("test_pickup") as browser:
            self.officer(browser, page, ANSWERED)
            self.assertFalse(self.run_in(browser, "document.querySelector('[name=action_questionnaire_on_tablet]')"))
        with self.browser("test_manager") as browser:
            self.officer(browser, "/odoo/figures-satisfaction", PUBLISH)
        self.env.flush_all()
        with self.browser() as browser:
            self.go(browser, "/ptsp/ikm/IKM?lang=id")
            self.assertIn("91,67", self.text_of(browser))
