"""Requests in the real form: asked, sent, answered on paper, accepted, and what was said; on a phone as well."""

from odoo.tests import HttpCase, tagged

from ..common import PDF
from ..common_requests import RequestsCase

#: What each of the scripts does its work with.
HANDS = """
    const find = async (selector, shows = "") => {
        for (let attempt = 0; attempt < 300; attempt++) {
            const element = [...document.querySelectorAll(selector)].find((each) => each.textContent.includes(shows));
            if (element && (element.offsetWidth || element.matches("input[type=file], option"))) return element;
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        throw new Error("Not on the page: " + selector + " " + shows);
    };
    const gone = async (selector) => {
        for (let attempt = 0; attempt < 300 && document.querySelector(selector); attempt++) {
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        if (document.querySelector(selector)) throw new Error("Still on the page: " + selector);
    };
    const press = async (selector, shows) => (await find(selector, shows)).click();
    const enter = async (selector, value, happens = "input") => {
        const field = await find(selector);
        field.focus();
        field.value = value;
        field.dispatchEvent(new Event(happens, { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const narrow = () => {
        if (document.documentElement.scrollWidth > window.innerWidth) throw new Error("The page scrolls sideways");
    };
"""
SCRIPT = "(async () => {%s%s    console.log('test successful');})().catch((error) => console.error(error.message));"

#: Verification asks for an additional paper, with a phrase of the library and words of its own, and sends the file.
ASK = """
    await press("a.nav-link[name=requests]");
    await press("[name=request_ids] .o_field_x2many_list_row_add a");
    await find(".o_selected_row .o_ptsp_phrases button", "Safety and traffic");
    await enter(".o_selected_row .o_ptsp_asked_for select", "extra_paper", "change");
    await enter(".o_selected_row .o_ptsp_asked_for input", "Izin keramaian", "change");
    await enter(".o_selected_row textarea", "Mohon segera.");
    await press(".o_selected_row .o_ptsp_phrases button", "Crowd permit");
    await press(".o_form_button_save");
    await find("[name=request_ids] .o_data_row", "Mohon segera. Many visitors are expected");
    await find("div[name=requests]", "Izin keramaian");
    await press("button[name=action_request_correction]");
    await find("div[name=turn]", "Waits for");
    await find("[name=request_ids] .o_data_row", "round 1");
    narrow();
"""
#: Customer Service opens the file where answers are entered, and enters one that came on paper, with its scan.
ANSWER = """
    await find(".o_notebook .nav-link.active[name=requests]");
    await press("[name=request_ids] button[name=action_open_reply]");
    await enter(".modal [name=answer] textarea", "Diserahkan di loket");
    const transfer = new DataTransfer();
    const scan = "%%PDF-1.4\\n1 0 obj<</Type/Catalog>>endobj\\ntrailer<</Root 1 0 R>>\\n%%%%EOF\\n";
    transfer.items.add(new File([scan], "Izin.pdf", { type: "application/pdf" }));
    const input = await find(".modal input[type=file]");
    input.files = transfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    await find(".modal .o_attachment", "Izin.pdf");
    await press(".modal footer button[name=action_confirm]");
    await gone(".modal");
    await find("[name=request_ids] .o_data_row", "Diserahkan di loket");
    await find("div[name=requests]", "The request to the applicant is answered.");
    await press("[name=request_ids] .o_ptsp_paper", "Izin.pdf");
    await find(".o_ptsp_paper_beside .o-FileViewer-header", "Izin.pdf");
    narrow();
"""
#: Verification finds the answer where it opens the file, looks at what was said, and accepts.
ACCEPT = """
    await find(".o_notebook .nav-link.active[name=requests]");
    await press("[name=request_ids] button[name=get_formview_action]");
    await find("[name=exchange_ids] .o_data_row", "Diserahkan di loket");
    await find("[name=exchange_ids] .o_data_row", "Izin.pdf: ");
    narrow();
    await press(".o_form_statusbar button[name=action_accept]");
    await find(".o_form_statusbar .o_arrow_button_current", "Accepted");
"""
#: On a phone a request is added in a window of its own.
PHONE = """
    await press("a.nav-link[name=requests]");
    await press("[name=request_ids] .o-kanban-button-new, [name=request_ids] button", "Add");
    await enter(".modal .o_ptsp_asked_for select", "data,venue", "change");
    await enter(".modal [name=text] textarea", "Gedung yang mana?");
    narrow();
    await press(".modal .o_form_button_save");
    await gone(".modal");
    await find("[name=request_ids] .o_kanban_record", "Gedung yang mana?");
    narrow();
    await press(".o_form_button_save");
    await find(".o_form_status_indicator_buttons.invisible");
"""
#: The paper of before stands beside the one that took its place.
COMPARE = """
    await press("[name=request_ids] button[name=action_compare]");
    await find(".modal [name=replaced_ids] .o-FileViewer-header", "ktp.pdf");
    await find(".modal [name=attachment_ids] .o-FileViewer-header", "baru.pdf");
    const frames = [...document.querySelectorAll(".modal iframe")].map((frame) => frame.offsetWidth);
    if (frames.length !== 2 || Math.min(...frames) < 200) throw new Error("Shown are " + frames);
"""


@tagged("post_install", "-at_install", "slow")
class TestRequestsInTheBrowser(RequestsCase, HttpCase):
    """Officers ask, enter answers and accept them without leaving the form of the application."""

    def at(self, role, script):
        """Run a script in the form of the application as a role, in English."""
        self.env["res.lang"]._activate_lang("en_US")
        self.users[role].lang = "en_US"
        self.browser_js(
            f"/odoo/all-applications/{self.application.id}",
            SCRIPT % (HANDS, script.replace("%%", "%")),
            ready="Boolean(document.querySelector('.o_form_statusbar .o_statusbar_status'))",
            login=self.users[role].login,
            timeout=120,
        )

    def test_from_asked_to_accepted(self):
        """Asked with a phrase, sent, answered on paper, looked at, accepted."""
        self.at("verification", ASK)
        request = self.requests()
        self.assertEqual((request.state, request.name, request.round), ("sent", "Izin keramaian", 1))
        self.assertEqual(request.phrase_id, self.env.ref("ptsp_exhibition.request_phrase_crowd"))
        self.at("customer_service", ANSWER)
        self.assertEqual((request.state, request.answer), ("answered", "Diserahkan di loket"))
        self.desk.action_hand_in_correction()
        self.desk.action_complete_correction()
        self.at("verification", ACCEPT)
        self.assertEqual(request.state, "accepted")

    def test_compare(self):
        """The earlier paper stands beside the new one."""
        request = self.ask_for_paper()
        request.action_answer("Ini", [self.sent_file()])
        request.action_answer("Yang ini", [self.sent_file(PDF + b"%", "baru.pdf")])
        self.at("customer_service", COMPARE)


@tagged("post_install", "-at_install", "slow")
class TestRequestsOnAPhone(RequestsCase, HttpCase):
    """The same on a screen of 375 pixels."""

    browser_size = "375x667"
    touch_enabled = True
    at = TestRequestsInTheBrowser.at

    def test_ask(self):
        """A request is prepared on a phone, and nothing scrolls sideways."""
        self.at("verification", PHONE)
        request = self.requests()
        self.assertEqual((request.kind, request.field_name, request.state), ("data", "venue", "prepared"))
