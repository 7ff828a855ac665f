from odoo.fields import Datetime
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
    for (const name of document.querySelectorAll(".o_inner_group .o_field_widget, .o_inner_group .o_field_widget *")) {
        const cuts = name.matches("input") || getComputedStyle(name).overflowX !== "visible";
        if (cuts && name.scrollWidth > name.clientWidth + 1) {
            const field = name.closest("[name]").getAttribute("name");
            throw new Error(`${field} cuts ${name.value || name.textContent}`);
        }
    }
    const banner = document.querySelector("div[name=turn]").textContent;
    if (!banner.includes(%(says)r)) throw new Error("The banner says " + banner);
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""

#: The dialog of a decision: the letter as it will be, and the button that confirms, without scrolling sideways.
DECIDE = """
(async () => {
    const wait = async (found) => {
        for (let attempt = 0; attempt < 300 && !found(); attempt++) {
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        return found();
    };
    document.querySelector(".o_statusbar_buttons button[name=action_decide]").click();
    const letter = await wait(() => document.querySelector(".modal [name=letters] iframe"));
    if (!letter) throw new Error("The dialog shows no letter");
    const pages = await wait(() => letter.contentDocument.querySelectorAll(".page canvas").length);
    if (!pages) throw new Error("The letter has no page");
    const confirm = document.querySelector(".modal footer button[name=action_confirm]:not(.d-none)");
    if (!confirm.offsetWidth) throw new Error("Nothing confirms");
    if (document.documentElement.scrollWidth > window.innerWidth) throw new Error("The page scrolls sideways");
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""

OPEN_REVIEWS = "document.querySelector('.o_notebook .nav-link[name=reviews]').click();"
#: Whether the OPD that are asked can be added to: as many lines to add as said.
ADD = """
(async () => {
    for (let attempt = 0; attempt < 300 && !document.querySelector("[name=review_ids] td"); attempt++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const found = document.querySelectorAll("[name=review_ids] .o_field_x2many_list_row_add").length;
    if (found === %d) console.log("test successful");
    else console.error(`Lines to add: ${found}`);
})();
"""


#: All tabs of the form stand in one row.
TABS = """
(async () => {
    for (let attempt = 0; attempt < 300 && !document.querySelector(".o_notebook .nav-item"); attempt++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const tabs = [...document.querySelectorAll(".o_form_sheet .o_notebook_headers:not(.modal *) .nav-item")].filter(
        (tab) => tab.offsetWidth
    );
    const rows = new Set(tabs.map((tab) => tab.offsetTop));
    if (tabs.length < %d) throw new Error(`Only ${tabs.length} tabs: ${tabs.map((tab) => tab.textContent)}`);
    if (rows.size > 1) throw new Error(`${rows.size} rows: ${tabs.map((tab) => tab.textContent + tab.offsetTop)}`);
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""


class FormCase(PtspCase, HttpCase):
    """A look at the form of an application."""

    def look(self, application, role, page, says):
        """Open the application as the role's user, in Indonesian, and look at it."""
        self.run_script(application, role, LOOK % {"page": page, "says": says})

    def run_script(self, application, role, script):
        """Run a script in the form of an application as the role's user sees it, in Indonesian."""
        self.users[role].lang = "id_ID"
        self.browser_js(
            f"/odoo/all-applications/{application.id}",
            script,
            ready="Boolean(document.querySelector('.o_form_statusbar .o_statusbar_status'))",
            login=self.users[role].login,
            timeout=120,
        )


@tagged("post_install", "-at_install", "slow")
class TestFormInTheBrowser(FormCase):
    """The form opens where the step works, and says first why the file is there; buttons stay on one line."""

    browser_size = "1400x900"

    def test_desks(self):
        """Each desk sees the own page, and whoever gets a file back reads why; no name is cut."""
        self.applicant.name = "Perkumpulan Penyelenggara Pameran dan Konvensi Provinsi Kalimantan Timur Bersatu"
        application = self.bring_to(self.file(), "verification")
        self.look(application, "verification", "checklist", "7.")
        returned = self.bring_to(self.file(), "section_review")
        self.as_role(returned, "section_head").action_section_return("Perbaiki tanggal pameran")
        self.look(returned, "processing", "letter", "Perbaiki tanggal pameran")

    def test_only_verification_adds_opd(self):
        """Verification adds OPD that are asked; the liaison officer, who delivers, is offered no line for it."""
        application = self.bring_to(self.file(), "verification", technical=True)
        self.prepare(self.as_role(application, "verification"), "verify_technical")
        self.run_script(application, "verification", OPEN_REVIEWS + ADD % 1)
        self.as_role(application, "verification").action_verify_technical()
        self.run_script(application, "liaison", OPEN_REVIEWS + ADD % 0)

    def test_tabs(self):
        """All tabs that a file has at its end stand in one row, by their Indonesian names."""
        application = self.bring_to(self.file(), "pickup", technical=True)
        sheet = application.sudo()
        self.assertTrue(sheet.notice_ids and sheet.review_ids and sheet.applicant_kept_at)
        sheet._as_procedure().write({"meeting_at": "2026-12-01 02:00:00"})
        sheet.env["ptsp.request"]._as_procedure().create(
            {"application_id": sheet.id, "text": "Apa?", "state": "accepted"}
        )
        sheet.env["ptsp.application.change"]._as_procedure().create(
            {
                "application_id": sheet.id,
                "detail": "venue",
                "label": "Tempat",
                "state": sheet.state,
                "control_line": 1,
                "user_id": self.users["processing"].id,
                "changed_at": Datetime.now(),
            }
        )
        self.run_script(application, "pickup", TABS % 11)

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

    def test_decision(self):
        """The agency head reads the letter as it will be beside the button that signs it."""
        self.run_script(self.bring_to(self.file(), "agency_approval"), "agency_head", DECIDE)
