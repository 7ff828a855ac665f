"""What somebody writes into a letter is text and formatting of a letter, and never does anything in the screen of who
reads it."""

import random
from html.parser import HTMLParser

from hypothesis import example, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...tools import text_comparison
from ...tools.letter_html import LetterHtml, clean, clean_style
from ..common import PtspCase

#: Of how many comparisons none may bring a tag to life: with every run, and with the slow tests.
QUICK = 500
MANY = 100_000

#: What became a tag in the comparison of markup, and ran in the session of the section head.
PLANTED = 'img src=x onerror="alert(1)"'

_PIECES = (
    PLANTED,
    "<p>",
    "</p>",
    "<br>",
    "<b>",
    "</b>",
    "<li>",
    "<td>",
    "<table>",
    "<",
    ">",
    "&lt;",
    "&gt;",
    "&#60;",
    "&amp;lt;",
    '"',
    "'",
    "added>",
    "removed>",
    "<added>",
    "</removed>",
    "<ins>",
    "</del>",
    "delete_me>",
    "<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "svg onload=alert(1)",
    "<svg/onload=alert(1)>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<a href='javascript:alert(1)'>",
    "iframe srcdoc=x",
    "<p style='position:fixed'>",
    " ",
    "\n",
    "\0",
)
_TEXTS = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=6)), max_size=8).map("".join)


