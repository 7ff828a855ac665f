"""Pages for everybody, looked at by two judges: axe-core in a real browser, and the Nu HTML checker.

Both are fetched by ``scripts/setup`` into ``.odoo/npm``; no page loads anything of them. What is judged is what this
addon renders: on pages of the portal all that stands in the frame that Odoo puts around it, else the whole page.
"""

import base64
import contextlib
import json
import subprocess
import tempfile
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from unittest import SkipTest

from odoo.tests import HttpCase
from odoo.tests.common import HOST, ChromeBrowser
from odoo.tools import SQL

from .browsing import BrowsingMixin
from .common_documents import without_limit_of_memory
from .keyboard import KeyboardMixin

NPM = Path(__file__).parents[1] / ".odoo" / "npm" / "node_modules"
#: What of axe-core is looked for: what WCAG 2.2 AA asks, and what is good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Widths in pixels: a small phone, and a desk.
WIDTHS = (360, 1280)
#: Languages of citizens, and the widths at which pages are judged in each: longer words show on the small screen.
LANGUAGES = {"id_ID": WIDTHS[:1], "en_US": WIDTHS}
#: Bytes of a page beside what Odoo brings along: its text in the frame, and this addon's files.
WEIGHT = 40 * 1024
#: What a page has loaded: addresses and bytes.
LOADED = "performance.getEntriesByType('resource').map((each) => [each.name, each.encodedBodySize])"
#: The frame of Odoo's portal, in which this addon's pages stand.
FRAME = "wrap"
#: What in the frame works only once all JavaScript of the page is there, which on a weak connection may never be.
WAITING = f"""
    [...document.querySelectorAll("#{FRAME} form, #{FRAME} button")]
        .filter((element) => !element.classList.contains("o_no_wait_lazy_js"))
        .map((element) => element.outerHTML.slice(0, 200))
"""
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

AXE = """
(async () => {
    const found = await axe.run(%(scope)s, {
        resultTypes: ["violations"],
        runOnly: { type: "tag", values: %(tags)s },
    });
    return JSON.stringify(
        found.violations.map(({ id, nodes }) =>
            nodes.map((node) => id + ": " + node.target.join(" ") + ": " + node.html.slice(0, 200)
                + " (" + node.failureSummary.split("\\n").slice(1, 3).join(" ").trim() + ")")
        ).flat()
    );
})()
"""


class _Frame(HTMLParser):
    """Finds where an element begins and ends in the text of a page, as it was sent."""

    def __init__(self, text, name):
        super().__init__()
        self.name, self.begins, self.ends, self.depth, self.tag = name, None, None, 0, None
        self.starts = [0]
        for line in text.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.feed(text)

    def place(self):
        line, column = self.getpos()
        return self.starts[line - 1] + column

    def handle_starttag(self, tag, attrs):
        if self.begins is None and dict(attrs).get("id") == self.name:
            self.begins, self.tag = self.place() + len(self.get_starttag_text()), tag
        elif self.begins is not None and self.ends is None and tag == self.tag:
            self.depth += 1

    def handle_endtag(self, tag):
        if self.begins is None or self.ends is not None or tag != self.tag:
            return
        if self.depth:
            self.depth -= 1
        else:
            self.ends = self.place()


def inside(text, name=FRAME):
    """Return what stands in an element, letter for letter; nothing where it is not there.

    :param str text: of a page
    :param str name: id of the element
    """
    frame = _Frame(text, name)
    return text[frame.begins : frame.ends] if frame.ends else ""


def html_errors(pages):
    """Return the errors of pages that the Nu HTML checker finds.

    :param dict pages: from names to texts of whole pages
    :return: list of sentences, each with the name of its page
    """
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (name, text) in enumerate(pages.items()):
            path = Path(folder, f"{number}.html")
            path.write_text(text, encoding="utf-8")
            names[path.name] = name
        answer = subprocess.run(
            ["java", "-jar", NPM / "vnu-jar" / "build" / "dist" / "vnu.jar", "--format", "json", "--exit-zero-always"]
            + [str(Path(folder, f"{number}.html")) for number in range(len(pages))],
            capture_output=True,
            check=True,
            timeout=300,
            preexec_fn=without_limit_of_memory,
        )
    return [
        f"{names[Path(message['url']).name]}: {message['message']} … {message.get('extract', '')}"
        for message in json.loads(answer.stderr or answer.stdout)["messages"]
        if message["type"] != "info"
    ]


