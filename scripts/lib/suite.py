"""pytest's part of scripts/test: which tests are slow, in which order they run, and on which database a process works.

Tests are handed out to the processes (pytest-xdist) class by class, those that take longest first, so that all
processes end at about the same time. How long a class takes is what pytest's cache remembers of its last run.
"""

import ctypes
import os
import random
import shutil
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from types import SimpleNamespace

import pytest

import odoo.tools

#: Where the cache keeps the seconds of each class.
SECONDS = "suite/seconds"
#: Seconds of a test that no run has measured yet: an ordinary one, and a slow one.
ORDINARY, SLOW = 1, 30
#: Seconds for which a browser's request waits for those before it: Odoo's 20 are too few on a busy machine.
REQUEST_WAITS = 120
#: From <linux/prctl.h>.
_PR_SET_PDEATHSIG = 1


def pytest_addoption(parser):
    """Let the tests be run in a random order, which shows those that rely on others."""
    parser.addoption("--shuffle", type=int, metavar="SEED", help="run the tests in the random order of this number")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Give one of several processes its database, and the one that reports what it has to tell."""
    config.addinivalue_line("markers", "slow: only scripts/test --all runs it, or who asks for it by name")
    if hasattr(config, "workerinput"):
        _end_with_parent()
        _use_own_database(config.workerinput["workerid"])
    else:
        config.pluginmanager.register(_Report(config))


def _end_with_parent():
    """Let this process end when the one that reports is killed, and with it the servers that its tests have begun."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _use_own_database(worker):
    """Let this process work on a copy of the prepared database."""
    [source], name = odoo.tools.config["db_name"], _database_of(worker)
    _drop(name)
    subprocess.run(["createdb", f"--template={source}", name], check=True)
    # Odoo writes a file once and never changes it, so that both databases may have the same one.
    shutil.copytree(odoo.tools.config.filestore(source), odoo.tools.config.filestore(name), copy_function=os.link)
    odoo.tools.config["db_name"] = [name]
    # pytest-odoo would make a copy, too, and let it share its files with those of the other processes.
    del os.environ["PYTEST_XDIST_WORKER"]


def _database_of(worker):
    [source] = odoo.tools.config["db_name"]
    return f"{source}_{worker}"


def _drop(database):
    quiet = {**os.environ, "PGOPTIONS": "--client-min-messages=warning"}
    subprocess.run(["dropdb", "--if-exists", "--force", database], check=True, env=quiet)
    shutil.rmtree(odoo.tools.config.filestore(database), ignore_errors=True)


def _class_of(item):
    """Return what names the class of a test, or of its report."""
    return item.nodeid.rpartition("::")[0]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Mark what Odoo's tag ``slow`` is on, so that ``-m`` knows it, and put the tests into their order."""
    # Not before Odoo is configured.
    from odoo.tests.common import BaseCase

    BaseCase.test_cursor_lock_timeout = REQUEST_WAITS
    classes = defaultdict(list)
    for item in items:
        if "slow" in getattr(item.cls, "test_tags", ()):
            item.add_marker("slow")
        classes[_class_of(item)].append(item)
    seed = config.getoption("shuffle")
    if seed is not None:
        order = random.Random(seed)
        groups = list(classes.values())
        order.shuffle(groups)
        for group in groups:
            order.shuffle(group)
    elif hasattr(config, "workerinput"):
        measured = config.cache.get(SECONDS, {})

        def seconds(name):
            guess = sum(SLOW if item.get_closest_marker("slow") else ORDINARY for item in classes[name])
            return measured.get(name, guess)

        groups = [classes[name] for name in sorted(classes, key=seconds, reverse=True)]
    else:
        return
    items[:] = [item for group in groups for item in group]


def _slow(items):
    return [item.nodeid for item in items if item.get_closest_marker("slow")]


def pytest_deselected(items):
    """Pass on which tests are left out, as the process that reports does not choose the tests itself."""
    output = getattr(items[0].config, "workeroutput", None)
    if output is not None:
        output["deselected"] = output.get("deselected", 0) + len(items)
        output["left_out"] = output.get("left_out", []) + _slow(items)


class _Report:
    """What the process that reports does: it remembers how long classes take, tells what is left out, and cleans up."""

    def __init__(self, config):
        self.config = config
        self.databases = []
        self.seconds = Counter()
        self.left_out = []

    def pytest_deselected(self, items):
        self.left_out += _slow(items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node):
        self.databases.append(_database_of(node.workerinput["workerid"]))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        # Every process has left out the same.
        output, stats = (
            getattr(node, "workeroutput", {}),
            self.config.pluginmanager.get_plugin("terminalreporter").stats,
        )
        if "deselected" in output and "deselected" not in stats:
            # The summary counts them, and asks nothing of them.
            stats["deselected"] = [SimpleNamespace()] * output["deselected"]
            self.left_out = output["left_out"]

    def pytest_runtest_logreport(self, report):
        if not isinstance(report, pytest.SubtestReport):
            self.seconds[_class_of(report)] += report.duration

    def pytest_terminal_summary(self, terminalreporter):
        files = sorted({nodeid.partition("::")[0].rpartition("/")[2] for nodeid in self.left_out})
        if files:
            count = len(self.left_out)
            terminalreporter.line(f"{count} slow tests left out (scripts/test --all runs them): {', '.join(files)}")

    def pytest_sessionfinish(self):
        # One process is for who asks for a few tests, which tell nothing about their class.
        if self.databases:
            seconds = self.config.cache.get(SECONDS, {})
            seconds.update({name: round(value, 1) for name, value in self.seconds.items()})
            self.config.cache.set(SECONDS, seconds)

    def pytest_unconfigure(self):
        # Not by the processes themselves, which are stopped when they take long to end.
        for database in self.databases:
            _drop(database)
