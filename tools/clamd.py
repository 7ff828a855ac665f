"""Asks ClamAV's daemon whether a file has a virus, by INSTREAM of its protocol. It imports nothing of Odoo."""

import socket
import struct

#: Seconds to reach the daemon, and to wait for its word.
CONNECT, ANSWER = 3, 30
_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4096


class NotScanned(Exception):
    """The daemon was not reached, or could not tell."""


def scan(address, content):
    """Have a file scanned.

    :param str address: path of the daemon's socket, or host and port as ``host:port``
    :param bytes content: the whole file
    :return: name of the virus; empty where there is none
    :raises NotScanned: with what the daemon, or the network, has said
    """
    try:
        with _connect(address) as connection:
            connection.settimeout(ANSWER)
            connection.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), _CHUNK):
                chunk = content[start : start + _CHUNK]
                connection.sendall(struct.pack("!L", len(chunk)) + chunk)
            connection.sendall(struct.pack("!L", 0))
            answer = _read(connection)
    except (OSError, ValueError, UnicodeError) as error:
        raise NotScanned(str(error)) from error
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise NotScanned(answer or "no answer")


def _connect(address):
    """Return a connection to the daemon."""
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(CONNECT)
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]") or "localhost", int(port)), CONNECT)


def _read(connection):
    """Return what the daemon answers, up to the end of its line."""
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        part = connection.recv(_LONGEST_ANSWER)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")
