"""A chain of SHA-256 hashes over the lines of a control sheet."""

import hashlib
import json

GENESIS = "0" * 64


def link(previous, content):
    """Return the hash that ties ``content`` to everything before it.

    :param str previous: hash of the line before, ``GENESIS`` for the first line
    :param list content: JSON-serialisable values of the line, always in the same order
    :return: 64 hexadecimal digits
    """
    text = json.dumps([previous, *content], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
