"""Real Odoo processes on a database of their own, for what cannot be tried inside one transaction.

The database is a copy, the files lie in a folder of its name, and the server listens on the loopback interface
only. Nothing of it is left behind when a test fails; what a run leaves that is killed, the next one replaces.
"""

import ctypes
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psycopg2
import requests
from psycopg2 import sql

from odoo import release
from odoo.sql_db import close_db, connection_info_for
from odoo.tools import config

HOST = "127.0.0.1"
LAUNCHER = Path(__file__).parents[1] / "scripts" / "lib" / "launcher.py"
#: Seconds that a server may take to answer, and a command to end.
START_TIMEOUT = 60
RUN_TIMEOUT = 300
#: Seconds that a transaction may take to come to a table that is blocked.
BLOCK_TIMEOUT = 30
#: From <linux/prctl.h>.
_PR_SET_PDEATHSIG = 1


def connect(database):
    """Return a connection to a database in which every statement is a transaction of its own."""
    connection = psycopg2.connect(**connection_info_for(database)[1])
    connection.autocommit = True
    return connection


def free_port():
    """Return a port of the loopback interface that nobody listens on.

    Not one of those that the system gives to clients, which might have it by the time a server is started again.
    """
    while True:
        port = random.SystemRandom().randrange(20000, 32000)
        with closing(socket.socket()) as probe, suppress(OSError):
            probe.bind((HOST, port))
            return port


