"""Photos of a place: smaller, upright, and without what a camera adds. It imports nothing of Odoo."""

import base64
import binascii
import io

from PIL import Image, ImageOps

from . import paper

#: The longer side of a photo as it is kept, in pixels: enough for half a page of paper.
LONGEST_SIDE = 1600
_QUALITY = 85
#: Pixels of a signature that was drawn on a screen: its box on a large one, four times as dense.
_DRAWING_PIXELS = 4_000_000
_GPS = 0x8825


def cleaned(content):
    """Return a photo as it is kept: a JPEG that stands upright and says nothing of camera, owner or place.

    :param bytes content: the file
    :return: the JPEG as bytes; nothing where it is no photo (JPEG or PNG) that can be shown
    """
    if not paper.kind_of(content).startswith("image/"):
        return b""
    # Pillow has an error of its own for nearly every way in which a file can be broken.
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as image:
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            # Smaller first: turned in its full size it would be in memory twice.
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(image)
            if upright.mode in ("RGBA", "LA", "P"):
                # What is transparent is paper.
                layer = upright.convert("RGBA")
                upright = Image.new("RGB", layer.size, "white")
                upright.paste(layer, mask=layer.getchannel("A"))
            pixels = upright.convert("RGB")
            # A new picture has no memory of the old one.
            bare = Image.frombytes("RGB", pixels.size, pixels.tobytes())
            result = io.BytesIO()
            bare.save(result, "JPEG", quality=_QUALITY, optimize=True)
            return result.getvalue()
    except Exception:
        return b""


def is_drawing(content):
    """Tell whether a file is a drawing, as a screen sends it: a PNG that can be shown, and is small.

    :param bytes content: the file
    """
    if paper.kind_of(content) != "image/png":
        return False
    with Image.open(io.BytesIO(content), formats=("PNG",)) as image:
        if image.width * image.height > _DRAWING_PIXELS:
            return False
        try:
            image.load()
        except Exception:
            return False
    return True


def drawn(datas, limit):
    """Tell whether what came as a signature is a drawing.

    :param datas: base64, as a client sends it
    :param int limit: bytes; what is larger is refused by its size, and not opened here
    """
    try:
        content = base64.b64decode(datas, validate=True)
    except (ValueError, TypeError, binascii.Error):
        content = b""
    return len(content) > limit or is_drawing(content)


def position(content):
    """Return where a photo was taken, as its camera says: degrees north and east; nothing where it says not.

    :param bytes content: the file
    :return: a pair of floats, or None
    """
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as image:
            gps = image.getexif().get_ifd(_GPS)
        north, east = (_degrees(gps[key]) for key in (2, 4))
        found = (-north if gps.get(1) == "S" else north, -east if gps.get(3) == "W" else east)
        return found if -90 <= found[0] <= 90 and -180 <= found[1] <= 180 else None
    except Exception:
        return None


def _degrees(parts):
    degrees, minutes, seconds = (float(part) for part in parts)
    return round(degrees + minutes / 60 + seconds / 3600, 6)
