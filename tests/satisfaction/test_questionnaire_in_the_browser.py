"""From the pick-up desk to the index, in a real browser: hand over, answer by tablet and on paper, publish."""

import re

from odoo import fields
from odoo.tests import HttpCase, tagged

from ..pages import PagesCase, html_errors
from .common_satisfaction import SatisfactionCase

#: Chooses an answer to each question by its place, and sends.
ANSWER = """
    const points = "%s";
    const names = [...new Set([...document.querySelectorAll("main input[type=radio]")].map((one) => one.name))];
    names.slice(0, points.length).forEach((name, place) =>
        document.querySelectorAll(`main input[name=${name}]`)[points[place] - 1].click());
    document.querySelector("main form button[type=submit]").click();
"""
SEND = "const form = document.querySelector('main form'); form.noValidate = true; form.querySelector('button').click();"
#: Waits for something on the page of an officer, then runs.
WHEN = """
(async () => {
    const see = async (selector, text) => {
        for (let tries = 0; tries < 1000; tries++) {
            const found = [...document.querySelectorAll(selector)].find((one) => one.offsetParent !== null
                && (!text || one.textContent.includes(text)));
            if (found) return found;
            await new Promise((done) => setTimeout(done, 50));
        }
        throw new Error(`not seen: ${selector} ${text || ""}\n${document.body.innerText.slice(0, 2000)}`);
    };
    const click = async (selector, text) => (await see(selector, text)).click();
    %s
    return "done";
})()
"""


