"""How long something takes by itself, whatever else the machine has to do meanwhile."""

import threading
import time
from contextlib import suppress
from pathlib import Path

import psutil


def _waited():
    """Return how many seconds this thread and the processes that it began have waited for a processor.

    :return: dict of seconds by process; empty where the system does not count them
    """
    threads = {0: [Path(f"/proc/self/task/{threading.get_native_id()}")]}
    for child in psutil.Process().children(recursive=True):
        threads[child.pid] = Path(f"/proc/{child.pid}/task").glob("*")
    waited = {}
    for pid, folders in threads.items():
        # A process may end meanwhile.
        with suppress(OSError):
            # The second of the three numbers, in nanoseconds.
            waited[pid] = sum(int((folder / "schedstat").read_text().split()[1]) for folder in folders) / 1e9
    return waited


def timed(function, *args):
    """Call a function and take the time.

    What the function asks of other processes is taken to be done one after the other, as it waits for each. What a
    process that has ended meanwhile had to wait counts as its own time.

    :return: how many seconds it took, without those in which other programs held the processor; and its result
    """
    before, begun = _waited(), time.monotonic()
    result = function(*args)
    duration, after = time.monotonic() - begun, _waited()
    return duration - sum(max(0, waited - before.get(pid, 0)) for pid, waited in after.items()), result
