"""Many PDF and images as one PDF, written object by object while it is sent: in memory is one object at a time.

pypdf reads; what it would hold until the end is written at once instead. It imports nothing of Odoo.
"""

import io

from PIL import Image, ImageOps

try:
    from pypdf import PdfReader
    from pypdf.generic import (
        ArrayObject,
        DictionaryObject,
        IndirectObject,
        NameObject,
        NumberObject,
        StreamObject,
    )
except ImportError:  # Odoo itself takes either.
    from PyPDF2 import PdfReader
    from PyPDF2.generic import (
        ArrayObject,
        DictionaryObject,
        IndirectObject,
        NameObject,
        NumberObject,
        StreamObject,
    )

#: Pixels of an A4 page at 200 dots per inch, in which images are shown: the images themselves are in the ZIP.
_PIXELS = (1654, 2339)
_DPI = 200
#: What a page has of its own or inherits.
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
#: What of a page is taken along. Links, forms, scripts and marks for readers lead outside of it.
_OF_PAGE = (*_INHERITED, "/Contents", "/UserUnit", "/Group")
#: Objects of one page that are followed; more is no paper but meant to fill the memory.
_MOST_OBJECTS = 50_000
#: How deep objects may stand in each other.
_DEEPEST = 60
#: Pages of one paper.
_MOST_PAGES = 2_000


class UnreadablePdf(Exception):
    """What cannot be shown as pages."""


