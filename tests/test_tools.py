"""The small tools beneath the models: formats of official numbers, and the chain of hashes."""

import hashlib
import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import ValidationError
from odoo.tests import BaseCase, tagged

from ..tools import hash_chain, number_format
from .common import PtspCase

DAY = date(2026, 11, 23)
#: What somebody might enter to make the program tell or do more than write a number.
ATTACKS = (
    "{number.__class__}",
    "{number.__class__.__mro__}/{year}",
    "{code.__init__.__globals__}",
    "{0}",
    "{0.__class__}",
    "{number[0]}",
    "{number!r}",
    "{number:>{year}}",
    "{number:1000000000d}",
    "{number:%s}",
    "{__import__('os')}",
    "{number}{year}{{7*7}}",
    "%(number)s{number:x}",
)


@tagged("post_install", "-at_install")
class TestNumberFormat(BaseCase):
    """A format says what stands in a number; nothing but its placeholders is understood."""

    def render(self, text, number=7, code="PAR-05", day=DAY):
        return number_format.render(text, number, code, day)

    def test_formats_of_the_agency(self):
        """The three formats that the agency uses are in order, and print as the agency prints."""
        for text, printed in (
            ("{number:04d}/{code}/REG/{year}", "0007/PAR-05/REG/2026"),
            ("{number:04d}/{code}/SP/{roman_month}/{year}", "0007/PAR-05/SP/XI/2026"),
            ("503/{number:04d}/{code}/DPMPTSP/{roman_month}/{year}", "503/0007/PAR-05/DPMPTSP/XI/2026"),
        ):
            with self.subTest(text):
                self.assertEqual(number_format.problems(text), ([], []))
                self.assertEqual(self.render(text), printed)

    def test_widths(self):
        """Numbers are filled up with zeros to the width that is asked for, and never cut off."""
        self.assertEqual(self.render("{number}"), "7")
        self.assertEqual(self.render("{number:03d}"), "007")
        self.assertEqual(self.render("{number:04d}", number=12345), "12345")
        self.assertEqual(self.render("{number}/{month}/{year}", day=date(2026, 3, 1)), "7/3/2026")
        self.assertEqual(number_format.problems("{number}/{month}/{year}"), ([], []))
        self.assertEqual(self.render("{month:02d}-{year:06d}", day=date(2026, 3, 1)), "03-002026")

    def test_text_has_no_width(self):
        """A width makes no sense for a text, and does no harm."""
        self.assertEqual(self.render("{code:09d}/{roman_month:05d}"), "PAR-05/XI")

    def test_roman_months(self):
        """Letters bear the month in Roman numerals."""
        months = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
        self.assertEqual([self.render("{roman_month}", day=date(2026, month, 1)) for month in range(1, 13)], months)

    def test_missing_placeholders(self):
        """Without number or year, two letters could bear the same number."""
        self.assertEqual(number_format.problems("{code}/{year}"), ([], ["number"]))
        self.assertEqual(number_format.problems("{number:04d}/{code}"), ([], ["year"]))
        for empty in ("", None, "503/DPMPTSP"):
            self.assertEqual(number_format.problems(empty), ([], ["number", "year"]))

    def test_unknown_placeholders(self):
        """What is not known is named."""
        self.assertEqual(number_format.problems("{number}/{nomor}/{year}/{Tahun}"), (["nomor", "Tahun"], []))
        self.assertEqual(number_format.problems("{number}/{}/{year}"), ([""], []))

    def test_stray_braces(self):
        """A brace that belongs to no placeholder is a mistake."""
        for text in (
            "{number}/{year}}",
            "{{number}/{year}",
            "{number}/{year}/{",
            "}{number}/{year}",
            "{ number }{year}",
        ):
            with self.subTest(text):
                unknown, _missing = number_format.problems(text)
                self.assertTrue(unknown)

    def test_attacks(self):
        """No format reaches into the program: each of these is refused."""
        for text in ATTACKS:
            with self.subTest(text):
                unknown, _missing = number_format.problems(text)
                self.assertTrue(unknown)

    def test_code_is_not_a_format(self):
        """Braces in the code of a service are printed, and not understood."""
        self.assertEqual(self.render("{code}/{number}", code="{year}{number.__class__}"), "{year}{number.__class__}/7")

    @settings(max_examples=300, deadline=None, derandomize=True, database=None)
    @given(st.text(alphabet="{}:.!04dnumberycoa_/-[]% ", max_size=30))
    def test_any_text(self, text):
        """Whatever is entered: either it is refused, or it is printed without an error and without braces."""
        unknown, _missing = number_format.problems(text)
        if not unknown:
            printed = self.render(text)
            self.assertNotIn("{", printed)
            self.assertNotIn("}", printed)

    @settings(max_examples=200, deadline=None, derandomize=True, database=None)
    @given(
        st.lists(
            st.sampled_from(("{number:04d}", "{number}", "{year}", "{month}", "{roman_month}", "/", "503", "{code}")),
            max_size=8,
        ),
        st.integers(1, 99999),
        st.integers(1, 99999),
    )
    def test_two_numbers_differ(self, parts, first, second):
        """In a format that is in order, two numbers of one year are never printed alike."""
        text = "/".join(parts)
        if number_format.problems(text) == ([], []) and first != second:
            self.assertNotEqual(self.render(text, first), self.render(text, second))


