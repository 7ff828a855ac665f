"""What a scanned paper is, told by its content and not by what somebody has called it. It imports nothing of Odoo."""

import io
import re
from pathlib import PurePath

from PIL import Image

#: Megabytes that a paper may have where an agency has not said.
DEFAULT_LIMIT = 10

#: The kinds of papers, with the endings of their names; the first is for a paper that has none of them.
KINDS = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
}
#: A sheet of A3 at 600 dots per inch has 70 million; more is no scan but meant to fill the memory.
PIXEL_LIMIT = 80_000_000
#: Every PDF has numbered objects, and says at its end where to begin.
_PDF_OBJECT = re.compile(rb"(?<!\d)\d{1,10}\s{1,4}\d{1,5}\s{1,4}obj\b")
_IMAGES = {"JPEG": "image/jpeg", "PNG": "image/png"}


class _WholeFile(io.BytesIO):
    """A file that must not end before the image does: elsewhere Pillow is told to make up what is missing."""

    is_decoded = False

    def read(self, size=-1):
        content = super().read(size)
        if self.is_decoded and not content:
            raise EOFError
        return content


def kind_of(content):
    """Tell what a paper is.

    :param bytes content: the whole file
    :return: one of ``KINDS``; empty where it is none of them, or cannot be read as what it begins as
    """
    if content.startswith(b"%PDF-"):
        return "application/pdf" if _is_pdf(content) else ""
    return _image_kind(content)


def name_for(name, kind):
    """Return the name under which a paper is kept: it ends as its content is, whatever it was called.

    :param str name: as somebody has called it
    :param str kind: one of ``KINDS``
    """
    endings = KINDS[kind]
    # Neither a path nor a line break is part of a name.
    base = re.sub(r"[\x00-\x1f\x7f]+", " ", re.split(r"[/\\]", name or "")[-1]).strip(" .")
    suffix = PurePath(base).suffix
    if suffix.lower() in endings:
        return base
    # A name with a dot, such as "Akta No. 12", is no ending.
    stem = base[: -len(suffix)] if re.fullmatch(r"\.\w{1,5}", suffix) else base
    if PurePath(stem).suffix.lower() in endings:
        return stem
    return f"{stem or 'berkas'}{endings[0]}"


def _is_pdf(content):
    return bool(_PDF_OBJECT.search(content)) and b"/Root" in content and content.rfind(b"%%EOF") > 0


def _image_kind(content):
    """Return the kind of an image that can be shown, without ever holding a large one in memory."""
    try:
        file = _WholeFile(content)
        with Image.open(file, formats=tuple(_IMAGES)) as image:
            if image.width * image.height > PIXEL_LIMIT:
                return ""
            kind = _IMAGES[image.format]
            if image.format == "PNG":
                image.verify()
            else:
                # Decoded at an eighth of its size: all of it is read, and little of it is kept.
                image.draft("L", (1, 1))
                file.is_decoded = True
                image.load()
            return kind
    # Pillow has an error of its own for nearly every way in which a file can be broken.
    except Exception:
        return ""
