"""An applicant with a phone and the officers at their desks, all in a real browser: from sign-up to the letter.

With one round of corrections. With ``PTSP_PICTURES`` in the environment, what the phone shows is kept in that folder as
pictures: ``scripts/pictures`` makes those of the README and the manual so.
"""

import base64
import json
import os
from pathlib import Path

from odoo.tests import tagged

from .letter.test_electronic_signature import SigningCase
from .mouse import MouseCase, Step
from .online.common_online import CONTACT, REPRESENTED, details
from .phone import PHONE, PhoneCase
from .test_walk_in_the_browser import EVENT, OPEN, PASSED_ON, WALK

LOGIN = "sri.wahyuni@example.com"
#: What Customer Service does with a file whose papers came online, and with corrections.
COMPLETE = Step(
    "customer_service",
    "declares it complete",
    "",
    3,
    f"""
    {OPEN}
    await click("button[name=action_mark_checklist_ok]");
    await see("[name=checklist_ids] td[name=service_result]", "Sesuai");
    await click("button[name=action_accept]");
    {PASSED_ON % "action_accept"}
    """,
)
CORRECTED = Step(
    "customer_service",
    "passes the corrections on",
    "",
    2,
    f"""
    {OPEN}
    await click("button[name=action_complete_correction]");
    {PASSED_ON % "action_complete_correction"}
    """,
)
#: The other steps, as officers take them who got the file on paper.
BY_NAME = {step.name: step for step in WALK}
UNTIL_ASKED = (COMPLETE, BY_NAME["registers it"], BY_NAME["asks for a correction"])
UNTIL_READY = (CORRECTED, *WALK[WALK.index(BY_NAME["asks an OPD"]) : -1])
#: Chooses a paper for every line, each as a phone sends it: one after the other.
CHOOSE = """
    for (const [number, input] of [...document.querySelectorAll("#wrap input[type=file]")].entries()) {
        const transfer = new DataTransfer();
        const scan = "%PDF-1.4\\n1 0 obj<</Type/Catalog>>endobj\\ntrailer<</Root 1 0 R>>\\n%%EOF\\n% " + number;
        transfer.items.add(new File([scan], names[number % names.length] + ".pdf"));
        input.files = transfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
    }
"""
NAMES = ["KTP", "Rekomendasi kelurahan", "Denah", "Izin lahan", "Persetujuan tetangga", "Proposal", "Surat kuasa"]
ICON = Path(__file__).parents[1] / "static" / "description" / "icon.png"


