"""Papers are scanned by ClamAV's daemon where the server has one: here by a small server that speaks its protocol."""

import socketserver
import struct
import tempfile
from pathlib import Path
from threading import Thread

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ...tools.clamd import NotScanned, scan
from .common_online import OnlineCase, paper

#: The text by which every scanner is tried, cut in two so that none finds it here.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Daemon(socketserver.StreamRequestHandler):
    """Answers as ClamAV's daemon does."""

    def handle(self):
        """Read a stream of chunks, and say whether the text stands in it."""
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        if len(content) > 200_000:
            self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
        else:
            self.wfile.write(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0")


class _Unix(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True


@tagged("post_install", "-at_install")
class TestVirusScan(OnlineCase):
    """What has a virus is refused; what could not be scanned is refused or marked, as the agency has chosen."""

    def serve(self, server):
        """Run a daemon until the test ends."""
        Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)

    def setUp(self):
        super().setUp()
        server = _Tcp(("127.0.0.1", 0), Daemon)
        self.serve(server)
        self.port = server.server_address[1]
        self.scan_by(f"127.0.0.1:{self.port}")
        self.draft = self.begin()
        self.line = self.draft._lines_online()[0]

    def scan_by(self, address):
        self.env["ir.config_parameter"].set_param("ptsp_exhibition.clamd", address)

    def attach(self, content=None):
        return self.draft._attach_online(self.line.id, "ktp.pdf", content or paper())

    def test_protocol(self):
        """Over network and socket: clean, found, too large, and what nobody answers."""
        path = str(Path(self.enterContext(tempfile.TemporaryDirectory())) / "clamd.ctl")
        self.serve(_Unix(path, Daemon))
        for address in (f"127.0.0.1:{self.port}", path):
            self.assertEqual(scan(address, b"x" * 150_000), "")
            self.assertEqual(scan(address, b"x" * 70_000 + EICAR), "Eicar-Test-Signature")
            with self.assertRaisesRegex(NotScanned, "size limit"):
                scan(address, b"x" * 200_001)
        for address in ("127.0.0.1:1", "/nowhere", "localhost", "a:b", "127.0.0.1:99999999"):
            with self.assertRaises(NotScanned):
                scan(address, b"x")

    def test_clean_and_infected(self):
        """A clean paper is kept; one with a virus is not, whoever attaches it."""
        self.assertFalse(self.attach().ptsp_not_scanned)
        with self.assertRaisesRegex(ValidationError, "has a virus .Eicar"), self.env.cr.savepoint():
            self.attach(paper(2) + EICAR)
        self.assertEqual(len(self.draft.sudo().checklist_ids.attachment_ids), 1)
        application = self.bring_to(self.file(), "cs_check")
        vals = {"name": "x.pdf", "raw": paper(3) + EICAR, "res_model": "ptsp.application", "res_id": application.id}
        with self.assertRaisesRegex(ValidationError, "has a virus"), self.env.cr.savepoint():
            self.env["ir.attachment"].with_user(self.users["customer_service"]).create(vals)

    def test_not_reached(self):
        """While the daemon is not reached, a paper is refused with a sentence; or marked, where the agency wants it."""
        self.scan_by("127.0.0.1:1")
        with self.assertRaisesRegex(ValidationError, "could not be scanned"), self.env.cr.savepoint():
            self.attach()
        self.service.company_id.ptsp_unscanned = "mark"
        kept = self.attach()
        self.assertTrue(kept.ptsp_not_scanned)
        self.assertEqual(self.as_role(self.draft, "customer_service").unscanned_papers, "ktp.pdf")

    def test_none(self):
        """Where the server has no daemon, nothing is scanned and nothing marked."""
        self.scan_by(False)
        self.assertFalse(self.attach(paper(4) + EICAR).ptsp_not_scanned)