@tagged("post_install", "-at_install", "slow")
class TestQuestionnaireInTheBrowser(SatisfactionCase, PagesCase, HttpCase):
    """One application after the other is picked up, and its applicant asked."""

    def officer(self, browser, path, code):
        """Open a page as an officer, and do something on it."""
        self.go(browser, path)
        self.assertEqual(self.run_in(browser, WHEN % code), "done")

    def test_pick_up_to_index(self):
        """The desk hands over and gives the tablet; the last answer is on paper; a manager publishes the index."""
        *others, last = self.bring_to(self.file(6), "pickup")
        for application in others:
            records = self.as_role(application, "pickup")
            self.prepare(records, "hand_over")
            self.press(records, "hand_over")
        records = self.as_role(last, "pickup")
        self.prepare(records, "hand_over")
        self.env.flush_all()
        with self.browser("test_pickup") as browser:
            self.resize(browser, 1400, 900)
            self.officer(
                browser,
                f"/odoo/action-ptsp_exhibition.application_action_all/{last.id}",
                """
                await click("button[name=action_hand_over]");
                for (let tries = 0; tries < 200 && document.querySelector("button[name=action_hand_over]"); tries++)
                    await new Promise((done) => setTimeout(done, 50));
                """,
            )
        self.env.invalidate_all()
        self.assertTrue(last.sudo().handed_over_at)
        urls = [self.as_role(each, "pickup").action_questionnaire_on_tablet()["url"] for each in others]
        self.env.flush_all()
        with self.browser() as browser:
            for url in urls:
                path = "/" + url.split("/", 3)[3]
                self.go(browser, f"{path}?lang=en", ANSWER % "443434443")
                self.assertIn("Thank you", self.text_of(browser))
            self.go(browser, f"{path}?lang=en")
            self.assertIn("answered already", self.text_of(browser))
        with self.browser("test_pickup") as browser:
            self.resize(browser, 1400, 900)
            # Four clicks at most: the page, the button, the numbers typed, and entered.
            self.officer(
                browser,
                f"/odoo/action-ptsp_exhibition.application_action_all/{last.id}",
                """
                await click(".o_notebook_headers a[name=handover]");
                await click("button[name=action_enter_paper_answer]");
                const numbers = await see(".modal [name=numbers] input");
                numbers.value = "443434443";
                numbers.dispatchEvent(new Event("input", { bubbles: true }));
                numbers.dispatchEvent(new Event("change", { bubbles: true }));
                await see(".modal td[name=number]", "4");
                await click(".modal button[name=action_confirm]");
                await see("[name=satisfaction_entered_by_id]", "test_pickup");
                """,
            )
        self.env.invalidate_all()
        self.assertEqual(last.sudo().satisfaction_channel, "paper")
        with self.browser("test_manager") as browser:
            self.resize(browser, 1400, 900)
            self.officer(
                browser,
                "/odoo/figures-satisfaction",
                """
                const row = await see(".o_data_row", "91,67");
                row.querySelector("button[name=action_publish]").click();
                await see(".o_form_view [name=index]", "91,67");
                """,
            )
        self.env.invalidate_all()
        publication = self.env["ptsp.satisfaction.publication"].search([("service_id", "=", self.service.id)])
        self.assertEqual((publication.grade, publication.respondents), ("A", 3))
        self.env.flush_all()
        with self.browser() as browser:
            self.go(browser, "/ptsp/ikm/IKM?lang=en")
            self.assertIn("91.67", self.text_of(browser))

    def test_keyboard(self):
        """By keyboard alone the questionnaire is gone through, answered and sent, and the index read."""
        applications = self.handed_over(4)
        self.answer_all(applications[:3], "443434343", "334434343", "244333344")
        self.figure().action_publish()
        with self.browser() as browser:
            self.go(browser, f"/{applications[3]._questionnaire_url().split('/', 3)[3]}?lang=en")
            questions = [f"q{question.id}" for question in self.questions]
            seen = self.walk(browser, "questionnaire")
            self.assertEqual([name for name in seen if name in questions], questions)
            for name in questions:
                self.walk(browser, "questionnaire", until=name)
                # The first answer is taken by the space bar, the next one by the arrow.
                self.press_key(browser, " ")
                self.press_key(browser, "ArrowDown")
            self.walk(browser, "questionnaire", until=seen[-1])
            self.run_in(browser, "window.ptspSeen = true; 0")
            self.press_key(browser, "Enter")
            self.wait_for_page(browser)
            self.assertIn("Thank you", self.text_of(browser))
            self.go(browser, "/ptsp/ikm/IKM?lang=en")
            self.walk(browser, "index")
        self.env.invalidate_all()
        self.assertEqual(applications[3].satisfaction_channel, "link")

    def test_pages(self):
        """Neither axe-core nor the Nu HTML checker finds anything on the questionnaire and on the published index."""
        applications = self.handed_over(5)
        early = self.bring_to(self.file(), "pickup").sudo()
        late = self.handed_over()
        late_path = "/" + late._questionnaire_url().split("/", 3)[3]
        late._as_procedure().handed_over_at = fields.Datetime.subtract(fields.Datetime.now(), days=31)
        paths = ["/" + each._questionnaire_url().split("/", 3)[3] for each in applications]
        self.answer_all(applications[:4], "443434343", "334434343", "244333344")
        publication = self.env["ptsp.satisfaction.publication"].browse(self.figure().action_publish()["res_id"])
        publication.with_user(self.users["manager"]).action_plan_improvements()
        publication.improvement_ids[:1].write({"name": "Loket kedua dibuka", "due_on": fields.Date.today()})
        pages = {
            "unknown": "/ptsp/satisfaction/x",
            "early": "/" + early._questionnaire_url().split("/", 3)[3],
            "late": late_path,
            "answered": paths[0],
            "questionnaire": paths[4],
            "missing": (paths[4], SEND),
            "thanks": (paths[4], ANSWER % "443434443"),
            "index": "/ptsp/ikm/IKM",
            "no index": "/ptsp/ikm/x",
        }
        texts = self.judge(None, pages, whole=True)
        Visit = self.env["ptsp.satisfaction.visit"]
        while Visit._is_counted(Visit._address_hash("127.0.0.1")):
            pass
        self.keep_waiting(Visit)
        limited = self.judge(None, {"limited": paths[4], "limited, index": "/ptsp/ikm/IKM"}, whole=True)
        for name, text in limited.items():
            self.assertIn("Please wait", text, name)
        self.assertTrue(re.search("(?i)thank you", texts["thanks"]))
        self.assertIn("Loket kedua", texts["index"])
        self.assertEqual(html_errors({"index": texts["index"]}), [])