@tagged("post_install", "-at_install", "slow")
class TestPhoneTour(PhoneCase, MouseCase, SigningCase):
    """Whoever has a phone does everything with it, where the agency signs electronically."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param("auth_signup.invitation_scope", "b2c")
        cls.env.company.write(
            {"name": "DPMPTSP Provinsi Kalimantan Timur", "logo": base64.b64encode(ICON.read_bytes())}
        )
        cls.folder = os.environ.get("PTSP_PICTURES")

    def picture(self, browser, name):
        """Look at the page as a phone shows it, and keep the picture where pictures are asked for.

        :raises AssertionError: the page is wider than the phone
        """
        self.resize(browser, *PHONE, scale=2, phone=True)
        self.run_in(browser, "document.activeElement?.blur(); document.fonts.ready.then(() => 0)")
        self.assertLessEqual(self.run_in(browser, "document.documentElement.scrollWidth"), PHONE[0], name)
        if self.folder:
            browser._websocket_request("Emulation.setScrollbarsHidden", params={"hidden": True})
            answer = browser._websocket_request("Page.captureScreenshot", params={"format": "png"})
            Path(self.folder, f"phone_{name}.png").write_bytes(base64.b64decode(answer["data"]))

    # The tour

    def test_tour(self):
        """Signs up, files, answers, follows, and has the letter in the end; officers find all at their desks."""
        self.sign_up_and_file()
        for step in UNTIL_ASKED:
            self.take(step)
        self.answer()
        for step in UNTIL_READY:
            self.take(step)
        self.follow()
        self.receive()
        self.assertEqual((self.application.state, self.application.handover_kind), ("done", "fetched"))
        self.assertEqual(self.application.correction_rounds, 1)
        self.assertTrue(self.application.letter_number)

    @property
    def application(self):
        self.env.invalidate_all()
        return self.env["ptsp.application"].search([("event_name", "=", EVENT)])

    def sign_up_and_file(self):
        """From no account to the file at Customer Service."""
        send = "button[name=go][value=next]"
        with self.phone() as browser:
            self.go(browser, "/web/signup?redirect=/my/applications/new")
            self.type(
                browser,
                {"login": LOGIN, "name": "Sri Wahyuni", "password": "Rahasia-2026", "confirm_password": "Rahasia-2026"},
            )
            self.picture(browser, "sign_up")
            self.tap(browser, ".oe_signup_form button[type=submit]")
            self.picture(browser, "choose")
            self.tap(browser, f"form:has(input[name=service_id][value='{self.service.id}']) button")
            self.type(browser, {"is_represented": "yes", **CONTACT, **REPRESENTED})
            self.picture(browser, "applicant")
            self.tap(browser, f"#wrap {send}")
            self.type(browser, {**details(), "event_name": EVENT, "venue": "Convention Hall"})
            self.picture(browser, "details")
            self.tap(browser, f"#wrap {send}")
            self.run_in(browser, f"const names = {json.dumps(NAMES)}; {CHOOSE}")
            self.reads(browser, f"{NAMES[-1]}.pdf (")
            self.picture(browser, "papers")
            self.tap(browser, f"#wrap {send}")
            self.picture(browser, "check")
            self.tap(browser, f"#wrap {send}")
            self.picture(browser, "handed_in")
        self.assertEqual(self.application.state, "cs_check")
        self.assertEqual(len(self.application.checklist_ids.attachment_ids), 7)

    def answer(self):
        """Answer what verification asked, with a new file, and hand in."""
        with self.phone(LOGIN) as browser:
            self.go(browser, f"/my/applications/{self.application.id}")
            self.reads(browser, "Denah tidak terbaca")
            self.picture(browser, "asked")
            asked = self.application.sudo().env["ptsp.request"].search([("application_id", "=", self.application.id)])
            self.type(browser, {f"answer_{asked.id}": "Denah baru dengan skala terlampir."})
            self.run_in(browser, f'const names = ["Denah berskala"]; {CHOOSE}')
            self.tap(browser, f"#request_{asked.id} button[type=submit]")
            self.picture(browser, "answered")
            self.tap(browser, "button[formaction$='/hand_in_correction']")
        self.assertEqual(self.application.state, "corrected")

    def follow(self):
        """See on the own page, and by the receipt without a login, that the letter is ready."""
        with self.phone(LOGIN) as browser:
            self.go(browser, f"/my/applications/{self.application.id}")
            self.picture(browser, "ready")
        with self.phone() as browser:
            self.go(browser, f"/ptsp/status/{self.application.status_token}?lang=id")
            self.reads(browser, self.application.registration_number)
            self.picture(browser, "status")

    def receive(self):
        """Receive the letter by one tap, and have it as the agency has signed it."""
        with self.phone(LOGIN) as browser:
            self.go(browser, f"/my/applications/{self.application.id}")
            self.tap(browser, "#wrap form[action$='/fetch'] button")
            self.reads(browser, "Diserahkan")
            self.picture(browser, "received")
            letter = "document.querySelector(\"#wrap a[href$='/documents/letter']\").href"
            size = self.run_in(browser, f"fetch({letter}).then((answer) => answer.blob()).then(({{ size }}) => size)")
        self.assertEqual(size, len(self.application.letter_attachment_id.raw))
