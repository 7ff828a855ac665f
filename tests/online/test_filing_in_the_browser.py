"""Filing online with a phone, in a real browser: from the login to the file at Customer Service."""

import json

from odoo.tests import HttpCase, tagged

from .common_online import CONTACT, REPRESENTED, OnlineCase, details

#: Taps and types in a window of a phone, and counts screens and taps until the file is handed in.
FILE = """
(async () => {
    const entered = %s;
    const frame = document.createElement("iframe");
    frame.style = "position: fixed; inset: 0; width: 360px; height: 740px; z-index: 99999; border: 0; background: #fff";
    document.body.append(frame);
    let screens = 0, taps = 0;
    const page = () => frame.contentDocument;
    const loaded = (start) => new Promise((resolve) => {
        frame.addEventListener("load", resolve, { once: true });
        start();
    });
    const find = async (selector) => {
        for (let attempt = 0; attempt < 400; attempt++) {
            const element = page().querySelector(selector);
            if (element) return element;
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        throw new Error("Not on the page: " + selector + " " + page().body.innerText.slice(0, 600));
    };
    const look = (name) => {
        screens += 1;
        const width = page().documentElement.scrollWidth;
        if (width > 360) throw new Error(name + " is " + width + " pixels wide");
        const tapped = ".ptsp-filing button, .ptsp-filing input:not([type=hidden], [type=radio], [type=checkbox])";
        for (const button of page().querySelectorAll(tapped)) {
            const { height } = button.getBoundingClientRect();
            if (height && height < 43) throw new Error(name + ": too small to tap: " + button.outerHTML.slice(0, 200));
        }
    };
    const tap = async (selector) => {
        taps += 1;
        (await find(selector)).click();
    };
    const go = async (selector) => {
        const button = await find(selector);
        taps += 1;
        await loaded(() => button.click());
    };
    const type = async (names) => {
        for (const [name, value] of Object.entries(names)) {
            const field = await find("[name=" + name + "]");
            field.value = value;
        }
    };
    const { is_represented, ...words } = entered.applicant;

    %s
    look("New");
    await go("form:has(input[name=service_id][value='%s']) button");
    look("Applicant");
    if ((await find(".ptsp-representative")).offsetHeight) throw new Error("asked about no representative");
    await tap("input[name=is_represented][value=yes]");
    if (!(await find(".ptsp-representative")).offsetHeight) throw new Error("not asked about the representative");
    await type(words);
    await go("button[name=go][value=next]");
    look("Details");
    await type(entered.details);
    await go("button[name=go][value=next]");
    look("Papers");
    const count = page().querySelectorAll("input[type=file]").length;
    for (let number = 0; number < count; number++) {
        const input = page().querySelectorAll("input[type=file]")[number];
        const transfer = new (frame.contentWindow.DataTransfer)();
        const scan = "%%PDF-1.4\\n1 0 obj<</Type/Catalog>>endobj\\ntrailer<</Root 1 0 R>>\\n%%%%EOF\\n%% " + number;
        transfer.items.add(new (frame.contentWindow.File)([scan], "Berkas " + number + ".pdf"));
        // Opening the field, and choosing the file.
        taps += 2;
        input.files = transfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    await go("button[name=go][value=next]");
    look("Check");
    await go("button[name=go][value=next]");
    await find(".alert-success");
    const result = count + " papers, " + screens + " screens, " + taps + " taps";
    if (count !== 7 || screens > 6 || taps > 25) throw new Error(result);
    console.log(result);
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""

#: The first screen of whoever has an account, and of whoever has none.
LOGIN = """
    await loaded(() => { frame.src = "/web/login?redirect=/my/applications/new"; });
    look("Login");
    await type({ login: "test_applicant", password: "test_applicant" });
    await go(".oe_login_form button[type=submit]");
"""
SIGN_UP = """
    await loaded(() => { frame.src = "/web/signup?redirect=/my/applications/new"; });
    look("Sign up");
    await type({
        login: "sri@example.com",
        name: "Sri Wahyuni",
        password: "Rahasia-2026",
        confirm_password: "Rahasia-2026",
    });
    await go(".oe_signup_form button[type=submit]");
