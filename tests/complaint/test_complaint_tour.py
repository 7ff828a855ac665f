"""From a phone to the answer, in a real browser: somebody complains, an officer answers, it is reopened."""

import json

from odoo.tests import tagged

from ..pages import PagesCase
from .common_complaint import TEXT, ComplaintCase

PHONE = (360, 740)
#: Fills in texts by their names, and chooses what has a value.
FILL = """
    for (const [name, value] of Object.entries(%s)) {
        const fields = [...document.getElementsByName(name)];
        const field = fields.find((each) => each.type !== "radio" || each.value === value);
        if (field.type === "radio") field.click(); else field.value = value;
    }
"""
#: Waits until something of the officer's screen is there, and clicks on it.
CLICK = """
(async () => {
    for (let turn = 0; turn < 200; turn++) {
        const shown = [...document.querySelectorAll(%s)].filter((each) => each.offsetParent);
        const found = shown.find((each) => each.innerText.includes(%s));
        if (found) { found.click(); return true; }
        await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error("not there: " + %s);
})()
"""


@tagged("post_install", "-at_install", "slow")
class TestComplaintTour(PagesCase, ComplaintCase):
    """The phone needs no JavaScript of this addon, the officer has the usual screens."""

    def tap(self, browser, button):
        """Press a button of the page, by what it says, as soon as the page is as wide as the phone."""
        self.resize(browser, *PHONE, phone=True)
        self.assertLessEqual(self.run_in(browser, "document.documentElement.scrollWidth"), PHONE[0])
        self.send_form(
            browser,
            "[...document.querySelectorAll('main button')]"
            f".find((each) => each.innerText === {json.dumps(button)}).click()",
        )

    def shown(self, browser):
        return self.run_in(browser, "document.body.innerText")

    def click(self, browser, selector, text=""):
        self.run_in(browser, CLICK % (json.dumps(selector), json.dumps(text), json.dumps(selector)))

    def test_from_the_phone_to_the_answer(self):
        """Complaint by phone, answer at the desk, answer on the phone, reopened, answered again, content."""
        with self.browser(None, "id_ID") as phone:
            self.go(phone, "/ptsp/complaint?lang=id")
            self.run_in(phone, FILL % json.dumps({"kind": "complaint", "text": TEXT}))
            self.tap(phone, "Kirim")
            number, secret = (
                self.run_in(phone, f"document.getElementById('ticket_{part}').innerText") for part in ("number", "code")
            )
        complaint = self.Complaint.sudo().search([("name", "=", number)])
        self.assertEqual(complaint.text, TEXT)
        self.answer(complaint, "Sudah kami perbaiki.")
        with self.browser(None, "id_ID") as phone:
            self.go(phone, "/ptsp/complaint/follow?lang=id")
            ticket = FILL % json.dumps({"number": number, "secret": secret})
            self.run_in(phone, ticket)
            self.tap(phone, "Tampilkan")
            self.assertIn("Sudah kami perbaiki.", self.shown(phone))
            self.run_in(phone, FILL % json.dumps({"text": "Belum cukup."}))
            self.tap(phone, "Buka kembali")
            self.assertIn("Belum cukup.", self.shown(phone))
        self.assertEqual(self.fresh(complaint).state, "reopened")
        self.answer(complaint, "Kini sudah.")
        with self.browser(None, "en_US") as phone:
            self.go(phone, "/ptsp/complaint/follow?lang=en")
            self.run_in(phone, ticket)
            self.tap(phone, "Show it")
            self.tap(phone, "Yes, I am content")
            self.assertIn("It is closed now", self.shown(phone))
        self.assertEqual(self.fresh(complaint).state, "closed")

    def fresh(self, complaint):
        self.env.invalidate_all()
        return complaint

    def answer(self, complaint, text):
        """Answer a complaint on the officer's screen."""
        self.env.invalidate_all()
        with self.browser("test_complaints") as desk:
            self.resize(desk, 1366, 900)
            self.go(desk, f"/odoo/complaints/{complaint.id}")
            self.click(desk, "button[name=action_open_answer]")
            self.click(desk, ".modal textarea")
            self.run_in(
                desk,
                f"""(() => {{
                    const field = document.querySelector(".modal [name=text] textarea");
                    field.focus();
                    field.value = {json.dumps(text)};
                    field.dispatchEvent(new Event("input", {{ bubbles: true }}));
                    field.dispatchEvent(new Event("change", {{ bubbles: true }}));
                    return 0;
                }})()""",
            )
            self.click(desk, ".modal button[name=action_confirm]")
            self.click(desk, ".o_statusbar_status button[data-value=answered][aria-checked=true]")
            self._wait_remaining_requests()
        self.assertEqual(self.fresh(complaint).state, "answered")


