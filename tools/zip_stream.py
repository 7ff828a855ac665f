"""A ZIP that is written while it is sent: never more of it is in memory than one block. It imports nothing of Odoo."""

import io
import re
import unicodedata
import zipfile
from pathlib import PurePosixPath

#: The longest name of a file in a ZIP, in characters: systems take 255 bytes.
_LONGEST = 100
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


class _Chunks(io.RawIOBase):
    """What was written and not sent yet. It knows no way back, so the ZIP is written for a stream."""

    def __init__(self):
        super().__init__()
        self._parts = []

    def writable(self):
        return True

    def write(self, data):  # pylint: disable=unknown-option-value,method-required-super
        self._parts.append(bytes(data))
        return len(data)

    def taken(self):
        """Return what was written since the last call."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def stream(entries):
    """Write a ZIP piece by piece. Papers are compressed already, so they are stored as they are.

    :param entries: iterable of triples: name in the ZIP, moment as six numbers, and an iterable of bytes
    :return: generator of bytes
    """
    chunks = _Chunks()
    with zipfile.ZipFile(chunks, "w", zipfile.ZIP_STORED) as archive:
        for name, moment, blocks in entries:
            info = zipfile.ZipInfo(name, moment)
            info.external_attr = 0o644 << 16
            with archive.open(info, "w", force_zip64=True) as file:
                for block in blocks:
                    file.write(block)
                    if taken := chunks.taken():
                        yield taken
            if taken := chunks.taken():
                yield taken
    yield chunks.taken()


def safe_name(name):
    """Return a name that every system takes for a file: no path, no control character, not hidden, not too long.

    :param str name: as somebody has called it
    """
    name = _UNSAFE.sub("-", unicodedata.normalize("NFC", name or "")).strip(" .-")
    path = PurePosixPath(name or "berkas")
    suffix = path.suffix if len(path.suffix) <= 6 else ""
    stem = name[: len(name) - len(suffix)] if suffix else name
    return f"{stem[: _LONGEST - len(suffix)].strip(' .') or 'berkas'}{suffix}"


class Names:
    """Gives each file of a ZIP a name of its own."""

    def __init__(self):
        self._taken = set()

    def take(self, folder, name):
        """Return a path that no file has yet.

        :param str folder: in the ZIP
        :param str name: as somebody has called the file
        """
        name = safe_name(name)
        stem, dot, suffix = name.rpartition(".")
        if not stem:
            stem, dot, suffix = name, "", ""
        path, number = f"{folder}/{name}" if folder else name, 1
        while path.lower() in self._taken:
            number += 1
            numbered = f"{stem} ({number}){dot}{suffix}"
            path = f"{folder}/{numbered}" if folder else numbered
        self._taken.add(path.lower())
        return path