class Merger:
    """Writes one PDF. Numbers 1 and 2 are kept for catalogue and list of pages, which are written last."""

    def __init__(self):
        self._offsets = {}
        self._position = 0
        self._next = 3
        self._pages = []

    def stream(self, sources):
        """Write the pages of all sources.

        :param sources: iterable of callables without arguments, each of which returns an open binary file of a PDF
            or, where it cannot be shown, raises :class:`UnreadablePdf`; and what is shown in its place, another such
            callable
        :return: generator of bytes
        """
        yield self._counted(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        for source, instead in sources:
            yield from self._add(source, instead)
        yield from self._end()

    def _counted(self, data):
        self._position += len(data)
        return data

    def _add(self, source, instead):
        before = len(self._pages)
        try:
            yield from self._pages_of(source)
        except Exception:
            # Whatever a broken PDF makes of its reader: pages that were begun are not shown.
            del self._pages[before:]
            if instead:
                yield from self._add(instead, None)

    def _pages_of(self, source):
        with source() as file:
            reader = PdfReader(file, strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadablePdf
            if len(reader.pages) > _MOST_PAGES:
                raise UnreadablePdf
            numbers = {}
            pages = []
            for page in reader.pages:
                number = self._take()
                pages.append(number)
                yield from self._object(number, self._page(page, numbers))
                yield from self._follow(reader, numbers)
            self._pages.extend(pages)

    def _take(self):
        number = self._next
        self._next += 1
        return number

    def _page(self, page, numbers):
        found = DictionaryObject({NameObject("/Type"): NameObject("/Page")})
        found[NameObject("/Parent")] = IndirectObject(2, 0, None)
        for name in _OF_PAGE:
            value = self._own_or_inherited(page, name)
            if value is not None:
                found[NameObject(name)] = self._renumbered(value, numbers)
        return found

    @staticmethod
    def _own_or_inherited(page, name):
        node, seen = page, 0
        while node is not None and seen < _DEEPEST:
            if name in node:
                return node.raw_get(name)
            parent = node.raw_get("/Parent") if name in _INHERITED and "/Parent" in node else None
            node = parent.get_object() if parent is not None else None
            seen += 1
        return None

    def _follow(self, reader, numbers):
        """Write what was referred to and is not written yet."""
        while waiting := [key for key, (_number, written) in numbers.items() if not written]:
            if len(numbers) > _MOST_OBJECTS:
                raise UnreadablePdf
            for key in waiting:
                number = numbers[key][0]
                numbers[key] = (number, True)
                reference = IndirectObject(key[0], key[1], reader)
                value = reader.get_object(reference)
                yield from self._object(number, self._renumbered(value, numbers))
                # What was read is not needed again.
                reader.resolved_objects.pop((key[1], key[0]), None)

    def _renumbered(self, value, numbers, depth=0):
        """Return a copy in which references name the objects of this PDF."""
        if depth > _DEEPEST:
            raise UnreadablePdf
        if isinstance(value, IndirectObject):
            key = (value.idnum, value.generation)
            if key not in numbers:
                numbers[key] = (self._take(), False)
            return IndirectObject(numbers[key][0], 0, None)
        if isinstance(value, DictionaryObject):
            if value.get("/Type") in ("/Page", "/Pages", "/Catalog"):
                # From a page nothing leads to another one, or to the whole.
                return NumberObject(0)
            copy = DictionaryObject()
            if isinstance(value, StreamObject):
                copy = StreamObject()
                copy._data = value._data
            for name in value:
                if name not in ("/Parent", "/StructParent", "/StructParents", "/AA", "/A", "/OPI", "/Length"):
                    copy[NameObject(name)] = self._renumbered(value.raw_get(name), numbers, depth + 1)
            return copy
        if isinstance(value, ArrayObject):
            return ArrayObject(self._renumbered(item, numbers, depth + 1) for item in list(value))
        return value

    def _object(self, number, value):
        self._offsets[number] = self._position
        yield self._counted(f"{number} 0 obj\n".encode())
        if isinstance(value, StreamObject):
            # What is large is handed on as it is.
            data = value._data
            data = data.encode("latin-1") if isinstance(data, str) else data
            head = DictionaryObject(value)
            head[NameObject("/Length")] = NumberObject(len(data))
            yield self._counted(self._written(head) + b"\nstream\n")
            yield self._counted(data)
            yield self._counted(b"\nendstream\nendobj\n")
        else:
            yield self._counted((b"null" if value is None else self._written(value)) + b"\nendobj\n")

    @staticmethod
    def _written(value):
        buffer = io.BytesIO()
        value.write_to_stream(buffer)
        return buffer.getvalue()

    def _end(self):
        kids = ArrayObject(IndirectObject(number, 0, None) for number in self._pages)
        pages = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Pages"),
                NameObject("/Kids"): kids,
                NameObject("/Count"): NumberObject(len(kids)),
            }
        )
        yield from self._object(2, pages)
        catalogue = DictionaryObject(
            {NameObject("/Type"): NameObject("/Catalog"), NameObject("/Pages"): IndirectObject(2, 0, None)}
        )
        yield from self._object(1, catalogue)
        start, size = self._position, self._next
        rows = [b"0000000000 65535 f \n"]
        rows += [
            f"{self._offsets[number]:010d} 00000 n \n".encode() if number in self._offsets else b"0000000000 00000 f \n"
            for number in range(1, size)
        ]
        table = f"xref\n0 {size}\n".encode() + b"".join(rows)
        yield self._counted(table + f"trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode())


def image_as_pdf(path_or_file):
    """Return an image as a PDF of one page, small enough to be read on paper and on a screen.

    :param path_or_file: of a JPEG or PNG
    :return: binary file
    """
    with Image.open(path_or_file, formats=("JPEG", "PNG")) as image:
        # A JPEG is decoded at a fraction of its size, and so never stands whole in memory.
        image.draft("RGB", _PIXELS)
        image.thumbnail((_PIXELS[1], _PIXELS[1]))
        shown = ImageOps.exif_transpose(image)
        if shown.mode in ("RGBA", "LA", "PA", "P"):
            rgba = shown.convert("RGBA")
            shown = Image.new("RGB", rgba.size, "white")
            shown.paste(rgba, mask=rgba.getchannel("A"))
        result = io.BytesIO()
        shown.convert("RGB").save(result, format="PDF", resolution=_DPI, quality=80)
        result.seek(0)
        return result