@tagged("post_install", "-at_install", "slow")
class TestComplaintPages(PagesCase, ComplaintCase):
    """Neither axe-core nor the Nu HTML checker finds anything on the pages of complaints."""

    #: Sends the form, whatever the browser says of it.
    SEND = (
        FILL + "document.forms[0].noValidate = true; document.querySelector('main form button[type=submit]').click();"
    )

    def test_pages(self):
        """Empty, refused, sent; unknown ticket, each state, with and without history; figures."""
        send, ticket = self.SEND, {}
        pages = {
            "form": "/ptsp/complaint",
            "refused": ("/ptsp/complaint", send % json.dumps({"text": ""})),
            "sent": ("/ptsp/complaint", send % json.dumps({"kind": "question", "text": TEXT})),
            "follow": "/ptsp/complaint/follow",
            "unknown": ("/ptsp/complaint/follow", send % json.dumps({"number": "x", "secret": "y"})),
            "figures, none": "/ptsp/complaint/figures",
        }
        for state in ("received", "answered", "closed"):
            complaint, secret = self.sent()
            handled = complaint.with_user(self.handler)
            if state != "received":
                handled.action_note("Catatan")
                handled.action_answer("Sudah.")
            if state == "closed":
                complaint._as_procedure()._be_content()
            ticket[state] = {"number": complaint.name, "secret": secret}
            pages[state] = ("/ptsp/complaint/follow", send % json.dumps(ticket[state]))
        late, secret = self.sent(complainant_name="Budi")
        late._as_procedure().due_at = "2020-01-01 00:00:00"
        pages["late"] = ("/ptsp/complaint/follow", send % json.dumps({"number": late.name, "secret": secret}))
        for name, go, words in (
            ("added", "add", "Ada lagi"),
            ("reopened", "reopen", "Belum"),
            ("content", "content", ""),
        ):
            complaint, secret = self.sent(complainant_name="Budi")
            if go != "add":
                complaint.with_user(self.handler).action_answer("Sudah.")
            follow = send % json.dumps({"number": complaint.name, "secret": secret})
            act = f"document.querySelector('button[value={go}]').click();"
            pages[name] = ("/ptsp/complaint/follow", follow, (FILL % json.dumps({"text": words})) + act)
        publication = self.publish()
        pages |= {"figures": "/ptsp/complaint/figures", "semester": f"/ptsp/complaint/figures/{publication.semester}"}
        texts = self.judge(None, pages, whole=True)
        for name, said in (("added", "was received"), ("reopened", "It was reopened"), ("content", "It is closed now")):
            self.assertIn(said, texts[name])

    def test_limited(self):
        """Nor where somebody has to wait: what was typed stands there."""
        Visit, here = self.env["ptsp.complaint.visit"], "127.0.0.1"
        visitor = Visit._address_hash(here)
        while Visit._count_visit(Visit._free_numbers(visitor), address_hash=visitor, what="found"):
            pass
        while Visit._is_reading_counted(here):
            pass
        self.keep_waiting(Visit)
        texts = self.judge(
            None,
            {
                "form": ("/ptsp/complaint", self.SEND % json.dumps({"kind": "question", "text": TEXT})),
                "follow": ("/ptsp/complaint/follow", self.SEND % json.dumps({"number": "x", "secret": "y"})),
                "figures": "/ptsp/complaint/figures",
            },
            whole=True,
        )
        self.assertIn(TEXT, texts["form"])
        for name, text in texts.items():
            self.assertIn("Please wait", text, name)

    def publish(self):
        """Return the published figures of a semester, in which nothing came."""
        publication = self.env["ptsp.complaint.publication"]
        return publication._as_procedure().create(
            {
                "company_id": self.company.id,
                "semester": "2020-I",
                "published_at": "2020-08-01 00:00:00",
                "user_id": self.env.uid,
                "tables": publication._tables_of(self.company, "2020-I"),
            }
        )

    def test_keyboard(self):
        """By keyboard alone each page is gone through in its order, without the field for robots, and sent."""
        complaint, secret = self.sent()
        complaint.with_user(self.handler).action_answer("Sudah.")
        semester = self.publish().semester
        with self.browser() as browser:
            self.go(browser, "/ptsp/complaint?lang=en")
            seen = self.walk(browser, "form")
            order = ["kind", "text", "files", "service", "application", "officer"]
            order += ["complainant_name", "complainant_phone", "complainant_email", "confidential", "Send"]
            self.assertEqual([name for name in seen if name in order], order)
            self.assertNotIn("homepage", seen)
            for path in ("figures", f"figures/{semester}", "follow"):
                self.go(browser, f"/ptsp/complaint/{path}?lang=en")
                self.walk(browser, path)
            self.run_in(browser, FILL % json.dumps({"number": complaint.name, "secret": secret}))
            self.walk(browser, "follow", until="Show it")
            self.run_in(browser, "window.ptspSeen = true; 0")
            self.press_key(browser, "Enter")
            self.wait_for_page(browser)
            self.assertIn("Yes, I am content", self.walk(browser, "answered"))
