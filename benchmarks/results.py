"""Writes the table of a benchmark from the parts: ``results.py FOLDER FILE``."""

import json
import os
import platform
import sys
from datetime import date
from pathlib import Path


def milliseconds(figure):
    """Return a figure as text."""
    return f"{figure['seconds'] * 1000:.0f} ms, {figure['queries']} queries"


def table(parts):
    """Return the rows: what, measured, limit, whether it holds.

    :param dict parts: from name of the part to its result
    """
    ours, peer = parts["measure-ptsp_bench"], parts["peer-measure-ptsp_bench_peer"]
    labels = {
        "list": "list of *My turn*, 80 rows",
        "kanban": "kanban, first page with group counts",
        "number": "search by number",
        "organiser": "search by organiser",
    }
    for key, label in labels.items():
        ratio = ours[key]["seconds"] / peer[key]["seconds"]
        yield (
            label,
            f"{milliseconds(ours[key])}; helpdesk {milliseconds(peer[key])}; ratio {ratio:.2f}",
            "150 ms, 1.0×",
            ours[key]["seconds"] <= 0.15 and ratio <= 1,
        )
    yield (
        "pivot of control lines, one year by step and month",
        milliseconds(ours["pivot"]),
        "1.5 s",
        ours["pivot"]["seconds"] <= 1.5,
    )
    ratio = ours["opinions"]["seconds"] / ours["opinions_of_all"]["seconds"]
    yield (
        "open opinions of an OPD, one of 20 with 500 each, against the list of who sees all",
        f"{milliseconds(ours['opinions'])}; all {milliseconds(ours['opinions_of_all'])}; ratio {ratio:.2f}",
        "150 ms, 10 queries, 1.3×",
        ours["opinions"]["seconds"] <= 0.15 and ours["opinions"]["queries"] <= 10 and ratio <= 1.3,
    )
    idle, busy, again = ours["idle"], ours["busy"], ours["again"]
    yield (
        "monitoring, nothing newly due",
        milliseconds(idle),
        "12 queries, 0.3 s",
        idle["queries"] <= 12 and idle["seconds"] <= 0.3,
    )
    each = busy["queries"] / max(busy["records"], 1)
    yield (
        f"monitoring, {busy['records']} newly due",
        f"{busy['seconds']:.1f} s, {each:.2f} queries each",
        "6 queries each, 20 s",
        each <= 6 and busy["seconds"] <= 20,
    )
    yield "monitoring, the run after it", milliseconds(again), "12 queries", again["queries"] <= 12
    full, empty = parts["transition-ptsp_bench"]["transition"], parts["transition-ptsp_bench_empty"]["transition"]
    ratio = full["seconds"] / empty["seconds"]
    yield (
        "one transition (*Declare Complete*) against an empty database",
        f"{milliseconds(full)}; empty {milliseconds(empty)}; ratio {ratio:.2f}",
        "1.2×",
        ratio <= 1.2,
    )


def main(folder, target):
    """Write the file.

    :param str folder: where the parts are
    :param str target: the file
    """
    parts = {path.stem: json.loads(path.read_text()) for path in Path(folder).glob("*.json")}
    rows = parts["generate-ptsp_bench"]["rows"]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    lines = [
        "# Benchmark",
        "",
        f"Measured by `scripts/bench` on {date.today()}: {os.cpu_count()} cores ({platform.machine()}), "
        f"{memory:.0f} GiB.",
        f"{rows['ptsp_application']:,} applications and {rows['ptsp_control_line']:,} control lines, made in "
        f"{parts['generate-ptsp_bench']['seconds']:.0f} s; as many tickets in OCA's `helpdesk_mgmt` with "
        "`helpdesk_mgmt_sla`. Times are medians on the side of the server; the cache of records is empty before each "
        "call.",
        "",
        "| what | measured | limit | holds |",
        "|---|---|---|---|",
        *(
            f"| {what} | {measured} | {limit} | {'yes' if holds else '**no**'} |"
            for what, measured, limit, holds in table(parts)
        ),
        "",
    ]
    Path(target).write_text("\n".join(lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
