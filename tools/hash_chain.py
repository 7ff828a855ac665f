"""A chain of SHA-256 hashes over the lines of a control sheet.

A hash says by which version it was made, such as ``$1$`` and 64 hexadecimal digits, so that what a line covers may
change and older sheets stay verifiable. Hashes of before there were versions are the digits alone.
"""

import hashlib
import json
import re

GENESIS = "0" * 64

_HASH = re.compile(r"(?:\$(\d{1,4})\$)?[0-9a-f]{64}")


def link(previous, content, version=0):
    """Return the hash that ties ``content`` to everything before it.

    :param str previous: hash of the line before, ``GENESIS`` for the first line
    :param list content: JSON-serialisable values of the line, always in the same order
    :param int version: by which list of values the content was made; 0 for sheets of before there were versions
    :return: ``$version$`` and 64 hexadecimal digits; the digits alone for version 0
    """
    text = json.dumps([previous, *content], ensure_ascii=True, separators=(",", ":"))
    digits = hashlib.sha256(text.encode()).hexdigest()
    return f"${version}${digits}" if version else digits


def canonical(values):
    """Write what a line ties into the chain beside itself, in one form for ever.

    :param dict values: JSON-serialisable
    :return: str; empty where there is nothing
    """
    return json.dumps(values, ensure_ascii=True, sort_keys=True, separators=(",", ":")) if values else ""


def version_of(text):
    """Return the version by which a hash was made, or None for what is no hash.

    :param str text: a hash, or what stands in its place
    """
    match = _HASH.fullmatch(text or "")
    return int(match[1] or 0) if match else None
