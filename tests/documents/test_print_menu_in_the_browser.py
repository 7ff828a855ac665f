"""The officer opens Print in a real browser."""

from odoo.tests import HttpCase, tagged

from ..common import PtspCase

#: Opens the menu as a person does, and tells in the console what it offers.
OPEN = """
(async () => {
    const find = async (selector, text) => {
        for (let attempt = 0; attempt < 400; attempt++) {
            const found = [...document.querySelectorAll(selector)].find((node) => node.textContent.includes(text));
            if (found) return found;
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        throw new Error("Not there: " + selector);
    };
    (await find(".o_cp_action_menus button[data-hotkey=u]", "")).click();
    (await find(".o-dropdown--menu .o-dropdown-caret", "Cetak")).click();
    await find(".o-dropdown--menu-submenu .o_menu_item", "Lembar Pengendali Proses");
    const labels = [...document.querySelectorAll(".o-dropdown--menu-submenu .o_menu_item")];
    const names = labels.map((node) => node.textContent.trim());
    if (names[0] !== "Surat Pengantar ke OPD" || names[1] !== "Formulir Permohonan") {
        throw new Error("Not first: " + names.join(", "));
    }
    if (names.includes("Bukti Serah Terima") || !names.includes("Tanda Terima")) {
        throw new Error("Not in time: " + names.join(", "));
    }
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""


@tagged("post_install", "-at_install", "slow")
class TestPrintMenuInTheBrowser(PtspCase, HttpCase):
    """The menu keeps the order in which the server names the documents."""

    def test_menu(self):
        """The liaison officer finds the cover letters first, the other papers by their codes, and none too early."""
        self.users["liaison"].lang = "id_ID"
        application = self.bring_to(self.file(), "liaison", technical=True)
        self.browser_js(
            f"/odoo/all-applications/{application.id}",
            OPEN,
            ready="Boolean(document.querySelector('.o_form_statusbar .o_statusbar_status'))",
            login=self.users["liaison"].login,
        )
