"""Tells what is saved by the processes that wait for documents, in the demo's database or any other.

``scripts/odoo shell -d ptsp_demo --no-http <benchmarks/typesetting.py``

A letter of three copies and a receipt are printed in turn by a process that was waiting and by one that begins, as an
officer waits for them: page and PDF. Run by Odoo's shell, which provides ``env``; nothing is committed.
"""

import statistics
import sys
import time

import psutil

from odoo.addons.ptsp_exhibition.tools import typesetter

RUNS = 25


def seconds(key, record):
    """Return how long a document takes, as it is printed."""
    begun = time.perf_counter()
    record.env["ir.actions.report"]._ptsp_render_pdf(f"ptsp_exhibition.report_{key}", record.ids)
    return time.perf_counter() - begun


def measure(record):
    """Return the seconds of each run: dict from document and kind of process to a list."""
    taken = {(key, kind): [] for key in ("letter", "receipt") for kind in ("begun", "waiting")}
    for _run in range(RUNS):
        for key in ("letter", "receipt"):
            typesetter.stop_idle()
            # The one that begins for this document waits for the next.
            for kind in ("begun", "waiting"):
                taken[key, kind].append(seconds(key, record))
    return taken


def report(record):
    """Write the medians, what waiting saves, and the memory that a waiting process holds for itself."""
    seconds(key="receipt", record=record)
    medians = {name: statistics.median(runs) for name, runs in measure(record).items()}
    for key in ("letter", "receipt"):
        begun, waiting = medians[key, "begun"], medians[key, "waiting"]
        sys.stdout.write(f"{key:8} {begun:.3f} s begun, {waiting:.3f} s waiting: {1 - waiting / begun:.0%} saved\n")
    for process in typesetter._idle:
        held = psutil.Process(process.popen.pid).memory_full_info().uss
        sys.stdout.write(f"A waiting process holds {held / 1e6:.0f} MB.\n")
    typesetter.stop_idle()


report(env["ptsp.application"].search([("letter_number", "!=", False)], order="id", limit=1))  # noqa: F821
