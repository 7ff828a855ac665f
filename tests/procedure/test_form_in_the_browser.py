from odoo.tests import HttpCase, tagged

from ..common import PtspCase

#: The form as it stands on the screen: the page that is open, whether the buttons stand on one line, the banner.
LOOK = """
(async () => {
    const wait = async (selector) => {
        for (let attempt = 0; attempt < 300 && !document.querySelector(selector); attempt++) {
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        return document.querySelector(selector);
    };
    const page = await wait(".o_notebook .nav-link.active");
    if (page.name !== "%(page)s") throw new Error("Open is the page " + page.name);
    const buttons = [...document.querySelectorAll(".o_statusbar_buttons > button")];
    if (new Set(buttons.map((button) => button.offsetTop)).size > 1) throw new Error("Buttons stand on two lines");
    if (document.documentElement.scrollWidth > window.innerWidth) throw new Error("The page scrolls sideways");
    const states = [...document.querySelectorAll(".o_statusbar_status button")];
    if (!states.some((state) => state.offsetWidth)) throw new Error("The state is not to be seen");
    const banner = document.querySelector("div[name=turn]").textContent;
    if (!banner.includes(%(says)r)) throw new Error("The banner says " + banner);
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""


class FormCase(PtspCase, HttpCase):
    """A look at the form of an application."""

    def look(self, application, role, page, says):
        """Open the application as the role's user, in Indonesian, and look at it."""
        self.users[role].lang = "id_ID"
        self.browser_js(
            f"/odoo/all-applications/{application.id}",
            LOOK % {"page": page, "says": says},
            ready="Boolean(document.querySelector('.o_form_statusbar .o_statusbar_status'))",
            login=self.users[role].login,
            timeout=120,
        )


@tagged("post_install", "-at_install", "slow")
class TestFormInTheBrowser(FormCase):
    """The form opens where the step works, and says first why the file is there; buttons stay on one line."""

    browser_size = "1400x900"

    def test_desks(self):
        """Each desk sees the own page, and whoever gets a file back reads why."""
        application = self.bring_to(self.file(), "verification")
        self.look(application, "verification", "checklist", "7.")
        returned = self.bring_to(self.file(), "section_review")
        self.as_role(returned, "section_head").action_section_return("Perbaiki tanggal pameran")
        self.look(returned, "processing", "letter", "Perbaiki tanggal pameran")

    def test_head(self):
        """The agency head has four buttons."""
        self.look(self.bring_to(self.file(), "agency_approval"), "agency_head", "letter", "14.")


@tagged("post_install", "-at_install", "slow")
class TestFormOnAPhone(FormCase):
    """The same on a phone."""

    browser_size = "390x844"
    touch_enabled = True

    def test_head(self):
        """The agency head sees letter, turn and state without scrolling sideways."""
        self.look(self.bring_to(self.file(), "agency_approval"), "agency_head", "letter", "14.")
