"""A photo of a paper, made smaller: as large as it must be to be read. It imports nothing of Odoo."""

import io

from PIL import Image, ImageOps

from . import paper

#: Pixels of the longer side: a sheet of A4 at 210 dots per inch, on which small print can be read.
SIDE = 2480
QUALITY = 85
#: More is not taken into memory for this.
PIXEL_LIMIT = 50_000_000


def smaller(content):
    """Return a photo with fewer bytes, upright; what is none, or would have no fewer, as it is.

    :param bytes content: the whole file
    :return: bytes, a JPEG where it was made smaller
    """
    if not paper.kind_of(content).startswith("image/"):
        return content
    with Image.open(io.BytesIO(content)) as image:
        # Most of a large JPEG need not be decoded.
        image.draft("RGB", (SIDE, SIDE))
        if image.width * image.height > PIXEL_LIMIT:
            return content
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((SIDE, SIDE))
        small = io.BytesIO()
        _on_white(upright).save(small, "JPEG", quality=QUALITY, optimize=True)
    return small.getvalue() if small.tell() < len(content) else content


def _on_white(image):
    """Return an image without transparency: what shines through is white, as paper is."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    sheet = Image.new("RGBA", image.size, "white")
    sheet.alpha_composite(image)
    return sheet.convert("RGB")