def _die_with_parent():
    """Have this process killed when its parent ends, so that a test run that is killed leaves no server."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class RpcError(Exception):
    """What a server answered in place of a result: ``kind`` is the class of its exception."""

    def __init__(self, error):
        super().__init__(error["data"]["message"])
        self.kind = error["data"]["name"]


class Officer:
    """Somebody at a browser, connected to a real server."""

    def __init__(self, address, cookies=()):
        self.address = address
        self.http = requests.Session()
        self.http.cookies.update(cookies)

    def log_in(self, database, login, password):
        """Log in, and return the officer."""
        self._post("/web/session/authenticate", db=database, login=login, password=password)
        return self

    def again(self):
        """Return the same officer at another window: the same login over another connection."""
        return Officer(self.address, self.http.cookies)

    def call(self, model, method, *args, **kwargs):
        """Call a method as a browser does, and return its result.

        :raises RpcError: the server answered with an error
        """
        path = f"/web/dataset/call_kw/{model}/{method}"
        return self._post(path, model=model, method=method, args=args, kwargs=kwargs)

    def _post(self, path, **params):
        answer = self.http.post(
            self.address + path, json={"jsonrpc": "2.0", "method": "call", "params": params}, timeout=120
        )
        answer.raise_for_status()
        answer = answer.json()
        if "error" in answer:
            raise RpcError(answer["error"])
        return answer.get("result")


class Sandbox:
    """A database with its files, in which real Odoo processes run.

    :param str name: of the database; one that bears it already is replaced
    :param str source: the database of which it is a copy; an empty one where that is None
    """

    def __init__(self, name, source=None):
        self.name = name
        self.folder = Path(config["data_dir"], "sandboxes", name)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.log = self.folder / "odoo.log"
        self.process = None
        self.port = free_port()
        try:
            self._create_database(source)
        except BaseException:
            self.destroy()
            raise

    def _create_database(self, source):
        if source:
            # PostgreSQL copies only what nobody is connected to.
            close_db(source)
            files = Path(config.filestore(source))
            if files.exists():
                shutil.copytree(files, self.folder / "filestore" / self.name)
        self._drop_database()
        with closing(connect("postgres")) as connection, connection.cursor() as cursor:
            cursor.execute(
                sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE {}").format(
                    sql.Identifier(self.name), sql.Identifier(source or "template0")
                )
            )

    def _drop_database(self):
        with closing(connect("postgres")) as connection, connection.cursor() as cursor:
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self.name)))

    def destroy(self):
        """End the server, and remove the database and the files."""
        self.kill()
        self._drop_database()
        shutil.rmtree(self.folder, ignore_errors=True)

    def query(self, query, params=()):
        """Return the rows of a query, as the database stands outside of every other transaction."""
        with closing(connect(self.name)) as connection, connection.cursor() as cursor:
            cursor.execute(query, params)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def writing_blocked(self, table):
        """Let nobody write to a table, so that a transaction comes to rest just before it does."""
        with closing(connect(self.name)) as connection, connection.cursor() as cursor:
            connection.autocommit = False
            cursor.execute(sql.SQL("LOCK TABLE {} IN SHARE MODE").format(sql.Identifier(table)))
            yield

    def wait_until_blocked(self):
        """Wait until a transaction waits for a lock.

        :raises AssertionError: none has come to that table
        """
        deadline = time.monotonic() + BLOCK_TIMEOUT
        while not self.query(
            """SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid)
                WHERE NOT granted AND datname = current_database()"""
        ):
            assert time.monotonic() < deadline, "no transaction has come to that table"
            time.sleep(0.02)

    # Processes

    def run(self, *arguments):
        """Run Odoo on the database until it has done what the arguments say, and return its log.

        :raises AssertionError: it failed
        """
        return self._run(self._command("--no-http", "--stop-after-init", *arguments))

    def shell(self, code):
        """Run Python code in Odoo's shell on the database, and return the log.

        :raises AssertionError: it failed
        """
        return self._run(self._command("--no-http", subcommand=("shell",)), code)

    def _run(self, command, code=""):
        self.log.unlink(missing_ok=True)
        process = subprocess.run(
            command,
            env=self._environment(),
            input=code.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
            timeout=RUN_TIMEOUT,
            check=False,
        )
        log = self._read_log()
        assert process.returncode == 0, f"Odoo failed:\n{process.stdout.decode()}\n{log}"
        return log

    def start(self, *arguments):
        """Start the server, with what the arguments say, and wait until it answers."""
        address = (f"--http-interface={HOST}", f"--http-port={self.port}", f"--db-filter=^{self.name}$")
        self.process = subprocess.Popen(
            self._command(*address, *arguments),
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            # A group of its own, so that the signal for the server reaches all of it, and only it.
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )
        deadline = time.monotonic() + START_TIMEOUT
        while not self._answers():
            assert self.process.poll() is None, f"the server ended:\n{self._read_log()}"
            assert time.monotonic() < deadline, f"the server does not answer:\n{self._read_log()}"
            time.sleep(0.1)

    def kill(self):
        """Pull the plug: end the server without giving it the time for anything."""
        if self.process:
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def officer(self, login, password):
        """Return a new session of a user on the running server."""
        return Officer(f"http://{HOST}:{self.port}").log_in(self.name, login, password)

    def _answers(self):
        try:
            return requests.get(f"http://{HOST}:{self.port}/web/health", timeout=10).ok
        except (requests.ConnectionError, requests.Timeout):
            return False

    def _command(self, *arguments, subcommand=()):
        return [
            sys.executable,
            # An exported addon comes without the commands of its developers.
            *([str(LAUNCHER)] if LAUNCHER.exists() else ["-m", "odoo"]),
            *subcommand,
            f"--database={self.name}",
            f"--addons-path={','.join(config['addons_path'])}",
            f"--data-dir={self.folder}",
            f"--logfile={self.log}",
            "--workers=0",
            "--max-cron-threads=0",
            "--no-database-list",
            *(f"--db_{key}={config['db_' + key]}" for key in ("host", "port", "user") if config["db_" + key]),
            *arguments,
        ]

    def _environment(self):
        path = [str(Path(release.__file__).parents[1]), os.environ.get("PYTHONPATH")]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, path))}
        if config["db_password"]:
            environment["PGPASSWORD"] = config["db_password"]
        return environment

    def _read_log(self):
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""