@tagged("post_install", "-at_install")
class TestFormatOfService(PtspCase):
    """Whoever enters a format is told at once what is wrong with it."""

    def assert_format_refused(self, name, text, reason):
        label = self.service._fields[name]._description_string(self.env)
        # Without a regular expression, which would leave the bad format in the cache.
        with self.assertRaises(ValidationError) as caught:
            self.service[name] = text
        self.assertIn(f"{label} {reason}", str(caught.exception))

    def test_refused(self):
        """A format that is not in order is refused with the name of the field and of what is wrong."""
        for name in ("registration_format", "cover_letter_format", "letter_format"):
            with self.subTest(name):
                self.assert_format_refused(name, "{nomor}/{number}/{year}", "has an unknown placeholder: nomor")
                self.assert_format_refused(name, "{number:04d}/{code}", "must contain {year}")

    def test_attacks(self):
        """No format that reaches into the program can be stored."""
        for text in ATTACKS:
            with self.subTest(text), self.assertRaises(ValidationError):
                self.service.letter_format = text


@tagged("post_install", "-at_install")
class TestHashChain(BaseCase):
    """Each link ties what it holds to everything before."""

    def test_link(self):
        """A link is the SHA-256 over the link before and the content, as anybody can compute it."""
        text = json.dumps(["0" * 64, 1, "submit", "Catatan: é"], separators=(",", ":"))
        self.assertEqual(
            hash_chain.link(hash_chain.GENESIS, [1, "submit", "Catatan: é"]), hashlib.sha256(text.encode()).hexdigest()
        )

    def test_stays_the_same(self):
        """Sheets that were printed years ago still verify: the hash of given content never changes."""
        self.assertEqual(
            hash_chain.link(hash_chain.GENESIS, [7, 1, 3, "draft", "submit", 5, "2026-11-23 02:00:00"]),
            "c9afa1890dd6bf1ece5f996c6b36850183fe90d753a2a85f6861ae329ea179bb",
        )

    def test_every_change_shows(self):
        """Another value, another order, another type or another link before: another hash."""
        content = [1, "a", "b", True, ""]
        links = {
            hash_chain.link(previous, changed)
            for previous in (hash_chain.GENESIS, "1" * 64)
            for changed in (
                content,
                [2, "a", "b", True, ""],
                [1, "b", "a", True, ""],
                [1, "ab", "", True, ""],
                ["1", "a", "b", True, ""],
                [1, "a", "b", 1, ""],
                [1, "a", "b", False, ""],
                [1, "a", "b", True],
                [1, "a", "b", True, "", ""],
                [1, 'a","b', True, ""],
            )
        }
        self.assertEqual(len(links), 20)

    @settings(max_examples=200, deadline=None, derandomize=True, database=None)
    @given(*[st.lists(st.one_of(st.text(), st.integers(), st.booleans(), st.none()), max_size=5)] * 2)
    def test_different_content_differs(self, first, second):
        """Two contents have one hash only if they are the same."""
        same = json.dumps(first) == json.dumps(second)
        self.assertEqual(hash_chain.link("", first) == hash_chain.link("", second), same)
