"""Sets documents as PDF, in processes of their own that are stopped when a document takes too long."""

import json
import os
import select
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

COMMAND = (sys.executable, str(Path(__file__).with_name("typesetter_process.py")))
#: Seconds after which a document is given up.
TIME_LIMIT = 20
#: Processes that wait for the next document, at most: each holds about 50 MB, and saves the next officer half of the
#: time that a letter takes (``benchmarks/typesetting.py``).
IDLE_LIMIT = 2
#: Documents after which a process is replaced, so that no leak of a library lasts.
JOBS_LIMIT = 500
SIZE = struct.Struct("!I")


class TypesettingError(Exception):
    """A document could not be set."""


class TypesettingTimeout(TypesettingError):
    """A document took longer than ``TIME_LIMIT``."""


class TypesettingUnavailable(TypesettingError):
    """The library that sets documents is missing."""


class _Process:
    """One process, which sets one document after the other."""

    def __init__(self):
        # Nothing of the server's environment: no password of the database, no proxy.
        environment = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
        self.jobs = 0
        self.popen = subprocess.Popen(  # nosec B603
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={**environment, "LANG": "C.UTF-8"},
        )

    def run(self, job, seconds):
        """Set one document.

        :return: the PDF as bytes
        :raises TypesettingError: it cannot be set
        """
        self.jobs += 1
        deadline = time.monotonic() + seconds
        data = json.dumps(job).encode()
        try:
            self._write(SIZE.pack(len(data)) + data, deadline)
            answer = self._read(SIZE.unpack(self._read(SIZE.size, deadline))[0], deadline)
        except (BrokenPipeError, EOFError) as error:
            raise TypesettingError("the process ended") from error
        if answer[:1] == b"1":
            return answer[1:]
        message = answer[1:].decode(errors="replace")
        missing = message.startswith(("ImportError", "ModuleNotFoundError", "OSError: cannot load library"))
        raise (TypesettingUnavailable if missing else TypesettingError)(message)

    def _wait(self, readers, writers, deadline):
        if not any(select.select(readers, writers, [], max(0, deadline - time.monotonic()))):
            raise TypesettingTimeout

    def _write(self, data, deadline):
        view = memoryview(data)
        pipe = self.popen.stdin.fileno()
        os.set_blocking(pipe, False)
        while view:
            self._wait([], [pipe], deadline)
            view = view[os.write(pipe, view) :]

    def _read(self, size, deadline):
        pipe, parts = self.popen.stdout.fileno(), []
        while size:
            self._wait([pipe], [], deadline)
            part = os.read(pipe, min(size, 1 << 20))
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def stop(self):
        """End the process, whatever it is doing."""
        self.popen.kill()
        self.popen.wait()
        self.popen.stdin.close()
        self.popen.stdout.close()


_idle = []
_idle_lock = threading.Lock()
_owner = os.getpid()


def _take():
    """Return a process that is free, or a new one."""
    global _owner
    with _idle_lock:
        if _owner != os.getpid():
            # A forked worker of the server must not share a pipe with its parent.
            _idle.clear()
            _owner = os.getpid()
        while _idle:
            process = _idle.pop()
            # It may have been ended from outside while it waited.
            if process.popen.poll() is None:
                return process
            process.stop()
    return _Process()


def _give_back(process):
    with _idle_lock:
        if process.jobs < JOBS_LIMIT and len(_idle) < IDLE_LIMIT:
            _idle.append(process)
            return
    process.stop()


def stop_idle():
    """End the processes that wait for a document; the next document begins a new one."""
    with _idle_lock:
        while _idle:
            _idle.pop().stop()


def typeset(html, variant, seconds_more=0):
    """Set a page of HTML as PDF; each ``<article>`` has page numbers of its own.

    :param str html: the page
    :param str variant: PDF variant, such as ``pdf/a-3b``
    :param int seconds_more: how much longer it may take than one document: several of them, or a register
    :return: the PDF as bytes
    :raises TypesettingTimeout: it took longer than ``TIME_LIMIT`` and those seconds
    :raises TypesettingUnavailable: the library is missing
    :raises TypesettingError: it cannot be set
    """
    process = _take()
    try:
        content = process.run({"html": html, "variant": variant}, TIME_LIMIT + seconds_more)
    except BaseException:
        process.stop()
        raise
    _give_back(process)
    return content
