"""Photos of papers are made smaller where the applicant wants it, and only then."""

import io
import random

from PIL import Image

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ...tools.smaller_image import SIDE, smaller
from .common_online import OnlineCase, paper


def photo(width, height, orientation=None, quality=98):
    """Return a JPEG of coloured clouds.

    :param int orientation: how the camera was held, as it notes it
    :param int quality: how much of it is kept
    """
    small = Image.frombytes("RGB", (64, 64), random.Random(7).randbytes(64 * 64 * 3))
    image = small.resize((width, height))
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality, exif=exif, optimize=True)
    return file.getvalue()


@tagged("post_install", "-at_install")
class TestSmallerImages(OnlineCase):
    """As large as it must be to be read, upright, and never larger than before."""

    def test_size(self):
        """The longer side has as many pixels as a readable sheet; a photo held upright stays so."""
        for orientation, size in ((None, (SIDE, SIDE * 3 // 4)), (6, (SIDE * 3 // 4, SIDE))):
            content = photo(4000, 3000, orientation=orientation)
            made = smaller(content)
            self.assertLess(len(made), len(content) / 2)
            image = Image.open(io.BytesIO(made))
            self.assertEqual((image.format, image.size), ("JPEG", size))
            self.assertFalse(image.getexif())

    def test_as_it_is(self):
        """A PDF, a small photo, and what is broken stay as they are."""
        for content in (paper(), photo(40, 30, quality=20), b"", b"\xff\xd8\xff\xe0broken"):
            self.assertEqual(smaller(content), content)

    def test_transparency(self):
        """What shines through is white, as paper is."""
        content = io.BytesIO()
        image = Image.frombytes("RGBA", (300, 300), random.Random(7).randbytes(300 * 300 * 4))
        image.paste((0, 0, 0, 0), (0, 0, 50, 50))
        image.save(content, "PNG")
        made = Image.open(io.BytesIO(smaller(content.getvalue())))
        self.assertGreater(min(made.getpixel((10, 10))), 240)

    def test_only_where_wanted(self):
        """A photo beyond the limit is refused as it is, and taken where it shall be made smaller."""
        self.service.company_id.ptsp_attachment_limit = 1
        draft = self.begin()
        line = draft._lines_online()[0]
        content = photo(5000, 4000)
        self.assertGreater(len(content), 1024 * 1024)
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            draft._attach_online(line.id, "ktp.png", content)
        kept = draft._attach_online(line.id, "ktp.png", content, smaller=True)
        self.assertEqual((kept.name, kept.mimetype), ("ktp.jpg", "image/jpeg"))
        self.assertLess(kept.file_size, 1024 * 1024)

    def test_as_it_came(self):
        """Without the tick a large photo is kept byte for byte, where Odoo would make it smaller by itself."""
        draft = self.begin()
        content = photo(4000, 3000)
        kept = draft._attach_online(draft._lines_online()[0].id, "ktp.jpg", content)
        self.assertEqual(kept.raw, content)