"""

#: Sends a file over a connection that breaks, and the next one over a whole one.
BROKEN = """
(async () => {
    const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    const choose = (number, name) => {
        const input = document.querySelectorAll("input[type=file]")[number];
        const transfer = new DataTransfer();
        const scan = "%%PDF-1.4\\n1 0 obj<</Type/Catalog>>endobj\\ntrailer<</Root 1 0 R>>\\n%%%%EOF\\n%% " + number;
        transfer.items.add(new File([scan], name));
        input.files = transfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const shows = async (text) => {
        for (let attempt = 0; attempt < 400; attempt++, await wait(50)) {
            if (document.querySelector("#wrap").innerText.includes(text)) return;
        }
        throw new Error("Not said: " + text);
    };
    const open = XMLHttpRequest.prototype.open;
    choose(0, "satu.pdf");
    await shows("satu.pdf (");
    XMLHttpRequest.prototype.open = function (method) { return open.call(this, method, "http://127.0.0.1:9/"); };
    choose(1, "dua.pdf");
    await shows("dua.pdf was not saved");
    XMLHttpRequest.prototype.open = open;
    choose(2, "tiga.pdf");
    await shows("tiga.pdf (");
    await shows("2 of at most 40 files");
    const large = new DataTransfer();
    large.items.add(new File([new Uint8Array(11 * 1024 * 1024)], "besar.pdf"));
    const input = document.querySelectorAll("input[type=file]")[3];
    input.files = large.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    await shows("besar.pdf is larger than");
    document.querySelector("button[name=remove]").click();
    await shows("1 of at most 40 files");
    console.log("test successful");
})().catch((error) => console.error(error.message));
""".replace("%%", "%")


@tagged("post_install", "-at_install", "slow")
class TestFilingInTheBrowser(OnlineCase, HttpCase):
    """An applicant with a phone 360 pixels wide."""

    def file_all(self, first):
        """File on a phone from a first screen on, and return what came of it.

        :param str first: JavaScript of the first screen
        """
        entered = json.dumps({"applicant": {**CONTACT, **REPRESENTED}, "details": details()})
        self.env.flush_all()
        code = FILE % (entered, first, self.service.id)
        self.browser_js("/web/login", code, ready="Boolean(document.body)", timeout=180)
        self.env.invalidate_all()
        return self.env["ptsp.application"].search([("filed_online", "=", True)], order="id desc", limit=1)

    def test_from_login_to_submitted(self):
        """Six screens and at most 25 taps beside typing, with seven papers; nothing is cut or too small to tap."""
        draft = self.file_all(LOGIN)
        self.assertEqual((draft.state, len(draft.checklist_ids.attachment_ids)), ("cs_check", 7))

    def test_from_sign_up_to_submitted(self):
        """As many for whoever has no account yet, the sign-up counted."""
        self.env["ir.config_parameter"].set_param("auth_signup.invitation_scope", "b2c")
        draft = self.file_all(SIGN_UP)
        self.assertEqual((draft.state, len(draft.checklist_ids.attachment_ids)), ("cs_check", 7))
        self.assertEqual(draft.partner_id.name, "Sri Wahyuni")

    def test_broken_connection(self):
        """A connection that breaks loses one file only; one that is too large is not sent at all; files are removed."""
        draft = self.begin()
        self.portal_user.lang = "en_US"
        self.env.flush_all()
        self.browser_js(
            f"/my/applications/{draft.id}/file/papers",
            BROKEN,
            ready="document.readyState === 'complete'",
            login="test_applicant",
            cookies={"frontend_lang": "en_US"},
            timeout=120,
            error_checker=lambda message: "127.0.0.1:9" not in message and "Failed to load resource" not in message,
        )
        self.env.invalidate_all()
        self.assertEqual(draft.sudo().checklist_ids.attachment_ids.mapped("name"), ["tiga.pdf"])
