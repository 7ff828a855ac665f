"""The formats of official numbers, and the chain over the lines of a control sheet."""

import hashlib
import re
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import hash_chain, number_format

DAY = date(2027, 3, 1)


@tagged("post_install", "-at_install")
class TestNumberFormat(BaseCase):
    """A format understands five placeholders, and evaluates nothing."""

    def assert_refused(self, text):
        unknown, missing = number_format.problems(text)
        self.assertTrue(unknown or missing, text)

    def test_numbers_as_they_are_printed(self):
        """Receipt, cover letter and letter bear their numbers as the agency writes them."""
        for text, printed in (
            ("{number:04d}/{code}/REG/{year}", "0007/PAR-05/REG/2027"),
            ("{number:04d}/{code}/SP/{roman_month}/{year}", "0007/PAR-05/SP/III/2027"),
            ("503/{number:04d}/{code}/DPMPTSP/{roman_month}/{year}", "503/0007/PAR-05/DPMPTSP/III/2027"),
            ("{number}-{year}", "7-2027"),
            ("{number:06d}.{month:02d}.{year}", "000007.03.2027"),
            ("{year}/{number}/{month}/{number}", "2027/7/3/7"),
        ):
            with self.subTest(text):
                self.assertEqual(number_format.problems(text), ([], []))
                self.assertEqual(number_format.render(text, 7, "PAR-05", DAY), printed)

    def test_number_longer_than_its_place(self):
        """A number with more digits than its place is printed in full, so that none is given twice."""
        self.assertEqual(number_format.render("{number:04d}/{year}", 12345, "PAR-05", DAY), "12345/2027")

    def test_roman_months(self):
        """Each month has its Roman numeral."""
        text = "{number}/{roman_month}/{year}"
        printed = [number_format.render(text, 1, "PAR-05", date(2027, month, 28)) for month in range(1, 13)]
        romans = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
        self.assertEqual(printed, [f"1/{roman}/2027" for roman in romans])

    def test_width_of_words(self):
        """A width means something for numbers only: code and Roman month stay as they are."""
        text = "{number:03d}/{code:09d}/{roman_month:05d}/{year}"
        self.assertEqual(number_format.render(text, 7, "PAR-05", DAY), "007/PAR-05/III/2027")

    def test_unknown_placeholders(self):
        """A placeholder that nobody knows is named."""
        unknown, missing = number_format.problems("{number}/{kode}/{year}/{Number}")
        self.assertEqual((unknown, missing), (["kode", "Number"], []))

    def test_required_placeholders(self):
        """Number and year must both be there, or two letters could bear the same number."""
        for text, missing in (
            ("{number}/PAR-05", ["year"]),
            ("PAR-05/{year}", ["number"]),
            ("503/DPMPTSP/{roman_month}", ["number", "year"]),
            ("number/year", ["number", "year"]),
            ("", ["number", "year"]),
            (None, ["number", "year"]),
            (False, ["number", "year"]),
        ):
            with self.subTest(text):
                self.assertEqual(number_format.problems(text), ([], missing))

    def test_stray_braces(self):
        """A brace that belongs to no placeholder is refused, wherever it stands."""
        for stray in ("{", "}", "{{", "}}", "{}", "{{}}", "}{", "{ code }", "{code", "code}", "{{code}}", "{{code}"):
            for text in (f"{stray}/{{number}}/{{year}}", f"{{number}}/{stray}/{{year}}", f"{{number}}/{{year}}{stray}"):
                with self.subTest(text):
                    unknown, missing = number_format.problems(text)
                    self.assertTrue(unknown)
                    self.assertFalse(missing)

    def test_nothing_is_evaluated(self):
        """Attributes, items, conversions and endless widths are no placeholders."""
        for attack in (
            "{number.__class__}",
            "{number.__class__.__mro__}",
            "{code.__class__.__init__.__globals__}",
            "{number[0]}",
            "{code!r}",
            "{number:>9999999999d}",
            "{number:099d}",
            "{number:0999999999d}",
            "{number:{year}}",
            "{number:04d!r}",
            "{0}",
            "{self}",
            "{__class__}",
        ):
            with self.subTest(attack):
                self.assertTrue(number_format.problems(f"{attack}/{{number}}/{{year}}")[0])
        # These look like expressions of other languages, and are text like any other.
        for harmless in ("%(number)s", "%d", "$number", "\\1", "\\g<0>"):
            with self.subTest(harmless):
                text = f"{harmless}/{{number}}/{{year}}"
                self.assertEqual(number_format.problems(text), ([], []))
                self.assertEqual(number_format.render(text, 7, "PAR-05", DAY), f"{harmless}/7/2027")

    def test_attack_instead_of_the_number(self):
        """What only looks like the number does not stand for it."""
        for text in ("{number.real}/{year}", "{number}/{year.real}", "{ number }/{year}", "{number:4d}/{year}"):
            with self.subTest(text):
                self.assertTrue(number_format.problems(text)[1])

    def test_code_with_placeholders(self):
        """A code that looks like a placeholder is printed as it is."""
        text = "{number}/{code}/{year}"
        self.assertEqual(number_format.render(text, 7, "{number}\\1", DAY), "7/{number}\\1/2027")

    @settings(max_examples=500, deadline=None, derandomize=True, database=None)
    @given(
        st.lists(
            st.sampled_from(
                [
                    *(f"{{{name}}}" for name in number_format.PLACEHOLDERS),
                    "{number:04d}",
                    "{number:0٤d}",
                    "{number:00d}",
                ]
            )
            | st.text(alphabet="{}:!.[]0٤d/x numberya", max_size=6),
            max_size=8,
        ).map("".join),
        st.integers(1, 10**6),
    )
    @example("{number:00d}/{year}", 7)
    @example("{number:0٤d}/{year}", 7)
    def test_good_formats_are_printed(self, text, number):
        """Whatever format is accepted can be printed, holds number and year, and leaves no brace behind."""
        if number_format.problems(text) == ([], []):
            printed = number_format.render(text, number, "PAR-05", DAY)
            self.assertNotRegex(printed, r"[{}]")
            self.assertIn(str(number), printed)
            self.assertIn("2027", printed)


