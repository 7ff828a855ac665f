"""Files read in blocks, so that none of them stands whole in memory. It imports nothing of Odoo."""

import hashlib

#: Bytes that are read at once.
BLOCK = 256 * 1024


def file_blocks(path):
    """Read a file in blocks.

    :param path: of the file
    :return: generator of bytes
    """
    with open(path, "rb") as file:
        while block := file.read(BLOCK):
            yield block


def fingerprint(blocks):
    """Return the SHA-256 of blocks as hexadecimal digits, and how many bytes they are.

    :param blocks: iterable of bytes
    """
    digest, size = hashlib.sha256(), 0
    for block in blocks:
        digest.update(block)
        size += len(block)
    return digest.hexdigest(), size
