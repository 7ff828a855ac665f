"""A telephone number is one number, however it is written."""

from odoo.tests import BaseCase, tagged

from ...tools.phone_number import normalised


@tagged("post_install", "-at_install")
class TestPhoneNumber(BaseCase):
    """What people write down of a number."""

    def test_twelve_spellings(self):
        """Blanks, dots, dashes, brackets, other digits, and what stands before it make no other number."""
        for text in (
            "081234567890",
            "0812-3456-7890",
            "0812 3456 7890",
            "0812.3456.7890",
            "(0812) 34567890",
            "+62 812-3456-7890",
            "62812 3456 7890",
            "0062 812 3456 7890",
            "+62 (0)812 3456 7890",
            "812 3456 7890",
            "HP: 0812–3456–7890",
            "tel:+62-812-3456-7890",
            "https://wa.me/6281234567890",
            "０８１２３４５６７８９０",
            "٠٨١٢٣٤٥٦٧٨٩٠",
            "0812\u00a03456\u202f7890",
            "(00 62) 812-3456-7890",
            "0812-3456-7890 ext. 5",
        ):
            with self.subTest(text):
                self.assertEqual(normalised(text), "+6281234567890")

    def test_other_numbers(self):
        """Offices and other countries have numbers, too."""
        self.assertEqual(normalised("(0541) 743-235"), "+62541743235")
        self.assertEqual(normalised("+60 3-2161 1000"), "+60321611000")
        self.assertEqual(normalised("0060 (3) 2161 1000"), "+60321611000")
        self.assertEqual(normalised("001 415 555 2671"), "+14155552671")

    def test_no_number(self):
        """What is none is told to be none."""
        for text in (
            None,
            "",
            "siapa saja",
            "12",
            "743-235",
            "0812x3456",
            "+62 812 3456 7890 123 456",
            "?" * 500,
            "\0",
        ):
            with self.subTest(text):
                self.assertEqual(normalised(text), "")