class _Tags(HTMLParser):
    """Notes the tags of a text and their attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.add((tag, *attrs))

    def handle_comment(self, data):
        self.found.add(("comment", data))

    handle_decl = handle_pi = unknown_decl = handle_comment


#: All that a comparison consists of.
MARKS = {("p",), ("ins", ("class", "bg-success-subtle")), ("del", ("class", "bg-danger-subtle"))}


class ComparisonCase(BaseCase):
    """A comparison consists of paragraphs and marks."""

    def assert_text_only(self, older, newer):
        self.assertLessEqual(_Tags(text_comparison.compare(older, newer)).found, MARKS)


@tagged("post_install", "-at_install")
class TestComparison(ComparisonCase):
    """Texts are compared by what they say."""

    def compare(self, older, newer):
        text = str(text_comparison.compare(older, newer))
        return text.replace(' class="bg-danger-subtle"', "").replace(' class="bg-success-subtle"', "")

    def test_words(self):
        """Words that were left out and that are new are marked in their line, the others stand as they are."""
        self.assertEqual(
            self.compare("<p>Satu.</p><p>Dua <b>kata</b> lama.</p>", "<p>Satu.</p><p>Dua kata baru.</p>"),
            "<p>Satu.</p><p>Dua kata <del>lama.</del> <ins>baru.</ins></p>",
        )

    def test_lines(self):
        """A paragraph that is new stands between those that were there; a row of a table is a line."""
        self.assertEqual(
            self.compare("<p>A</p><p>C</p>", "<p>A</p><table><tr><td>K</td><td>:</td><td>W</td></tr></table><p>C</p>"),
            "<p>A</p><p><ins>K : W</ins></p><p>C</p>",
        )
        self.assertEqual(self.compare("<p>A</p><ol><li>B</li></ol>", "<p>A</p>"), "<p>A</p><p><del>B</del></p>")

    def test_formatting_is_no_change(self):
        """Another formatting of the same words changes nothing, nor does a line break of the source."""
        self.assertEqual(self.compare("<p>A <i>B</i></p>", "<div>A\n<b>B</b></div>"), "<p>A B</p>")

    def test_nothing(self):
        """Where one text is empty, everything in the other is new, or was left out."""
        self.assertEqual(self.compare(False, "<p>A</p>"), "<p><ins>A</ins></p>")
        self.assertEqual(self.compare("<p>A</p>", None), "<p><del>A</del></p>")
        self.assertEqual(self.compare("", "<p><br></p>"), "")

    def test_deep_and_long(self):
        """A text is compared however deep its tags are nested, and a long one within a blink."""
        self.assertEqual(self.compare("<div>" * 5000 + "A", "<p>A</p>"), "<p>A</p>")
        text = "<p>" + " ".join(map(str, range(20_000))) + "</p>"
        other = "<p>" + " ".join(map(str, range(20_000, 0, -1))) + "</p>"
        self.assertIn("<del>", self.compare(text, other))

    @settings(max_examples=QUICK, deadline=None, derandomize=True, database=None)
    @given(_TEXTS, _TEXTS)
    @example(f"{PLANTED} <br><p>teks</p>", "<p>teks lain</p>")
    def test_any_text(self, older, newer):
        """Whatever two revisions say, no tag of theirs comes to life in the comparison."""
        self.assert_text_only(older, newer)


@tagged("post_install", "-at_install", "slow")
class TestManyComparisons(ComparisonCase):
    """None of a hundred thousand."""

    def text(self, chance):
        letters = "".join(chance.choices("<>&;=/'\"!-ab \n", k=6))
        return "".join(chance.choices((*_PIECES, letters), k=chance.randint(0, 8)))

    def test_any_text(self):
        """None of a hundred thousand comparisons brings a tag to life."""
        chance = random.Random(1)
        for _number in range(MANY):
            self.assert_text_only(self.text(chance), self.text(chance))


@tagged("post_install", "-at_install")
class TestComparedRevisions(PtspCase):
    """The heads compare two revisions without anything running in their session."""

    def test_planted_tag(self):
        """Words that look like the inside of a tag stay words."""
        application = self.bring_to(self.file(), "drafting")
        draft = self.as_role(application, "processing")
        draft.decision = "recommended"
        for body in (f"{PLANTED} <br><p>teks</p>", "<p>teks lain</p>"):
            draft.letter_body = body
            draft.action_submit_draft()
            self.as_role(application, "section_head").action_section_return("Perbaiki")
        action = application.sudo().revision_ids[0].with_user(self.users["section_head"]).action_compare()
        Wizard = self.env["ptsp.letter.comparison"].with_user(self.users["section_head"])
        comparison = Wizard.with_context(**action["context"]).create({}).comparison
        self.assertLessEqual(_Tags(comparison).found, MARKS)
        self.assertIn("onerror", comparison)


@tagged("post_install", "-at_install")
class TestFormatting(PtspCase):
    """The formatting of a letter is what a letter needs."""

    COVER = (
        '<p style="position:fixed; top:0; left:0; width:100vw; height:100vh; z-index:9999; text-align:center" '
        'class="position-fixed vh-100 table" data-embedded="video" data-bs-toggle="modal">Teks</p>'
    )
    HARMLESS = '<p style="text-align: center" class="table">Teks</p>'

    def test_styles(self):
        """What aligns, weighs, indents and measures is kept; what places, covers, hides or fetches is not."""
        for style, kept in (
            ("text-align:CENTER;font-weight:bold", "text-align: center; font-weight: bold"),
            ("width: 25%; max-width:100%", "width: 25%; max-width: 100%"),
            ("list-style-type: lower-alpha; margin-left: 20px", "list-style-type: lower-alpha; margin-left: 20px"),
            ("page-break-before: always", "page-break-before: always"),
            ("position:fixed", ""),
            ("position:/**/fixed;inset:0", ""),
            ("margin-left:-900px", ""),
            ("margin:-100%;float:left;transform:scale(99)", ""),
            ("width:5000px;width:100vw;width:calc(100vw)", ""),
            ("font-size:1px;color:white;opacity:0;display:none", ""),
            ("font-size:14px", "font-size: 14px"),
            ("background:url(//example.com)", ""),
            ("width:expression(alert(1))", ""),
            ("text-align:center}*{position:fixed", ""),
            ("\\70osition:fixed", ""),
        ):
            with self.subTest(style):
                self.assertEqual(clean_style(style), kept)

    def test_clean(self):
        """Text without formatting stays letter for letter; cleaning twice changes nothing."""
        self.assertEqual(clean(self.COVER), self.HARMLESS)
        self.assertEqual(clean(self.HARMLESS), self.HARMLESS)
        self.assertEqual(clean("<p>a &lt; b &amp; c<br>ä</p>"), "<p>a &lt; b &amp; c<br>ä</p>")
        self.assertEqual(clean('x<p class="z">a &lt; b<br>ä</p>y'), "x<p>a &lt; b<br>ä</p>y")
        self.assertEqual(clean('<font color="white" bgcolor="white">a</font>'), "<font>a</font>")

    def test_every_formatted_text(self):
        """Every formatted text that the addon stores takes only the formatting of a letter."""
        fields = [
            field
            for model in self.env.registry.values()
            if model._name.startswith("ptsp.") and not model._abstract
            for field in model._fields.values()
            if field.type == "html" and field.store and field._module == "ptsp_exhibition"
        ]
        self.assertGreaterEqual(len(fields), 5)
        self.assertEqual([str(field) for field in fields if not isinstance(field, LetterHtml)], [])

    def test_by_every_road(self):
        """Neither the officer's text nor the manager's template covers the screen of the heads."""
        application = self.bring_to(self.file(), "drafting")
        draft = self.as_role(application, "processing")
        draft.write({"decision": "recommended", "letter_body": self.COVER})
        self.assertEqual(draft.letter_body, self.HARMLESS)
        draft.action_submit_draft()
        self.assertEqual(application.sudo().revision_ids.body, self.HARMLESS)
        service = self.service.with_user(self.users["manager"])
        service.letter_template_recommended = self.COVER
        self.env.invalidate_all()
        self.assertEqual(service.letter_template_recommended, self.HARMLESS)
        copied = service.copy({"letter_template_refused": self.COVER})
        self.assertEqual(copied.letter_template_refused, self.HARMLESS)