@tagged("post_install", "-at_install")
class TestHashChain(BaseCase):
    """Each line is tied to all before it."""

    def chain(self, *lines):
        """Return the hashes of a control sheet."""
        hashes = [hash_chain.GENESIS]
        for line in lines:
            hashes.append(hash_chain.link(hashes[-1], line))
        return hashes[1:]

    def test_as_anybody_can_compute_it(self):
        """The hash is the SHA-256 of a plain JSON list, so that it can be verified without this program."""
        text = '["' + "0" * 64 + '",1,"submit",false,"Sam\\u00e9"]'
        self.assertEqual(
            hash_chain.link(hash_chain.GENESIS, [1, "submit", False, "Samé"]),
            hashlib.sha256(text.encode("ascii")).hexdigest(),
        )

    def test_same_again(self):
        """The same line after the same lines has the same hash: 64 hexadecimal digits."""
        first, second = (self.chain([1, "submit"], [2, "accept"]) for _time in range(2))
        self.assertEqual(first, second)
        for line_hash in (hash_chain.GENESIS, *first):
            self.assertTrue(re.fullmatch(r"[0-9a-f]{64}", line_hash))

    def test_every_value_counts(self):
        """A line that differs in one value, in its kind or in the order of its values has another hash."""
        lines = (
            [1, "submit", ""],
            [2, "submit", ""],
            [1, "accept", ""],
            [1, "submit", " "],
            [1, "submit", None],
            [1, "submit", False],
            [1, "submit"],
            ["1", "submit", ""],
            [True, "submit", ""],
            [1.0, "submit", ""],
            ["submit", 1, ""],
            [1, "sub", "mit"],
            [1, 'submit",""', ""],
            [1, "submit\x00", ""],
            [1, "submi\u0074\u0301", ""],
            [],
        )
        hashes = [hash_chain.link(hash_chain.GENESIS, line) for line in lines]
        self.assertEqual(len(set(hashes)), len(lines))

    def test_every_line_before_counts(self):
        """A line changed, left out, added or moved changes the hash of every later line."""
        lines = [[1, "submit"], [2, "accept"], [3, "register"], [4, "verify_direct"]]
        last = self.chain(*lines)[-1]
        for name, changed in (
            ("changed", [[1, "resubmit"], *lines[1:]]),
            ("left out", [lines[0], *lines[2:]]),
            ("added", [*lines[:2], [3, "accept"], *lines[2:]]),
            ("moved", [lines[1], lines[0], *lines[2:]]),
        ):
            with self.subTest(name):
                self.assertNotEqual(self.chain(*changed)[-1], last)

    def test_boundary_between_lines(self):
        """The hash before a line is not to be mistaken for one of the line's values."""
        first = hash_chain.link(hash_chain.GENESIS, [1])
        self.assertNotEqual(hash_chain.link(first, [2]), hash_chain.link(hash_chain.GENESIS, [first, 2]))
        self.assertNotEqual(hash_chain.link(hash_chain.GENESIS, [first]), hash_chain.link(first, []))
