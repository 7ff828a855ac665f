"""The pages that people read first are true."""

import re
from ast import literal_eval

from odoo.tests import BaseCase, tagged

from .common import OVERSIGHT_GROUPS, STAFF_GROUPS
from .documentation import PAGES, PARTS, ROOT, complete

#: A path of the repository between backticks; a file that is made later, or named by a pattern, is none.
PATH = re.compile(r"`((?:models|views|data|demo|report|wizard|tests|scripts|benchmarks|docs|i18n|static)/[\w./]*\w)/?`")
LINK = re.compile(r"\]\(([^()\s]+)\)")


def slug(heading):
    """Return the name by which a link finds a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@tagged("post_install", "-at_install")
class TestReadme(BaseCase):
    """README, manual and house rules say what is there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.texts = {page: page.read_text(encoding="utf-8") for page in PAGES}
        cls.everything = "\n".join(cls.texts.values())

    def test_short(self):
        """Who meets the project for the first time reads at most 120 lines."""
        self.assertLessEqual(len(self.texts[ROOT / "README.md"].splitlines()), 120)

    def test_parts_are_current(self):
        """What is made from the code, such as the state diagram, is what the code gives; else run scripts/docs."""
        for page, text in self.texts.items():
            with self.subTest(page.name):
                self.assertEqual(text, complete(text))
        for name in PARTS:
            self.assertEqual(self.everything.count(f"<!-- begin {name} -->"), 1, name)

    def test_every_role_is_explained(self):
        """Each role of the workflow stands in the table of roles."""
        for group in (STAFF_GROUPS | OVERSIGHT_GROUPS).values():
            self.assertIn(f"`{group.partition('.')[2]}`", self.texts[ROOT / "README.md"])

    def test_every_dependency_is_explained(self):
        """For each addon and each library of the manifest a table says what it is for."""
        manifest = literal_eval((ROOT / "__manifest__.py").read_text(encoding="utf-8"))
        for name in manifest["depends"]:
            self.assertRegex(self.everything, rf"(?m)^\| `{name}` \| \S")
        for name in manifest["external_dependencies"]["python"]:
            self.assertRegex(self.everything, rf"(?m)^\| `{name}` \(PyPI\) \| \S")

    def test_links(self):
        """A link leads to a page, a picture or a heading that exists."""
        for page, text in self.texts.items():
            for link in LINK.findall(text):
                path, _hash, heading = link.partition("#")
                if "://" in link:
                    continue
                with self.subTest(page=page.name, link=link):
                    target = (page.parent / path).resolve() if path else page
                    self.assertTrue(target.exists())
                    if heading:
                        headings = re.findall(r"(?m)^#+ (.*)$", target.read_text(encoding="utf-8"))
                        self.assertIn(heading, [slug(found) for found in headings])

    def test_paths(self):
        """A file or a folder that a page names exists; an exported addon comes without those of its developers."""
        for page, text in self.texts.items():
            for path in PATH.findall(text):
                exported = not (ROOT / "scripts").exists() and path.startswith(("benchmarks/", "scripts/"))
                with self.subTest(page=page.name, path=path):
                    self.assertTrue(exported or (ROOT / path).exists())

    def test_every_page_is_linked(self):
        """From the README one gets to each page of the manual."""
        links = set(LINK.findall(self.texts[ROOT / "README.md"]))
        for page in PAGES[1:]:
            self.assertIn(page.relative_to(ROOT).as_posix(), links)