class PagesCase(KeyboardMixin, BrowsingMixin, HttpCase):
    """Pages that are opened one after the other in one browser, and judged."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not NPM.exists():
            raise SkipTest("axe-core and the Nu HTML checker are not there: scripts/setup fetches them.")
        for lang in LANGUAGES:
            cls.env["res.lang"]._activate_lang(lang)

    @contextlib.contextmanager
    def browser(self, login=None, lang="en_US"):
        """Give a browser in which somebody is logged in, or nobody.

        :param str login: of the user
        :param str lang: what pages without an account are written in
        """
        browser = ChromeBrowser(self)
        try:
            with self.allow_requests(browser=browser):
                self.authenticate(login, login, browser=browser)
                self.cr.flush()
                self.cr.clear()
                # What a page forbids to run does not forbid to look at it.
                browser._websocket_request("Page.setBypassCSP", params={"enabled": True})
                browser.set_cookie("frontend_lang", lang, "/", HOST)
                browser._handlers["Network.responseReceived"] = partial(self._keep_page, browser)
                browser._websocket_request("Network.enable")
                yield browser
                self._wait_remaining_requests()
        finally:
            browser.stop()

    def _keep_page(self, browser, requestId, type, **_more):
        """Remember which answer is the page that is open."""
        if type == "Document":
            browser.ptsp_page = requestId

    def text_of(self, browser):
        """Return the page letter for letter as the server sent it."""
        answer = browser._websocket_request("Network.getResponseBody", params={"requestId": browser.ptsp_page})
        return base64.b64decode(answer["body"]).decode() if answer["base64Encoded"] else answer["body"]

    def look(self, browser, name, whole=False, lang="en_US", widths=None):
        """Judge the page that is open.

        :param str name: of the page, for the sentences
        :param bool whole: all of it is this addon's
        :param str lang: in which it is written, a key of ``LANGUAGES``
        :param widths: at which it is judged, in pixels; by default those of the language
        :return: list of sentences of axe-core, and the text for the Nu HTML checker
        """
        scope = "document" if whole else json.dumps({"include": [[f"#{FRAME}"]]})
        self.run_in(browser, (NPM / "axe-core" / "axe.min.js").read_text(encoding="utf-8") + ";0")
        found = []
        for width in widths or LANGUAGES[lang]:
            self.resize(browser, width, 800)
            answer = json.loads(self.run_in(browser, AXE % {"scope": scope, "tags": json.dumps(TAGS)}))
            wide = self.run_in(browser, "document.documentElement.scrollWidth")
            if wide > width:
                answer.append(f"wider than the window: {wide} px")
            found += [f"{name}, {width} px: {sentence}" for sentence in answer]
        text = self.text_of(browser)
        if not whole:
            found += [f"{name}: waits for JavaScript: {html}" for html in self.run_in(browser, WAITING)]
            text = inside(text)
            self.assertTrue(text, f"{name} has no frame")
        loaded = self.run_in(browser, LOADED)
        found += [f"{name}: asks others: {url}" for url, _size in loaded if not url.startswith(self.base_url())]
        weight = len(text.encode()) + sum(size for url, size in loaded if "/ptsp_exhibition/static/" in url)
        if weight > WEIGHT:
            found.append(f"{name} weighs {weight} bytes")
        short_lang = lang.partition("_")[0]
        self.assertEqual(self.run_in(browser, "document.documentElement.lang").partition("-")[0], short_lang, name)
        if not whole:
            head = f'<html lang="{short_lang}"><head><title>{name}</title></head>'
            text = f"<!DOCTYPE html>\n{head}<body>{text}</body></html>"
        return found, text

    def keep_waiting(self, visits):
        """Let who has made too many visits wait until the test is over: pages take their time here.

        :param visits: model of the visits
        """
        self.env.flush_all()
        later = SQL("UPDATE %s SET create_date = create_date + INTERVAL '1 day'", SQL.identifier(visits._table))
        self.env.cr.execute(later)
        self.env.invalidate_all()

    def judge(self, login, pages, whole=False):
        """Open pages in each language and judge each; what is done on them stands once afterwards.

        :param str login: who looks; None for nobody
        :param dict pages: from names to addresses, or to an address and JavaScript that sends one form after the other
        :param bool whole: all of each page is this addon's
        :return: dict from the names to the texts of the pages in English
        """
        found, checked, texts = [], {}, {}
        for lang in LANGUAGES:
            with self.env.cr.savepoint() as before:
                found_here, texts = self.judge_in(lang, login, pages, whole)
                found += found_here
                checked |= {f"{name}, {lang}": text for name, text in texts.items()}
                if lang != [*LANGUAGES][-1]:
                    before.rollback()
            self.env.invalidate_all()
        found += html_errors(checked)
        self.assertFalse(found, f"{len(found)} found:\n" + "\n".join(found))
        return texts

    def judge_in(self, lang, login, pages, whole):
        """Open pages in one language and judge each by axe-core.

        :param str lang: a key of ``LANGUAGES``
        :return: list of sentences, and dict from the names to the texts of the pages
        """
        found, texts = [], {}
        with self.browser(login, lang) as browser:
            for name, page in pages.items():
                path, *codes = [page] if isinstance(page, str) else page
                # Public pages are written in the language that stands in their address.
                self.go(browser, f"{path}?lang={lang.partition('_')[0]}" if whole else path)
                for code in codes:
                    self.send_form(browser, code)
                sentences, texts[name] = self.look(browser, f"{name}, {lang}", whole, lang)
                found += sentences
        return found, texts
