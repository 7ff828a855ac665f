import json

from odoo.tests import HttpCase, tagged

from .common import PtspCase

#: Does one thing after the other, as soon as it is possible, and then waits for the last button to go.
PRESS = """
(async () => {
    const find = async (selector, shows = "") => {
        for (let attempt = 0; attempt < 300; attempt++) {
            const element = document.querySelector(selector);
            const ready = element && !element.disabled && element.textContent.includes(shows);
            if (ready && !document.querySelector(".o_blockUI")) return element;
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        throw new Error("Not on the page: " + selector);
    };
    for (const [selector, action, text] of %(presses)s) {
        const element = await find(selector, action === "shows" ? text : "");
        if (action === "click") {
            element.click();
        } else if (action === "enter") {
            element.value = text;
            element.dispatchEvent(new Event("input", { bubbles: true }));
            element.dispatchEvent(new Event("change", { bubbles: true }));
        }
    }
    // The last button leaves the form together with the turn.
    for (let attempt = 0; attempt < 300 && document.querySelector(%(last)s); attempt++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""


@tagged("post_install", "-at_install", "slow")
class TestBrowser(PtspCase, HttpCase):
    """Officers take an application through the procedure in a real browser, with Odoo's own forms, in Indonesian."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.users.values():
            user.lang = "id_ID"

    def press(self, application, role, state, *presses):
        """Open the application as the role's user and press what is named.

        :param str state: the state in which the application must be in the end
        :param presses: selectors to click, or triples of selector, ``"enter"`` or ``"shows"``, and text
        """
        triples = [(press, "click", "") if isinstance(press, str) else press for press in presses]
        self.browser_js(
            f"/odoo/all-applications/{application.id}",
            PRESS % {"presses": json.dumps(triples), "last": json.dumps(presses[-1])},
            ready="Boolean(document.querySelector('.o_form_statusbar .o_statusbar_status'))",
            login=self.users[role].login,
        )
        application.invalidate_recordset()
        self.assertEqual(application.state, state)

    def test_direct_way(self):
        """Every officer finds the button of the own step, and it does what it says."""
        checklist = ("a[name=checklist]", "button[name=action_mark_checklist_ok]")
        on_paper = ".modal button[name=action_confirm_all]"
        cell = ".o_field_widget[name=checklist_ids] td[name=%s]"
        application = self.file()
        self.press(application, "information", "cs_check", "button[name=action_submit]")
        self.press(
            application,
            "customer_service",
            "registration",
            *checklist,
            on_paper,
            (cell % "service_result", "shows", "Sesuai"),
            "button[name=action_accept]",
        )
        self.press(
            application,
            "registration",
            "verification",
            *checklist,
            (cell % "registration_result", "shows", "Sesuai"),
            "button[name=action_register]",
        )
        self.press(
            application,
            "verification",
            "drafting",
            *checklist,
            (cell % "verification_result", "shows", "Sesuai"),
            "button[name=action_verify_direct]",
        )
        self.press(
            application,
            "processing",
            "section_review",
            "a[name=letter]",
            ".o_field_widget[name=decision] input[data-value=recommended]",
            "button[name=action_submit_draft]",
        )
        self.press(
            application,
            "section_head",
            "drafting",
            "button[name=action_ask_note]",
            (".modal .o_field_widget[name=note] textarea", "enter", "Perbaiki tanggal"),
            ".modal button[name=action_confirm]",
        )
        self.press(application, "processing", "section_review", "button[name=action_submit_draft]")
        self.press(
            application,
            "section_head",
            "division_review",
            "button[name=action_decide]",
            ".modal button[name=action_confirm]",
        )
        self.press(
            application,
            "division_head",
            "agency_approval",
            "button[name=action_decide]",
            ".modal button[name=action_confirm]",
        )
        self.press(
            application, "agency_head", "numbering", "button[name=action_decide]", ".modal button[name=action_confirm]"
        )
        self.press(
            application,
            "registry",
            "final_check",
            "button[name=action_number]",
        )
        self.press(
            application,
            "registry",
            "pickup",
            "button[name=action_confirm_final_checklist]",
            "button[name=action_release]",
        )
        self.press(
            application,
            "pickup",
            "done",
            "a[name=handover]",
            (".o_field_widget[name=recipient_name] input", "enter", "Budi Santoso"),
            (".o_field_widget[name=recipient_identity] input", "enter", "6472051203850001"),
            "button[name=action_hand_over]",
        )
        self.assertEqual(application.with_user(self.users["auditor"]).draft_revision, 2)
