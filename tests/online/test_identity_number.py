"""Numbers of people and companies have a form by which a slip of the keyboard shows."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...tools.identity_number import compact, is_company_number, is_identity_number

birthdays = st.integers(0, 36_500).map(lambda days: date(1926, 1, 1) + timedelta(days))


@tagged("post_install", "-at_install")
class TestIdentityNumber(BaseCase):
    """An identity number tells the region, the date of birth and a serial number."""

    @given(st.integers(1, 999_999), birthdays, st.booleans(), st.integers(1, 9999))
    def test_every_number_that_is_given(self, region, born, woman, serial):
        """Whoever was born when and where: the number is taken, with spaces and points between its digits, too."""
        day = born.day + (40 if woman else 0)
        number = f"{region:06d}{day:02d}{born:%m%y}{serial:04d}"
        self.assertTrue(is_identity_number(number))
        read = f" {number[:4]} {number[4:8]}.{number[8:12]}-{number[12:]} "
        self.assertEqual(compact(read), number)

    @given(st.text("0123456789", min_size=16, max_size=16))
    def test_no_other_number(self, number):
        """What is taken has a day that there is, and neither region nor serial number is zero."""
        if is_identity_number(number):
            day, month, year = int(number[6:8]), int(number[8:10]), int(number[10:12])
            day -= 40 if day > 40 else 0
            self.assertTrue(1 <= day <= 31 and 1 <= month <= 12)
            self.assertTrue(date(2000 + year, month, day) if year % 4 == 0 else date(1900 + year, month, day))
            self.assertNotEqual(number[:6], "000000")
            self.assertNotEqual(number[12:], "0000")

    @given(st.text(max_size=40))
    def test_any_text(self, text):
        """Whatever is typed is answered, and nothing but 16 or 13 digits of ours is taken."""
        self.assertLessEqual(is_identity_number(text), len(text) == 16 and text.isascii() and text.isdigit())
        self.assertLessEqual(is_company_number(text), len(text) == 13 and text.isascii() and text.isdigit())

    def test_examples(self):
        """A man, a woman, the 29th of February; and slips of the keyboard."""
        for number in ("6472051203850001", "6472055203850001", "6472052902000003", "6472056902960003"):
            self.assertTrue(is_identity_number(number), number)
        for number in (
            "",
            "0000000000000000",
            "0000001203850001",
            "6472051203850000",
            "6472053203850001",
            "6472057203850001",
            "6472054003850001",
            "6472051213850001",
            "6472052902010003",
            "647205120385001",
            "64720512038500011",
            "A472051203850001",
            "٦٤٧٢٠٥١٢٠٣٨٥٠٠٠١",
        ):
            self.assertFalse(is_identity_number(number), number)
        self.assertTrue(is_company_number("9120001234567"))
        for number in ("0000000000000", "912000123456", "91200012345678", "", None):
            self.assertFalse(is_company_number(number), number)
